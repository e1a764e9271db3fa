package org.sealpost.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Sam's mail program at a demo's port for submission inside TLS; it makes its message while it sends it, and keeps nothing. */
public final class SubmittingClient implements AutoCloseable {

    private static final String USER = "sam@clinic.test";
    private static final String PASSWORD = "sealpost-demo";
    private static final int MEBIBYTE = 1024 * 1024;
    private static final byte[] LINES = ("x".repeat(62) + "\r\n").repeat(128).getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;

    private SubmittingClient(Socket socket) throws IOException {
        this.socket = socket;
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        out = socket.getOutputStream();
    }

    public static SubmittingClient signedIn(RunningDemo demo) throws IOException, GeneralSecurityException {
        SubmittingClient client = new SubmittingClient(trusting(demo).getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), demo.port("submissions")));
        client.expect("220", client.answer());
        client.command("EHLO program.test", "250");
        client.command("AUTH PLAIN " + Base64.getEncoder().encodeToString(
                ("\0" + USER + "\0" + PASSWORD).getBytes(StandardCharsets.US_ASCII)), "235");
        return client;
    }

    /** Envelope and header. */
    public void begin(String recipient) throws IOException {
        command("MAIL FROM:<" + USER + ">", "250");
        command("RCPT TO:<" + recipient + ">", "250");
        command("DATA", "354");
        write("From: " + USER + "\r\nTo: " + recipient + "\r\nSubject: Large\r\n\r\n");
    }

    public void body(int mebibytes) throws IOException {
        for (int i = 0; i < mebibytes * (MEBIBYTE / LINES.length); i++) {
            out.write(LINES);
        }
    }

    /** @return the answer to the final dot */
    public String end() throws IOException {
        write(".\r\n");
        return answer();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void command(String line, String code) throws IOException {
        write(line + "\r\n");
        expect(code, answer());
    }

    private static void expect(String code, String answer) throws IOException {
        if (!answer.startsWith(code)) {
            throw new IOException(answer + " instead of " + code);
        }
    }

    private String answer() throws IOException {
        String line = in.readLine();
        while (line != null && line.startsWith("-", 3)) {
            line = in.readLine();
        }
        return line == null ? "--- closed" : line;
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static SSLContext trusting(RunningDemo demo) throws IOException, GeneralSecurityException {
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        try (var file = Files.newInputStream(demo.data().resolve("demo-ca.pem"))) {
            anchors.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(file));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
