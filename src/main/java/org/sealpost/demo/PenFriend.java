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
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Stan's mail server when he writes to Sam: it hands in mail at our own server as any other would, with STARTTLS or without. */
final class PenFriend {

    private static final int PATIENCE_MILLIS = 20_000;

    private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME;
    private static final String MESSAGE = """
            From: Stan Weber <stan@strict.test>
            To: Sam Berger <sam@clinic.test>
            Date: %s
            Message-ID: <%s@strict.test>
            Subject: The papers you asked for
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8

            Dear Sam,

            here are the papers. My mail may come over TLS only.

            Stan
            """.replace("\n", "\r\n");

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
        this.said = folder.resolve("stan-was-told");
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

    /** What our server answered last; empty if Stan hasn't written yet. */
    String told() throws IOException {
        return Files.exists(said) ? Files.readString(said) : "";
    }

    void write(boolean overTls) throws IOException {
        String answer;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            answer = new Conversation(socket).writeToSam(overTls);
        }
        Files.writeString(said, (overTls ? "Over TLS: " : "In clear: ") + answer);
    }

    private final class Conversation {

        private Socket socket;
        private BufferedReader in;

        private Conversation(Socket socket) throws IOException {
            take(socket);
        }

        /** @return the first refusal, or what was said to the message */
        private String writeToSam(boolean overTls) throws IOException {
            answer();
            ask("EHLO " + Correspondent.STAN.mailHost());
            if (overTls) {
                ask("STARTTLS");
                take(trusted.getSocketFactory().createSocket(socket, "mx.clinic.test", port, true));
                ask("EHLO " + Correspondent.STAN.mailHost());
            }
            ask("MAIL FROM:<" + Correspondent.STAN.address() + ">");
            String taken = ask("RCPT TO:<sam@clinic.test>");
            if (!taken.startsWith("250")) {
                ask("QUIT");
                return taken;
            }
            ask("DATA");
            String kept = ask(MESSAGE.formatted(DATE.format(clock.instant().atOffset(ZoneOffset.UTC)), UUID.randomUUID()) + ".");
            ask("QUIT");
            return kept;
        }

        private void take(Socket connected) throws IOException {
            socket = connected;
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        }

        private String ask(String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
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
