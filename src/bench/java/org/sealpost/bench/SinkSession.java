package org.sealpost.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One connection to the sink. Replies are written once all that came was read, so pipelining pays for the client. */
final class SinkSession implements Runnable {

    private static final String OFFER = "250-sink\r\n250-PIPELINING\r\n250-SIZE 52428800\r\n250-8BITMIME\r\n";
    private static final byte[] END = "\r\n.\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NUMBER = "\nX-Bench-Number: ".getBytes(StandardCharsets.US_ASCII);

    private final Sink sink;
    private final SSLContext tls;
    private final StringBuilder replies = new StringBuilder();
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private byte[] buffer = new byte[8 * 1024];
    private int next;
    private int end;

    SinkSession(Sink sink, SSLContext tls, Socket socket) {
        this.sink = sink;
        this.tls = tls;
        this.socket = socket;
    }

    @Override
    public void run() {
        try {
            socket.setTcpNoDelay(true);
            use(socket);
            reply("220 sink ESMTP\r\n");
            boolean open = true;
            while (open) {
                open = obey(line());
            }
        } catch (IOException e) {
            // the other side is gone
        } finally {
            close();
        }
    }

    private boolean obey(String line) throws IOException {
        switch (line.substring(0, Math.min(4, line.length())).toUpperCase(java.util.Locale.ROOT)) {
            case "EHLO" -> reply(OFFER + (socket instanceof SSLSocket ? "" : "250-STARTTLS\r\n") + "250 ENHANCEDSTATUSCODES\r\n");
            case "STAR" -> secure();
            case "DATA" -> data();
            case "QUIT" -> {
                reply("221 2.0.0 Bye\r\n");
                flush();
                return false;
            }
            default -> reply("250 2.0.0 Ok\r\n");
        }
        return true;
    }

    private void secure() throws IOException {
        reply("220 2.0.0 Go ahead\r\n");
        flush();
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        sink.shakenHands();
        socket = secured;
        use(secured);
        buffer = new byte[32 * 1024];
    }

    /** The number stands within the first part that is read, the end is found across all parts. */
    private void data() throws IOException {
        reply("354 Go on\r\n");
        int matched = 2;
        int number = -1;
        while (true) {
            if (next == end) {
                fill();
            }
            if (number < 0) {
                number = number();
            }
            while (next < end) {
                byte octet = buffer[next++];
                if (octet == END[matched]) {
                    matched++;
                    if (matched == END.length) {
                        sink.take(number);
                        reply("250 2.0.0 Taken\r\n");
                        return;
                    }
                } else {
                    matched = octet == '\r' ? 1 : 0;
                }
            }
        }
    }

    private int number() {
        for (int at = next; at + NUMBER.length < end; at++) {
            int same = 0;
            while (same < NUMBER.length && buffer[at + same] == NUMBER[same]) {
                same++;
            }
            if (same == NUMBER.length) {
                int number = 0;
                for (int digit = at + same; digit < end && buffer[digit] >= '0' && buffer[digit] <= '9'; digit++) {
                    number = number * 10 + buffer[digit] - '0';
                }
                return number;
            }
        }
        return -1;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            if (next == end) {
                fill();
            }
            byte octet = buffer[next++];
            if (octet == '\n') {
                return line.toString().strip();
            }
            line.append((char) octet);
        }
    }

    private void fill() throws IOException {
        flush();
        next = 0;
        end = in.read(buffer);
        if (end < 0) {
            end = 0;
            throw new IOException("closed");
        }
    }

    private void reply(String text) {
        replies.append(text);
    }

    private void flush() throws IOException {
        if (!replies.isEmpty()) {
            out.write(replies.toString().getBytes(StandardCharsets.US_ASCII));
            out.flush();
            replies.setLength(0);
        }
    }

    private void use(Socket other) throws IOException {
        in = other.getInputStream();
        out = other.getOutputStream();
        next = 0;
        end = 0;
    }

    private void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }
}
