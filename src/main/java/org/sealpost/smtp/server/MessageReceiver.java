package org.sealpost.smtp.server;

import java.io.IOException;
import java.util.Optional;
import org.sealpost.smtp.Reply;

/**
 * Takes one message off the wire: undoes dot-stuffing (RFC 5321 §4.5.2), knows its end, and refuses what two readers could see
 * differently. Only CR LF dot CR LF ends a message, and a bare CR or LF is never passed on, so nothing can be smuggled behind it.
 * What is refused is read to its end and thrown away.
 */
final class MessageReceiver {

    private static final int LONGEST_LINE = 64 * 1024;
    private static final int LONGEST_HEADER = 512 * 1024;
    private static final int MOST_HOPS = 50;
    private static final byte[] HOP = {'r', 'e', 'c', 'e', 'i', 'v', 'e', 'd', ':'};

    private enum At { LINE_START, DOT, DOT_CR, TEXT, CR }

    private final Desk.Incoming incoming;
    private final long most;
    private final byte[] out = new byte[16 * 1024];
    private Optional<Reply> flaw = Optional.empty();
    private boolean over;
    private At at = At.LINE_START;
    private int filled;
    private long octets;
    private int inLine;
    private boolean inHeader = true;
    private int header;
    private int hops;
    private boolean hopSoFar = true;

    /** @param most octets */
    MessageReceiver(Desk.Incoming incoming, long most) {
        this.incoming = incoming;
        this.most = most;
    }

    /** Of DATA. @return how many octets of the block belong to the message and its end; all, if it goes on */
    int data(byte[] block, int length) {
        for (int i = 0; i < length; i++) {
            if (isEnd(block[i])) {
                return i + 1;
            }
        }
        return length;
    }

    /** Of BDAT, where dots mean nothing. */
    void chunk(byte[] block, int length) {
        for (int i = 0; i < length; i++) {
            text(block[i]);
        }
    }

    /** Whether the end of DATA has come. */
    boolean isOver() {
        return over;
    }

    /** Why it won't be taken, as far as is known by now. */
    Optional<Reply> flaw() {
        return flaw;
    }

    /** All of it has come. */
    Reply finish() {
        if (at == At.CR) {
            refuse(Replies.STRAY_LINE_END);
        }
        if (at != At.LINE_START && !over) {
            emit((byte) '\r');
            emit((byte) '\n');
        }
        flush();
        if (flaw.isPresent()) {
            return flaw.get();
        }
        try {
            return incoming.finish();
        } catch (IOException | RuntimeException e) {
            refuse(Replies.NOT_NOW);
            throw new Trouble(e);
        }
    }

    /** It won't be finished. */
    void abandon() {
        if (flaw.isEmpty()) {
            incoming.abandon();
        }
    }

    /** Something of our own went wrong: the client may try again. */
    static final class Trouble extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Trouble(Exception cause) {
            super(cause);
        }
    }

    private boolean isEnd(byte octet) {
        switch (at) {
            case LINE_START -> {
                if (octet == '.') {
                    at = At.DOT;
                    return false;
                }
                text(octet);
            }
            case DOT -> {
                if (octet == '\r') {
                    at = At.DOT_CR;
                    return false;
                }
                at = At.LINE_START;
                text(octet);
            }
            case DOT_CR -> {
                over = octet == '\n';
                if (!over) {
                    refuse(Replies.STRAY_LINE_END);
                    at = octet == '\r' ? At.CR : At.TEXT;
                }
                return over;
            }
            default -> text(octet);
        }
        return false;
    }

    private void text(byte octet) {
        if (octet == '\n') {
            if (at == At.CR) {
                emit((byte) '\r');
                emit((byte) '\n');
                endLine();
            } else {
                refuse(Replies.STRAY_LINE_END);
                at = At.TEXT;
            }
            return;
        }
        if (at == At.CR) {
            refuse(Replies.STRAY_LINE_END);
        }
        at = octet == '\r' ? At.CR : At.TEXT;
        if (octet != '\r') {
            letter(octet);
        }
    }

    private void letter(byte octet) {
        if (octet == 0) {
            refuse(Replies.NUL);
        }
        if (++inLine > LONGEST_LINE) {
            refuse(Replies.LONG_TEXT_LINE);
        }
        if (inHeader) {
            header(octet);
        }
        emit(octet);
    }

    private void header(byte octet) {
        if (++header > LONGEST_HEADER) {
            refuse(Replies.LONG_HEADER);
        }
        if (hopSoFar && inLine <= HOP.length) {
            hopSoFar = (octet | 0x20) == (HOP[inLine - 1] | 0x20);
            if (hopSoFar && inLine == HOP.length && ++hops > MOST_HOPS) {
                refuse(Replies.LOOP);
            }
        }
    }

    private void endLine() {
        at = At.LINE_START;
        inHeader &= inLine > 0;
        inLine = 0;
        hopSoFar = true;
    }

    private void emit(byte octet) {
        if (++octets > most) {
            refuse(Replies.TOO_BIG);
        }
        out[filled++] = octet;
        if (filled == out.length) {
            flush();
        }
    }

    private void flush() {
        if (flaw.isEmpty() && filled > 0) {
            try {
                incoming.write(out, 0, filled);
            } catch (IOException | RuntimeException e) {
                refuse(Replies.NOT_NOW);
            }
        }
        filled = 0;
    }

    private void refuse(Reply why) {
        if (flaw.isEmpty()) {
            flaw = Optional.of(why);
            incoming.abandon();
        }
    }
}
