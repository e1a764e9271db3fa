package org.sealpost.smtp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.sealpost.testing.Identity;
import org.sealpost.wire.Watchdog;

/**
 * Plays one dialogue as the client, over real sockets, against a {@link ScriptedDesk}:
 * <pre>
 * ! port relay           or submission, submissions
 * C: EHLO a.test         a line to say; \r \n \0 \xNN &#92;uNNNN are octets (the last in UTF-8)
 * C. RSE                 the same without a line end
 * C64: text              a line to say in Base64
 * R. text               octets below TLS
 * C*100: text            the same line so often, all at once
 * S: 250 2.0.0 *         a line to hear; * stands for anything
 * S*100: 250 *           so often
 * S64: 334 text          a code, and what is meant by the Base64 after it
 * D: mail &lt;a@b.test&gt;    what the desk was asked by now, in this order, perhaps with other questions between
 * N: finish              what the desk is never asked
 * M: text                the last message taken, all of it
 * ! tls, ! hangup, ! closed
 * ! listen 300           say nothing until something is heard, or for so many milliseconds
 * # why                  a remark
 * </pre>
 * At the end nothing more may have been said.
 */
final class Dialogue {

    static final String NONCE = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";

    private static final int PATIENCE = 10_000;

    private final List<String> lines;
    private final Identity server;
    private final ServerDeadlines deadlines;
    private final ScriptedDesk desk = new ScriptedDesk();
    private final List<String> never = new ArrayList<>();
    private Socket client;
    private Socket plain;
    private Thread exchange;
    private int heard;
    private int ahead = -1;
    private boolean hungUp;

    Dialogue(List<String> lines, Identity server, ServerDeadlines deadlines) {
        this.lines = lines;
        this.server = server;
        this.deadlines = deadlines;
    }

    void play() throws Exception {
        try (Watchdog watchdog = new Watchdog(); ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            begin(listener, watchdog);
            for (String line : lines) {
                if (!line.isBlank() && !line.startsWith("#") && !line.startsWith("! port")) {
                    step(line);
                }
            }
            end();
        } finally {
            client.close();
        }
        for (String event : never) {
            assertFalse(desk.events.contains(event), () -> "must never happen: " + event + " in " + desk.events);
        }
    }

    private void begin(ServerSocket listener, Watchdog watchdog) throws IOException {
        client = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
        plain = client;
        client.setTcpNoDelay(true);
        client.setSoTimeout(PATIENCE);
        Socket accepted = listener.accept();
        String port = lines.stream().filter(line -> line.startsWith("! port ")).map(line -> line.substring(7)).findFirst().orElse("relay");
        SmtpExchange.Securing securing = socket -> {
            SSLSocket tls = (SSLSocket) server.serverContext().getSocketFactory().createSocket(socket, null, socket.getPort(), true);
            tls.setUseClientMode(false);
            return tls;
        };
        SmtpExchange served = new SmtpExchange(options(port), desk, accepted, accepted.getInetAddress(), securing, watchdog, deadlines, () -> NONCE);
        exchange = new Thread(served::run, "smtp-exchange");
        exchange.setDaemon(true);
        exchange.start();
    }

    private static ServerOptions options(String port) {
        return switch (port) {
            case "relay" -> new ServerOptions("mx.clinic.test", true, false, false, 100_000, 3, 20);
            case "submission" -> new ServerOptions("mx.clinic.test", true, true, true, 100_000, 3, 20);
            default -> new ServerOptions("mx.clinic.test", false, true, true, 100_000, 3, 20);
        };
    }

    private void step(String line) throws Exception {
        String text = line.substring(line.indexOf(' ') + 1);
        String kind = line.substring(0, line.indexOf(' '));
        int times = kind.contains("*") ? Integer.parseInt(kind.replaceAll("\\D", "")) : 1;
        switch (kind.replaceAll("\\*\\d+", "")) {
            case "C:" -> say((text + "\\r\\n").repeat(times));
            case "C." -> say(text.repeat(times));
            case "R." -> {
                plain.getOutputStream().write(octets(text));
                plain.getOutputStream().flush();
            }
            case "C64:" -> say(Base64.getEncoder().encodeToString(octets(text)) + "\\r\\n");
            case "S:" -> {
                for (int i = 0; i < times; i++) {
                    hear(line, text);
                }
            }
            case "S64:" -> {
                String said = hear();
                match(line, text, said.substring(0, 4) + new String(Base64.getDecoder().decode(said.substring(4)), StandardCharsets.UTF_8));
            }
            case "D:" -> expect(text);
            case "N:" -> never.add(text);
            case "M:" -> assertEquals(new String(octets(text), StandardCharsets.ISO_8859_1), desk.messages.get(desk.messages.size() - 1));
            case "!" -> act(text);
            default -> throw new IllegalArgumentException(line);
        }
    }

    private void act(String what) throws Exception {
        switch (what.split(" ")[0]) {
            case "tls" -> secure();
            case "listen" -> listen(Integer.parseInt(what.split(" ")[1]));
            case "hangup" -> {
                hungUp = true;
                client.close();
                exchange.join(PATIENCE);
            }
            case "closed" -> {
                assertEquals("", lastWords(), "the connection is closed");
                hungUp = true;
            }
            default -> throw new IllegalArgumentException(what);
        }
    }

    private void secure() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        java.security.KeyStore store = java.security.KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("ca", server.chain().get(server.chain().size() - 1));
        trust.init(store);
        context.init(null, trust.getTrustManagers(), null);
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(client, "mx.clinic.test", client.getPort(), true);
        tls.startHandshake();
        client = tls;
    }

    /** Nothing more is said: neither now nor when the client ends. */
    private void end() throws Exception {
        if (!hungUp) {
            client.shutdownOutput();
            assertEquals("", hear(), "nothing more is said");
        }
        exchange.join(PATIENCE);
        assertFalse(exchange.isAlive(), "the session ends");
    }

    private void expect(String event) {
        List<String> rest = desk.events.subList(heard, desk.events.size());
        assertTrue(rest.contains(event), () -> event + " isn't in " + rest);
        heard += rest.indexOf(event) + 1;
    }

    /** What is heard first is kept for {@link #hear}. */
    private void listen(int millis) throws IOException {
        if (ahead >= 0) {
            return;
        }
        client.setSoTimeout(millis);
        try {
            ahead = client.getInputStream().read();
        } catch (SocketTimeoutException | SocketException e) {
            // it stayed silent, or hung up before all was read: the next line finds out
        } finally {
            client.setSoTimeout(PATIENCE);
        }
    }

    private void hear(String line, String expected) throws IOException {
        match(line, expected, hear());
    }

    private void match(String line, String expected, String said) {
        String form = Pattern.quote(expected).replace("*", "\\E.*\\Q");
        assertTrue(said.matches(form), () -> line + "\nbut was: " + said + "\nasked: " + desk.events);
    }

    /** A connection that is closed before all was read of it may end in a reset. */
    private String lastWords() throws IOException {
        try {
            return hear();
        } catch (SocketException e) {
            return "";
        }
    }

    private String hear() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        InputStream in = client.getInputStream();
        int first = ahead >= 0 ? ahead : in.read();
        ahead = -1;
        for (int octet = first; octet >= 0; octet = in.read()) {
            if (octet == '\n') {
                String text = line.toString(StandardCharsets.UTF_8);
                assertTrue(text.endsWith("\r"), text);
                return text.substring(0, text.length() - 1);
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private void say(String text) throws IOException {
        client.getOutputStream().write(octets(text));
        client.getOutputStream().flush();
    }

    static byte[] octets(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '\\') {
                octets.writeBytes(text.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            i++;
            switch (text.charAt(i)) {
                case 'r' -> octets.write('\r');
                case 'n' -> octets.write('\n');
                case '0' -> octets.write(0);
                case 'x' -> octets.write(Integer.parseInt(text.substring(i + 1, (i += 2) + 1), 16));
                case 'u' -> octets.writeBytes(Character.toString(Integer.parseInt(text.substring(i + 1, (i += 4) + 1), 16)).getBytes(StandardCharsets.UTF_8));
                default -> octets.write(text.charAt(i));
            }
        }
        return octets.toByteArray();
    }
}
