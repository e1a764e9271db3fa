package org.sealpost.smtp.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.sealpost.smtp.Reply;

/**
 * The state of one session (RFC 5321 §4): a line comes in, a reply goes out, with what the connection must do after it. It knows
 * no sockets.
 */
final class SmtpSession {

    /** What comes next on the connection. */
    enum Next { LINE, DATA, CHUNK, START_TLS, CLOSE }

    /** @param chunk the octets of a chunk, for {@link Next#CHUNK} */
    record Step(Reply reply, Next next, long chunk, boolean last) {

        Step(Reply reply, Next next) {
            this(reply, next, 0, false);
        }
    }

    private static final String SCRAM = "SCRAM-SHA-256";
    private static final Set<String> WEB = Set.of("GET", "POST", "HEAD", "PUT", "OPTIONS", "DELETE", "CONNECT", "TRACE", "PATCH", "PRI", "HOST:");
    private static final Set<String> NOT_OFFERED = Set.of("EXPN", "TURN", "ETRN", "SEND", "SOML", "SAML");
    /** A domain or an address literal; underscores are wrong and common. It goes into trace fields, so nothing else may stand in it. */
    private static final String NAME = "[A-Za-z0-9._:\\[\\]-]{1,255}";
    private static final String FIELD = "(USER-AGENT|CONTENT-LENGTH|CONTENT-TYPE|COOKIE|ORIGIN|REFERER|ACCEPT|CONNECTION):";
    /** RFC 5321 §4.5.3.1.4 with room for the parameters of all extensions. */
    private static final int LONGEST_COMMAND = 2_048;
    private static final int MOST_WITHOUT_MAIL = 100;
    /** Between two messages, however they were answered. */
    private static final int MOST_RECIPIENTS_TRIED = 1_000;
    private static final int MOST_GUESSES = 3;

    private final ServerOptions options;
    private final Desk desk;
    private final Supplier<String> nonces;
    private Peer peer;
    private boolean extended;
    private boolean loggedIn;
    private AuthExchange auth;
    private Optional<MailFrom> from = Optional.empty();
    private int recipients;
    private boolean chunking;
    private int errors;
    private int withoutMail;
    private int tried;
    private int guesses;

    /** @param nonces for SCRAM; a fresh, unguessable, printable one each time */
    SmtpSession(ServerOptions options, Desk desk, Peer peer, Supplier<String> nonces) {
        this.options = options;
        this.desk = desk;
        this.peer = peer;
        this.nonces = nonces;
    }

    Reply greeting() {
        return Replies.of(220, options.name() + " ESMTP");
    }

    /** A line without its CRLF, decoded strictly. */
    Step line(String line) {
        return counted(auth != null ? continued(line) : command(line));
    }

    /** A line that can't be one: it counts as an error. */
    Step refuse(Reply reply) {
        withoutMail++;
        auth = null;
        return counted(new Step(reply, Next.LINE));
    }

    /** Whether a transaction is under way. */
    boolean isBusy() {
        return from.isPresent();
    }

    /** Whether some chunks of a message have come, and not the last. */
    boolean isChunking() {
        return chunking;
    }

    /** The connection is encrypted now, and nothing that was said before counts (RFC 3207 §4.2). */
    void secured(Peer.Tls tls) {
        forget();
        peer = peer.secured(tls);
        extended = false;
        loggedIn = false;
    }

    Desk.Incoming begin() throws IOException {
        chunking = true;
        return desk.data();
    }

    /** The message has ended, or was refused: back to MAIL. */
    Step ended(Reply reply) {
        forget();
        withoutMail = reply.isPositive() ? 0 : withoutMail;
        tried = reply.isPositive() ? 0 : tried;
        return counted(new Step(reply, Next.LINE));
    }

    /** A chunk was taken, and more will come. */
    Step more() {
        return new Step(Replies.CHUNK_FINE, Next.LINE);
    }

    /** Limits for those who only try, and for those who only stay. A 421, whoever says it, is the last word. */
    private Step counted(Step step) {
        if (step.next() != Next.LINE) {
            return step;
        }
        if (step.reply().isPermanent() && ++errors >= options.mostErrors()) {
            return new Step(Replies.MANY_ERRORS, Next.CLOSE);
        }
        if (withoutMail > MOST_WITHOUT_MAIL || tried > MOST_RECIPIENTS_TRIED) {
            return new Step(Replies.NO_MAIL, Next.CLOSE);
        }
        return step.reply().code() == 421 ? new Step(step.reply(), Next.CLOSE) : step;
    }

    private Step command(String line) {
        int blank = line.indexOf(' ');
        withoutMail += line.regionMatches(true, 0, "RCPT", 0, 4) ? 0 : 1;
        String verb = (blank < 0 ? line : line.substring(0, blank)).toUpperCase(Locale.ROOT);
        String rest = blank < 0 ? "" : line.substring(blank + 1);
        if (line.length() > LONGEST_COMMAND && !verb.equals("AUTH")) {
            return say(Replies.LONG_LINE);
        }
        if (chunking && !Set.of("BDAT", "RSET", "QUIT", "NOOP").contains(verb)) {
            return say(Replies.OUT_OF_TURN);
        }
        return switch (verb) {
            case "EHLO", "HELO" -> hello(verb, rest.strip());
            case "STARTTLS" -> startTls(rest);
            case "AUTH" -> authenticate(rest);
            case "MAIL" -> mail(rest);
            case "RCPT" -> rcpt(rest);
            case "DATA" -> data(rest);
            case "BDAT" -> chunk(rest);
            case "RSET" -> reset();
            case "NOOP" -> say(Replies.FINE);
            case "HELP" -> say(Replies.HELP);
            case "VRFY" -> say(Replies.SEND_AND_SEE);
            case "QUIT" -> new Step(Replies.BYE, Next.CLOSE);
            default -> WEB.contains(verb) || verb.matches(FIELD) ? new Step(Replies.WEB, Next.CLOSE)
                    : say(NOT_OFFERED.contains(verb) ? Replies.NOT_OFFERED : Replies.UNKNOWN);
        };
    }

    private Step hello(String verb, String name) {
        if (!name.matches(NAME)) {
            return say(Replies.SYNTAX);
        }
        forget();
        peer = peer.named(name);
        extended = verb.equals("EHLO");
        return say(extended ? new Reply(250, offers()) : Replies.of(250, options.name()));
    }

    private List<String> offers() {
        List<String> offers = new ArrayList<>(List.of(options.name(), "PIPELINING", "SIZE " + options.mostOctets(), "8BITMIME",
                "SMTPUTF8", "ENHANCEDSTATUSCODES", "DSN", "CHUNKING"));
        if (peer.tls().isEmpty() && options.offersTls()) {
            offers.add("STARTTLS");
        }
        if (peer.tls().isPresent()) {
            offers.add("REQUIRETLS");
            if (options.offersAuth()) {
                offers.add("AUTH " + (desk.offersScram() ? SCRAM + " " : "") + "PLAIN LOGIN");
            }
        }
        return offers;
    }

    private Step startTls(String rest) {
        if (!rest.isEmpty()) {
            return say(Replies.SYNTAX);
        }
        if (!options.offersTls() || peer.tls().isPresent()) {
            return say(Replies.NO_TLS);
        }
        return new Step(Replies.START_TLS, Next.START_TLS);
    }

    private Step authenticate(String rest) {
        if (!options.offersAuth()) {
            return say(Replies.NO_AUTH);
        }
        if (peer.tls().isEmpty()) {
            return say(Replies.AUTH_IN_CLEAR);
        }
        if (!extended || loggedIn || from.isPresent()) {
            return say(extended ? Replies.OUT_OF_TURN : Replies.HELLO_FIRST);
        }
        String[] words = rest.split(" ");
        if (words.length > 2 || words[0].isEmpty()) {
            return say(Replies.SYNTAX);
        }
        String mechanism = words[0].toUpperCase(Locale.ROOT);
        if (mechanism.equals(SCRAM) && !desk.offersScram()) {
            return say(Replies.MECHANISM);
        }
        auth = new AuthExchange(desk, peer, nonces.get());
        return exchanged(auth.begin(mechanism, words.length == 2 ? Optional.of(words[1]) : Optional.empty()));
    }

    private Step continued(String line) {
        return exchanged(auth.line(line));
    }

    private Step exchanged(AuthExchange.Step step) {
        if (step.done()) {
            auth = null;
            loggedIn = step.reply().isPositive();
            guesses += step.reply().code() == Replies.WRONG_PASSWORD.code() ? 1 : 0;
        }
        return say(guesses >= MOST_GUESSES ? Replies.MANY_GUESSES : step.reply());
    }

    private Step mail(String rest) {
        if (peer.hello().isEmpty()) {
            return say(Replies.HELLO_FIRST);
        }
        if (options.needsTls() && peer.tls().isEmpty()) {
            return say(Replies.TLS_FIRST);
        }
        if (options.offersAuth() && !loggedIn) {
            return say(Replies.AUTH_FIRST);
        }
        if (from.isPresent()) {
            return say(Replies.OUT_OF_TURN);
        }
        PathArguments.Parsed<MailFrom> parsed = PathArguments.mail(rest, peer.tls().isPresent());
        if (parsed.value().isEmpty()) {
            return say(parsed.refusal());
        }
        if (parsed.value().get().size() > options.mostOctets()) {
            return say(Replies.TOO_BIG);
        }
        Reply reply = desk.mail(peer, parsed.value().get());
        from = reply.isPositive() ? parsed.value() : Optional.empty();
        return say(reply);
    }

    private Step rcpt(String rest) {
        tried++;
        if (from.isEmpty()) {
            return say(Replies.MAIL_FIRST);
        }
        if (recipients >= options.mostRecipients()) {
            return say(Replies.MANY_RECIPIENTS);
        }
        PathArguments.Parsed<RcptTo> parsed = PathArguments.rcpt(rest, from.get().smtpUtf8(), options.name());
        if (parsed.value().isEmpty()) {
            return say(parsed.refusal());
        }
        Reply reply = desk.rcpt(parsed.value().get());
        recipients += reply.isPositive() ? 1 : 0;
        return say(reply);
    }

    private Step data(String rest) {
        if (!rest.isEmpty()) {
            return say(Replies.SYNTAX);
        }
        return recipients == 0 ? say(nobody()) : new Step(Replies.GO_ON, Next.DATA);
    }

    /** Its octets follow whatever is answered, so the connection always reads them (RFC 3030 §2). */
    private Step chunk(String rest) {
        String[] words = rest.strip().split(" +");
        boolean last = words.length == 2 && words[1].equalsIgnoreCase("LAST");
        if (words.length > 2 || words.length == 2 && !last || !words[0].matches("\\d{1,15}")) {
            return new Step(Replies.SYNTAX, Next.CLOSE);
        }
        return new Step(recipients == 0 ? nobody() : Replies.CHUNK_FINE, Next.CHUNK, Long.parseLong(words[0]), last);
    }

    private Reply nobody() {
        return from.isEmpty() ? Replies.MAIL_FIRST : Replies.RCPT_FIRST;
    }

    private Step reset() {
        forget();
        return say(Replies.FINE);
    }

    private void forget() {
        if (from.isPresent()) {
            desk.reset();
        }
        from = Optional.empty();
        recipients = 0;
        chunking = false;
        auth = null;
    }

    private static Step say(Reply reply) {
        return new Step(reply, Next.LINE);
    }
}
