package org.sealpost.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * An SMTP server on a real socket that plays dialogues, files in {@code src/test/resources/dialogues}. The first
 * connection gets the first dialogue, and so on; the last one repeats. A dialogue holds
 * <pre>
 * S: 220 ready          a line to say; \r \n \t \0 \xNN are octets
 * S. 220 rea            the same without a line end
 * C: EHLO *             a line to hear; * stands for anything
 * ! tls                 shake hands as the server
 * ! data                hear a message up to its final dot
 * ! close, ! reset      hang up, politely or not
 * ! silence             say nothing until the other side hangs up
 * ! flood 250-x         say this line until the other side hangs up
 * ! pause 300           say nothing for 300 ms
 * ! trickle 20          say one octet every 20 ms until the other side hangs up
 * ! loop … ! again      from the start of the loop, as often as the other side likes
 * # why                 a remark
 * </pre>
 * QUIT is understood everywhere. A line that wasn't expected ends the connection and is told by {@link #surprises()}.
 */
public final class ScriptedSmtpServer implements Closeable {

    private final LoopbackServer server;
    private final List<List<String>> dialogues;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final List<String> surprises = new CopyOnWriteArrayList<>();
    private final List<String> sessions = new CopyOnWriteArrayList<>();
    private final List<String> names = new CopyOnWriteArrayList<>();
    private volatile Consumer<SSLSocket> tlsSetUp = socket -> { };
    private final AtomicReference<Identity> renewed = new AtomicReference<>();
    private volatile SSLContext context;

    private ScriptedSmtpServer(List<List<String>> dialogues) {
        this.dialogues = dialogues;
        this.server = new LoopbackServer("scripted-smtp", this::play);
    }

    /** @param files names of dialogues, without {@code .smtp} */
    public static ScriptedSmtpServer playing(String... files) {
        return new ScriptedSmtpServer(Arrays.stream(files).map(ScriptedSmtpServer::read).toList());
    }

    /** @param text a dialogue itself */
    public static ScriptedSmtpServer saying(String text) {
        return new ScriptedSmtpServer(List.of(text.lines().toList()));
    }

    /** What it shows at {@code ! tls}. */
    public ScriptedSmtpServer as(Identity shown) {
        renewed.set(shown);
        context = Identity.serverContext(renewed::get);
        return this;
    }

    /** What it shows from now on in new handshakes; sessions that it began before may still be resumed. */
    public ScriptedSmtpServer renewedAs(Identity shown) {
        renewed.set(shown);
        return this;
    }

    /** Changes what TLS it speaks. */
    public ScriptedSmtpServer with(Consumer<SSLSocket> setUp) {
        tlsSetUp = setUp;
        return this;
    }

    public int port() {
        return server.port();
    }

    /** Every command line of every connection, in order. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    /** Whether a command was heard that begins like this. */
    public boolean heard(String beginning) {
        return heard.stream().anyMatch(line -> line.startsWith(beginning));
    }

    /** The messages as they came, dots unstuffed, as ISO 8859-1. */
    public List<String> messages() {
        return List.copyOf(messages);
    }

    /** What the dialogue didn't expect; empty after a good test. */
    public List<String> surprises() {
        return List.copyOf(surprises);
    }

    /** The id of each TLS session, in order; a resumed one (TLS 1.2) appears twice. */
    public List<String> sessions() {
        return List.copyOf(sessions);
    }

    /** The host names asked for in handshakes (SNI). */
    public List<String> names() {
        return List.copyOf(names);
    }

    public int connections() {
        return server.connections();
    }

    @Override
    public void close() {
        server.close();
    }

    private void play(Socket socket, int number) throws IOException {
        socket.setTcpNoDelay(true);
        new Play(socket, dialogues.get(Math.min(number, dialogues.size() - 1))).run();
    }

    private static List<String> read(String file) {
        try (InputStream in = ScriptedSmtpServer.class.getResourceAsStream("/dialogues/" + file + ".smtp")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One connection. */
    private final class Play {

        private final List<String> dialogue;
        private final Socket raw;
        private Socket socket;
        private boolean over;

        private Play(Socket socket, List<String> dialogue) {
            this.raw = socket;
            this.socket = socket;
            this.dialogue = dialogue;
        }

        private void run() throws IOException {
            int loop = 0;
            for (int i = 0; i < dialogue.size() && !over; i++) {
                String line = dialogue.get(i);
                if (line.equals("! loop")) {
                    loop = i;
                } else if (line.equals("! again")) {
                    i = loop;
                } else {
                    step(line);
                }
            }
        }

        private void step(String line) throws IOException {
            if (line.startsWith("S: ")) {
                say(octets(line.substring(3) + "\\r\\n"));
            } else if (line.startsWith("S. ")) {
                say(octets(line.substring(3)));
            } else if (line.startsWith("C: ")) {
                expect(line.substring(3));
            } else if (line.startsWith("! ")) {
                act(line.substring(2));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw new IllegalArgumentException("not part of a dialogue: " + line);
            }
        }

        private void act(String action) throws IOException {
            switch (action.split(" ")[0]) {
                case "tls" -> shakeHands();
                case "data" -> messages.add(message());
                case "close" -> over = true;
                case "reset" -> {
                    raw.setSoLinger(true, 0);
                    raw.close();
                    over = true;
                }
                case "silence" -> socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                case "flood" -> {
                    byte[] wave = octets((action.substring(6) + "\\r\\n").repeat(100));
                    while (!raw.isClosed()) {
                        say(wave);
                    }
                }
                case "pause" -> {
                    socket.setSoTimeout(Integer.parseInt(action.substring(6)));
                    over = !isSilent(socket);
                    socket.setSoTimeout(0);
                }
                case "trickle" -> {
                    // reading is the waiting: the other side has nothing to say
                    socket.setSoTimeout(Integer.parseInt(action.substring(8)));
                    while (isSilent(socket)) {
                        say(new byte[] {'x'});
                    }
                }
                default -> throw new IllegalArgumentException(action);
            }
        }

        private static boolean isSilent(Socket socket) throws IOException {
            try {
                return socket.getInputStream().read() >= 0;
            } catch (SocketTimeoutException e) {
                return true;
            }
        }

        private void expect(String pattern) throws IOException {
            String line = hear();
            if (line == null) {
                over = true;
            } else if (line.equals("QUIT") && !pattern.equals("QUIT")) {
                say(octets("221 2.0.0 bye\\r\\n"));
                over = true;
            } else if (!line.matches(Arrays.stream(pattern.split("\\*", -1))
                    .map(Pattern::quote).reduce((a, b) -> a + ".*" + b).orElseThrow())) {
                surprises.add("expected " + pattern + ", heard " + line);
                over = true;
            }
        }

        private void shakeHands() throws IOException {
            SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(raw, null, raw.getPort(), true);
            secured.setUseClientMode(false);
            tlsSetUp.accept(secured);
            secured.startHandshake();
            ExtendedSSLSession session = (ExtendedSSLSession) secured.getSession();
            sessions.add(HexFormat.of().formatHex(session.getId()));
            session.getRequestedServerNames().forEach(name -> names.add(((SNIHostName) name).getAsciiName()));
            socket = secured;
        }

        private void say(byte[] octets) throws IOException {
            socket.getOutputStream().write(octets);
            socket.getOutputStream().flush();
        }

        private String hear() throws IOException {
            String line = line();
            if (line != null) {
                heard.add(line);
            }
            return line;
        }

        private String message() throws IOException {
            StringBuilder message = new StringBuilder();
            for (String line = line(); line != null; line = line()) {
                if (line.equals(".")) {
                    return message.toString();
                }
                message.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            }
            throw new IOException("cut short");
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            InputStream in = socket.getInputStream();
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                if (octet == '\n' && line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
                    return line.substring(0, line.length() - 1);
                }
                line.append((char) octet);
            }
            return null;
        }

        private byte[] octets(String written) {
            StringBuilder octets = new StringBuilder();
            for (int i = 0; i < written.length(); i++) {
                char c = written.charAt(i);
                if (c != '\\') {
                    octets.append(c);
                    continue;
                }
                char escape = written.charAt(++i);
                switch (escape) {
                    case 'r' -> octets.append('\r');
                    case 'n' -> octets.append('\n');
                    case 't' -> octets.append('\t');
                    case '0' -> octets.append('\0');
                    case 'x' -> {
                        octets.append((char) Integer.parseInt(written.substring(i + 1, i + 3), 16));
                        i += 2;
                    }
                    default -> octets.append(escape);
                }
            }
            return octets.toString().getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
