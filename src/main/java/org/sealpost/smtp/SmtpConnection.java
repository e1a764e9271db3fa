package org.sealpost.smtp;

import static org.sealpost.smtp.WireFault.Kind.GARBLED;
import static org.sealpost.smtp.WireFault.Kind.INJECTED;
import static org.sealpost.smtp.WireFault.Kind.TOO_SLOW;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSocket;
import org.sealpost.mail.Address;
import org.sealpost.mail.ReversePath;
import org.sealpost.wire.StrongTls;
import org.sealpost.wire.Watchdog;

/**
 * The client's end of one SMTP connection. Every method is one exchange with a deadline; an {@link IOException} means
 * that the connection is no longer of use. Not for several threads at once.
 */
public final class SmtpConnection implements Closeable {

    /** As many RCPT as surely fit the buffers of both sides, so that neither waits for the other (RFC 2920 §3.1). */
    private static final int GROUP = 50;
    private static final int BLOCK = 64 * 1_024;
    private static final Duration PARTING = Duration.ofSeconds(3);

    private final Socket raw;
    private final Watchdog watchdog;
    private final Deadlines deadlines;
    private ReplyReader replies;
    private OutputStream out;
    private Extensions extensions = Extensions.NONE;
    private ExtendedSSLSession session;

    /** @param raw connected; closed with this connection */
    public SmtpConnection(Socket raw, Watchdog watchdog, Deadlines deadlines) throws IOException {
        this.raw = raw;
        this.watchdog = watchdog;
        this.deadlines = deadlines;
        raw.setTcpNoDelay(true);
        use(raw);
    }

    /** The first reply, which the peer speaks unasked. */
    public Reply greeting() throws IOException {
        return within(deadlines.greeting(), () -> replies.read());
    }

    /** @param ourName host name or address literal (RFC 5321 §4.1.1.1) */
    public Reply ehlo(String ourName) throws IOException {
        Reply reply = ask("EHLO " + ourName);
        extensions = reply.isPositive() ? Extensions.in(reply) : Extensions.NONE;
        return reply;
    }

    /** For peers that don't know EHLO; such a connection can never be secure. */
    public Reply helo(String ourName) throws IOException {
        return ask("HELO " + ourName);
    }

    /** Asks for TLS; after a positive reply {@link #negotiate} follows and nothing else. */
    public Reply startTls() throws IOException {
        return ask("STARTTLS");
    }

    /**
     * Shakes hands and forgets all that was said in clear (RFC 3207 §4.2); EHLO has to be said again.
     *
     * @throws WireFault INJECTED if something in clear came before the handshake; no octet of it is used
     */
    public void negotiate(StrongTls tls, String host) throws IOException {
        if (replies.hasLeftovers()) {
            throw new WireFault(INJECTED, "octets in clear after the reply to STARTTLS");
        }
        extensions = Extensions.NONE;
        SSLSocket secured = tls.over(raw, host);
        within(deadlines.handshake(), () -> {
            secured.startHandshake();
            return null;
        });
        session = (ExtendedSSLSession) secured.getSession();
        use(secured);
    }

    /** MAIL, RCPT for each recipient, and DATA if any was accepted; in as few round trips as the peer allows. */
    public Offer offer(ReversePath from, MailParameters wishes, List<Address> recipients) throws IOException {
        if (replies.hasLeftovers()) {
            throw new WireFault(GARBLED, "a reply that nobody asked for, and would be taken for the next one");
        }
        return extensions.offer("PIPELINING") && recipients.size() <= GROUP
                ? offerAtOnce(from, wishes, recipients)
                : offerStepwise(from, wishes, recipients);
    }

    private Offer offerAtOnce(ReversePath from, MailParameters wishes, List<Address> recipients) throws IOException {
        return within(deadlines.command(), () -> {
            out.write(Commands.mail(from, wishes, extensions));
            writeEach(from, wishes, recipients);
            out.write(Commands.line("DATA", false));
            out.flush();
            Reply mail = replies.read();
            List<Reply> rcpts = readEach(recipients.size());
            Reply data = replies.read();
            return new Offer(mail, mail.isPositive() ? rcpts : List.of(), Optional.of(data));
        });
    }

    private Offer offerStepwise(ReversePath from, MailParameters wishes, List<Address> recipients) throws IOException {
        Reply mail = ask(Commands.mail(from, wishes, extensions), deadlines.command());
        if (!mail.isPositive()) {
            return new Offer(mail, List.of(), Optional.empty());
        }
        int group = extensions.offer("PIPELINING") ? GROUP : 1;
        List<Reply> rcpts = new ArrayList<>(recipients.size());
        for (int first = 0; first < recipients.size(); first += group) {
            List<Address> some = recipients.subList(first, Math.min(recipients.size(), first + group));
            rcpts.addAll(within(deadlines.command(), () -> {
                writeEach(from, wishes, some);
                out.flush();
                return readEach(some.size());
            }));
        }
        if (rcpts.stream().noneMatch(Reply::isPositive)) {
            return new Offer(mail, rcpts, Optional.empty());
        }
        return new Offer(mail, rcpts, Optional.of(ask(Commands.line("DATA", false), deadlines.dataStart())));
    }

    /**
     * The message and its final dot, after an offer that awaits it.
     *
     * @param size octets that {@code message} must hold
     * @param ours asked right before the final dot
     * @throws MessageWithheld if it isn't ours any more; the peer then never gets a final dot
     * @throws UnreadableMessage if {@code message} fails or has another size; the peer then never gets a final dot
     * @throws FinalDotUnanswered if nobody can know whether it arrived
     */
    public Reply send(InputStream message, long size, BooleanSupplier ours) throws IOException {
        DotStuffing data = new DotStuffing(out);
        byte[] block = new byte[(int) Math.min(BLOCK, size + 1)];
        long sent = 0;
        for (int read = 0; read >= 0; sent += Math.max(0, read)) {
            read = within(deadlines.dataBlock(), () -> data.block(message, block));
        }
        if (sent != size) {
            throw new UnreadableMessage("it has " + sent + " octets instead of " + size);
        }
        if (!ours.getAsBoolean()) {
            throw new MessageWithheld();
        }
        try {
            return within(deadlines.dataEnd(), () -> {
                data.finish();
                out.flush();
                return replies.read();
            });
        } catch (IOException e) {
            throw new FinalDotUnanswered(e);
        }
    }

    public Reply rset() throws IOException {
        return ask("RSET");
    }

    /** Says good-bye, waits a little for the answer, and closes. */
    public void quit() {
        try {
            ask(Commands.line("QUIT", false), PARTING);
        } catch (IOException e) {
            // it ends either way
        }
        close();
    }

    /** What the peer offered last. */
    public Extensions extensions() {
        return extensions;
    }

    /** The TLS session, once negotiated. */
    public Optional<ExtendedSSLSession> session() {
        return Optional.ofNullable(session);
    }

    @Override
    public void close() {
        try {
            raw.close();
        } catch (IOException e) {
            // nothing can be done about it, and nothing depends on it
        }
    }

    private Reply ask(String command) throws IOException {
        return ask(Commands.line(command, false), deadlines.command());
    }

    private Reply ask(byte[] command, Duration deadline) throws IOException {
        return within(deadline, () -> {
            out.write(command);
            out.flush();
            return replies.read();
        });
    }

    private void writeEach(ReversePath from, MailParameters wishes, List<Address> recipients) throws IOException {
        for (Address recipient : recipients) {
            out.write(Commands.rcpt(from, recipient, wishes, extensions));
        }
    }

    private List<Reply> readEach(int count) throws IOException {
        List<Reply> read = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            read.add(replies.read());
        }
        return read;
    }

    private void use(Socket socket) throws IOException {
        replies = new ReplyReader(socket.getInputStream());
        out = new BufferedOutputStream(socket.getOutputStream(), BLOCK);
    }

    private <T> T within(Duration limit, Exchange<T> exchange) throws IOException {
        try (Watchdog.Watch watch = watchdog.watch(raw, limit)) {
            try {
                return exchange.run();
            } catch (IOException e) {
                throw watch.hasBitten() ? new WireFault(TOO_SLOW, "no end within " + limit) : e;
            }
        }
    }

    private interface Exchange<T> {
        T run() throws IOException;
    }
}
