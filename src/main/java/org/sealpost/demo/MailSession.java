package org.sealpost.demo;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** One SMTP session with a demo mail server (RFC 5321, RFC 3207): small, but honest to the letter. */
final class MailSession implements Runnable {

    private static final int MAX_LINE = 4096;
    private static final int MAX_MESSAGE = 50 * 1024 * 1024;
    private static final int PATIENCE_MILLIS = 300_000;

    private final MailServer server;
    private Socket socket;
    private InputStream in;
    private Optional<Certificates.Shown> shown = Optional.empty();
    private Optional<String> tls = Optional.empty();
    private String reversePath;
    private boolean recipient;
    private boolean open = true;

    MailSession(MailServer server, Socket socket) {
        this.server = server;
        this.socket = socket;
    }

    @Override
    public void run() {
        try {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
            Thread.sleep(server.greetingDelay().toMillis());
            reply("220 " + server.host() + " ESMTP");
            while (open) {
                obey(line());
            }
        } catch (IOException e) {
            // the other side is gone: nothing was acknowledged that isn't kept
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    private void obey(String line) throws IOException {
        String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        switch (verb) {
            case "EHLO" -> ehlo();
            case "HELO" -> reset("250 " + server.host());
            case "STARTTLS" -> startTls();
            case "MAIL" -> mail(path(line));
            case "RCPT" -> rcpt(path(line));
            case "DATA" -> data();
            case "RSET" -> reset("250 2.0.0 Reset");
            case "NOOP" -> reply("250 2.0.0 Fine");
            case "VRFY" -> reply("252 2.5.0 Send and see");
            case "QUIT" -> {
                reply("221 2.0.0 Goodbye");
                open = false;
            }
            default -> reply("500 5.5.2 Unknown command");
        }
    }

    private void ehlo() throws IOException {
        shown = tls.isPresent() ? Optional.empty() : server.tls();
        boolean offersTls = shown.isPresent();
        reset("250-" + server.host() + "\r\n250-PIPELINING\r\n250-SIZE " + MAX_MESSAGE + "\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n"
                + (offersTls ? "250-STARTTLS\r\n" : "")
                + (server.promises() && tls.isPresent() ? "250-REQUIRETLS\r\n" : "") + "250 ENHANCEDSTATUSCODES");
    }

    /** What was pipelined behind STARTTLS in clear is thrown away with the old buffer (RFC 3207 §4.2). */
    private void startTls() throws IOException {
        if (shown.isEmpty() || tls.isPresent()) {
            reply("502 5.5.1 Not offered");
            return;
        }
        reply("220 2.0.0 Go ahead");
        if (server.speaksOldTls()) {
            answerInOldTls();
        }
        SSLSocket secured = (SSLSocket) shown.get().context().getSocketFactory().createSocket(socket, null, true);
        secured.setUseClientMode(false);
        secured.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        secured.startHandshake();
        SSLSession session = secured.getSession();
        server.encrypted();
        tls = Optional.of(session.getProtocol() + " " + session.getCipherSuite());
        socket = secured;
        in = new BufferedInputStream(secured.getInputStream());
        forget();
    }

    /** Like a server of 1999: whatever the client offers, the answer is TLS 1.0 (RFC 2246 §7.4.1.3). */
    private void answerInOldTls() throws IOException {
        in.read(new byte[MAX_LINE]);
        socket.getOutputStream().write(HexFormat.of().parseHex("160301002a" + "02000026" + "0301" + "5e".repeat(32) + "00" + "002f" + "00"));
        socket.getOutputStream().flush();
        in.read();
        throw new IOException("the other side knows better");
    }

    private void mail(Optional<String> path) throws IOException {
        if (reversePath != null || path.isEmpty()) {
            reply(path.isEmpty() ? "501 5.5.4 Syntax: MAIL FROM:<address>" : "503 5.5.1 One sender only");
            return;
        }
        reversePath = path.get();
        reply("250 2.1.0 Sender fine");
    }

    private void rcpt(Optional<String> path) throws IOException {
        if (reversePath == null) {
            reply("503 5.5.1 MAIL first");
        } else if (path.isEmpty()) {
            reply("501 5.5.4 Syntax: RCPT TO:<address>");
        } else if (!server.isMailbox(path.get())) {
            reply("550 5.1.1 No such mailbox here");
        } else if (server.putsOff(reversePath)) {
            reply("451 4.7.1 Busy, try again later");
        } else {
            recipient = true;
            reply("250 2.1.5 Recipient fine");
        }
    }

    private void data() throws IOException {
        if (!recipient) {
            reply(reversePath == null ? "503 5.5.1 MAIL first" : "554 5.5.1 No valid recipients");
            return;
        }
        reply("354 End with a dot on a line of its own");
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        boolean fits = true;
        for (byte[] line = octets(); !isDot(line); line = octets()) {
            int from = line.length > 0 && line[0] == '.' ? 1 : 0;
            fits = fits && message.size() + line.length <= MAX_MESSAGE;
            if (fits) {
                message.write(line, from, line.length - from);
            }
        }
        if (fits) {
            server.keep(tls, reversePath, message.toByteArray());
        }
        reset(fits ? "250 2.0.0 Kept" : "552 5.3.4 Too big");
    }

    private void reset(String reply) throws IOException {
        forget();
        reply(reply);
    }

    private void forget() {
        reversePath = null;
        recipient = false;
    }

    private static Optional<String> path(String line) {
        int open = line.indexOf('<');
        int close = line.indexOf('>', open + 1);
        return open < 0 || close < 0 ? Optional.empty() : Optional.of(line.substring(open + 1, close));
    }

    private static boolean isDot(byte[] line) {
        return line.length == 3 && line[0] == '.' && line[1] == '\r';
    }

    private String line() throws IOException {
        return new String(octets(), StandardCharsets.UTF_8).stripTrailing();
    }

    /** One line with its CRLF; a bare LF ends no line (RFC 5321 §2.3.8). */
    private byte[] octets() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        for (int last = 0, octet = in.read(); octet >= 0; last = octet, octet = in.read()) {
            line.write(octet);
            if (octet == '\n' && last == '\r') {
                return line.toByteArray();
            }
            if (line.size() > MAX_LINE) {
                reply("500 5.5.6 Line too long");
                throw new IOException("line too long");
            }
        }
        throw new IOException("closed by the other side");
    }

    private void reply(String text) throws IOException {
        socket.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }
}
