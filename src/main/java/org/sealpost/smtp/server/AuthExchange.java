package org.sealpost.smtp.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.sealpost.smtp.Reply;

/** One AUTH command and the lines that belong to it (RFC 4954), inside TLS. */
final class AuthExchange {

    /** What it has come to. @param done whether the exchange is over; it succeeded if the reply is positive */
    record Step(Reply reply, boolean done) { }

    /** Waits for a line. */
    private interface Turn {
        Step take(byte[] said);
    }

    private final Desk desk;
    private final Peer peer;
    private final String nonce;
    private Turn next;

    AuthExchange(Desk desk, Peer peer, String nonce) {
        this.desk = desk;
        this.peer = peer;
        this.nonce = nonce;
    }

    /** @param initial the initial response as it came; empty if there is none */
    Step begin(String mechanism, Optional<String> initial) {
        switch (mechanism) {
            case "PLAIN" -> next = this::plain;
            case "LOGIN" -> next = this::loginName;
            case "SCRAM-SHA-256" -> next = this::scramFirst;
            default -> {
                return end(Replies.MECHANISM);
            }
        }
        if (initial.isPresent()) {
            return initial.get().equals("=") ? next.take(new byte[0]) : line(initial.get());
        }
        return ask(mechanism.equals("LOGIN") ? "Username:" : "");
    }

    /** The client's answer to the last challenge. */
    Step line(String line) {
        if (line.equals("*")) {
            return end(Replies.CANCELLED);
        }
        byte[] said;
        try {
            said = Base64.getDecoder().decode(line);
        } catch (IllegalArgumentException e) {
            return end(Replies.BAD_BASE64);
        }
        try {
            return next.take(said);
        } finally {
            Arrays.fill(said, (byte) 0);
        }
    }

    /** RFC 4616: authzid NUL authcid NUL password; nobody acts for somebody else. */
    private Step plain(byte[] said) {
        int first = indexOf(said, 0);
        int second = first < 0 ? -1 : indexOf(said, first + 1);
        if (second < 0 || indexOf(said, second + 1) >= 0) {
            return end(Replies.BAD_BASE64);
        }
        Optional<String> name = text(said, first + 1, second);
        if (name.isEmpty() || second + 1 == said.length) {
            return end(Replies.BAD_BASE64);
        }
        if (first > 0 && !text(said, 0, first).equals(name)) {
            return end(Replies.WRONG_PASSWORD);
        }
        return password(name.get(), Arrays.copyOfRange(said, second + 1, said.length));
    }

    private Step loginName(byte[] said) {
        Optional<String> name = text(said, 0, said.length);
        if (name.isEmpty()) {
            return end(Replies.BAD_BASE64);
        }
        next = password -> password(name.get(), password);
        return ask("Password:");
    }

    private Step password(String name, byte[] octets) {
        CharBuffer password;
        try {
            password = UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(octets));
        } catch (CharacterCodingException e) {
            return end(Replies.WRONG_PASSWORD);
        }
        char[] exact = Arrays.copyOfRange(password.array(), 0, password.limit());
        try {
            return end(desk.logIn(peer, name, exact).orElse(Replies.LOGGED_IN));
        } finally {
            Arrays.fill(password.array(), '\0');
            Arrays.fill(exact, '\0');
        }
    }

    private Step scramFirst(byte[] said) {
        Scram scram = new Scram(name -> desk.scramKeys(peer, name), nonce);
        Optional<String> first = text(said, 0, said.length).flatMap(scram::first);
        if (first.isEmpty()) {
            return end(Replies.BAD_BASE64);
        }
        next = proof -> scramLast(scram, proof);
        return ask(first.get());
    }

    private Step scramLast(Scram scram, byte[] said) {
        Optional<String> signature = text(said, 0, said.length).flatMap(scram::last);
        Optional<Reply> refusal = desk.logIn(peer, scram.name(), signature.isPresent());
        if (refusal.isPresent() || signature.isEmpty()) {
            return end(refusal.orElse(Replies.WRONG_PASSWORD));
        }
        next = nothing -> end(nothing.length == 0 ? Replies.LOGGED_IN : Replies.BAD_BASE64);
        return ask(signature.get());
    }

    private static Step ask(String challenge) {
        return new Step(Replies.of(334, Base64.getEncoder().encodeToString(challenge.getBytes(UTF_8))), false);
    }

    private static Step end(Reply reply) {
        return new Step(reply, true);
    }

    /** @return what is written there; empty if that is nothing, no UTF-8, or steers something */
    private static Optional<String> text(byte[] octets, int from, int to) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(octets, from, to - from)).toString();
            return Optional.of(text).filter(said -> !said.isEmpty() && said.chars().noneMatch(c -> c < 0x20 || c >= 0x7F && c <= 0x9F));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static int indexOf(byte[] octets, int from) {
        for (int i = from; i < octets.length; i++) {
            if (octets[i] == 0) {
                return i;
            }
        }
        return -1;
    }
}
