package org.sealpost.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** An HTTPS server on loopback that says exactly the octets it was told, well or badly. */
public final class HttpsHost implements Closeable {

    /** What it does once it heard a request. */
    @FunctionalInterface
    public interface Manner {
        void answer(SSLSocket peer, Socket raw) throws IOException;
    }

    private final LoopbackServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> names = new CopyOnWriteArrayList<>();
    private volatile Consumer<SSLSocket> tlsSetUp = socket -> { };
    private final SSLContext context = Identity.serverContext(this::shown);
    private volatile Identity shown;
    private volatile Manner manner = politely("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");

    private HttpsHost(Identity shown) {
        this.shown = shown;
        server = new LoopbackServer("https-host", (peer, number) -> serve(peer));
    }

    public static HttpsHost as(Identity shown) {
        return new HttpsHost(shown);
    }

    /** From now on. */
    public HttpsHost answering(Manner next) {
        manner = next;
        return this;
    }

    /** From now on: 200 with this text. */
    public HttpsHost publishing(String text) {
        return answering(politely(ok("text/plain", text)));
    }

    /** In new handshakes; sessions that began before may be resumed. */
    public HttpsHost showing(Identity other) {
        shown = other;
        return this;
    }

    private Identity shown() {
        return shown;
    }

    /** Changes what TLS it speaks. */
    public HttpsHost with(Consumer<SSLSocket> setUp) {
        tlsSetUp = setUp;
        return this;
    }

    public static String ok(String contentType, String text) {
        return "HTTP/1.1 200 OK\r\nContent-Type: " + contentType + "\r\nContent-Length: "
                + text.getBytes(StandardCharsets.ISO_8859_1).length + "\r\n\r\n" + text;
    }

    /** Says it and closes as TLS wants. */
    public static Manner politely(String octets) {
        return (peer, raw) -> peer.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Says it and breaks the connection below TLS. */
    public static Manner cutting(String octets) {
        return (peer, raw) -> {
            politely(octets).answer(peer, raw);
            raw.close();
        };
    }

    /** Says nothing. */
    public static Manner silently() {
        return (peer, raw) -> peer.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    /** Says the beginning, then the rest again and again until the other side hangs up. */
    public static Manner endlessly(String beginning, String again) {
        return (peer, raw) -> {
            politely(beginning).answer(peer, raw);
            while (!raw.isClosed()) {
                politely(again).answer(peer, raw);
            }
        };
    }

    /** Says the beginning, then an octet each few milliseconds, until the other side hangs up. */
    public static Manner dripping(String beginning, int millis) {
        return (peer, raw) -> {
            politely(beginning).answer(peer, raw);
            // reading is the waiting: the other side has nothing to say
            raw.setSoTimeout(millis);
            while (true) {
                try {
                    if (peer.getInputStream().read() < 0) {
                        return;
                    }
                } catch (SocketTimeoutException e) {
                    politely("x").answer(peer, raw);
                }
            }
        };
    }

    public int port() {
        return server.port();
    }

    /** The head of each request, in order. */
    public List<String> requests() {
        return List.copyOf(requests);
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

    private void serve(Socket raw) throws IOException {
        try (SSLSocket peer = (SSLSocket) context.getSocketFactory().createSocket(raw, null, raw.getPort(), true)) {
            peer.setUseClientMode(false);
            tlsSetUp.accept(peer);
            peer.startHandshake();
            ((ExtendedSSLSession) peer.getSession()).getRequestedServerNames()
                    .forEach(name -> names.add(((SNIHostName) name).getAsciiName()));
            requests.add(head(peer.getInputStream()));
            manner.answer(peer, raw);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("hung up");
            }
            head.append((char) octet);
        }
        return head.toString();
    }
}
