package org.sealpost.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The mail servers of those who write to Sam: they hand in mail at our own server as any other would, with STARTTLS or without. */
final class PenFriend {

    private static final int PATIENCE_MILLIS = 20_000;

    private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME;
    private static final String HEADER = """
            From: %s <%s>
            To: Sam Berger <sam@clinic.test>
            Date: %s
            Message-ID: <%s@%s>
            Subject: %s
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8

            """;

    /** Who writes, and what. */
    enum Letter {
        STAN(Correspondent.STAN, "Stan Weber", "The papers you asked for", "here are the papers. My mail may come over TLS only.\n\nStan"),
        BOB(Correspondent.BOB, "Bob Miller", "Did you get my letter?", "my server encrypts nothing, so whoever carried this could read it.\n\nBob");

        private final Correspondent author;
        private final String name;
        private final String subject;
        private final String words;

        Letter(Correspondent author, String name, String subject, String words) {
            this.author = author;
            this.name = name;
            this.subject = subject;
            this.words = words;
        }

        static Optional<Letter> of(String name) {
            return Arrays.stream(values()).filter(letter -> letter.name().equals(name)).findFirst();
        }

        private String octets(Instant now) {
            return (HEADER.formatted(name, author.address(), DATE.format(now.atOffset(ZoneOffset.UTC)), UUID.randomUUID(), author.domain(), subject)
                    + "Dear Sam,\n\n" + words + "\n").replace("\n", "\r\n");
        }
    }

    private final int port;
    private final SSLContext trusted;
    private final InstantSource clock;
    private final Path said;

    /**
     * @param trusted believes the demo's authority
     * @param folder keeps what our server answered last
     */
    PenFriend(int port, SSLContext trusted, Path folder, InstantSource clock) {
        this.port = port;
        this.trusted = trusted;
        this.clock = clock;
        this.said = folder.resolve("friend-was-told");
    }

    /** In the demo's own process. */
    static PenFriend here(Path folder) {
        try {
            KeyStore authorities = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(folder.resolve("ca.p12"))) {
                authorities.load(in, DemoCa.PASSWORD.toCharArray());
            }
            KeyStore trust = KeyStore.getInstance("PKCS12");
            trust.load(null, null);
            trust.setCertificateEntry("ca", authorities.getCertificate("ca"));
            TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
            managers.init(trust);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return new PenFriend(Integer.getInteger("sealpost.smtp.port"), context, folder, InstantSource.system());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What our server answered last; empty if nobody has written yet. */
    String told() throws IOException {
        return Files.exists(said) ? Files.readString(said) : "";
    }

    void write(Letter letter, boolean overTls) throws IOException {
        write(letter.author, letter.octets(clock.instant()), overTls);
    }

    /** A message that is made already, over TLS. @param octets with CRLF at each line's end, the last one's too */
    void write(Correspondent author, byte[] octets) throws IOException {
        write(author, new String(octets, StandardCharsets.ISO_8859_1), true);
    }

    /** As if our server had answered that. */
    void say(String words) throws IOException {
        Files.writeString(said, words);
    }

    private void write(Correspondent author, String octets, boolean overTls) throws IOException {
        String answer;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            answer = new Conversation(socket).writeToSam(author, octets, overTls);
        }
        say((overTls ? "Over TLS: " : "In clear: ") + answer);
    }

    private final class Conversation {

        private Socket socket;
        private BufferedReader in;

        private Conversation(Socket socket) throws IOException {
            take(socket);
        }

        /** @return the first refusal, or what was said to the message */
        private String writeToSam(Correspondent author, String octets, boolean overTls) throws IOException {
            answer();
            ask("EHLO " + author.mailHost());
            if (overTls) {
                ask("STARTTLS");
                take(trusted.getSocketFactory().createSocket(socket, "mx.clinic.test", port, true));
                ask("EHLO " + author.mailHost());
            }
            ask("MAIL FROM:<" + author.address() + ">");
            String taken = ask("RCPT TO:<sam@clinic.test>");
            if (!taken.startsWith("250")) {
                ask("QUIT");
                return taken;
            }
            ask("DATA");
            String kept = ask(octets.replaceAll("(?m)^\\.", "..") + ".");
            ask("QUIT");
            return kept;
        }

        private void take(Socket connected) throws IOException {
            socket = connected;
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        }

        private String ask(String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return answer();
        }

        private String answer() throws IOException {
            String line = in.readLine();
            while (line != null && line.length() > 3 && line.charAt(3) == '-') {
                line = in.readLine();
            }
            return line == null ? "nothing" : line;
        }
    }
}
