package org.sealpost.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Hands in by SMTP on a connection that stays open: the envelope at once (RFC 2920), then the message. */
final class Smtp implements Contender.Session {

    private static final String USER = "sam@clinic.test";
    private static final String PASSWORD = "sealpost-demo";

    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;

    /** @param socket connected, inside TLS if the other side begins so (RFC 8314 §3.3) */
    Smtp(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        out = socket.getOutputStream();
        expect("220");
        write("EHLO bench.test\r\n");
        expect("250");
    }

    /** RFC 4616. */
    Smtp signIn() throws IOException {
        byte[] words = ("\0" + USER + "\0" + PASSWORD).getBytes(StandardCharsets.US_ASCII);
        write("AUTH PLAIN " + Base64.getEncoder().encodeToString(words) + "\r\n");
        expect("235");
        return this;
    }

    @Override
    public void handIn(String recipient, byte[] message) throws IOException {
        write("MAIL FROM:<" + USER + ">\r\nRCPT TO:<" + recipient + ">\r\nDATA\r\n");
        expect("250");
        expect("250");
        expect("354");
        out.write(message);
        write(".\r\n");
        expect("250");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void expect(String code) throws IOException {
        String line = in.readLine();
        while (line != null && line.startsWith(code + "-")) {
            line = in.readLine();
        }
        if (line == null || !line.startsWith(code)) {
            throw new IOException("the relay said " + line + " instead of " + code);
        }
    }
}
