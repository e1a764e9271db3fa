package org.sealpost.testing;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An HTTP server on loopback, without TLS, that says exactly the octets it was told. */
public final class HttpHost implements Closeable {

    private final LoopbackServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Function<String, byte[]> manner = head -> octets("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");

    private HttpHost() {
        server = new LoopbackServer("http-host", (peer, number) -> serve(peer));
    }

    public static HttpHost start() {
        return new HttpHost();
    }

    /** From now on. @param next what it says to the head of a request; null to say nothing until the other side hangs up */
    public HttpHost answering(Function<String, byte[]> next) {
        manner = next;
        return this;
    }

    /** From now on: 200 with this body. */
    public HttpHost publishing(byte[] body) {
        return answering(head -> ok(body));
    }

    public static byte[] ok(byte[] body) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(octets("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n"));
        whole.writeBytes(body);
        return whole.toByteArray();
    }

    public static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    public int port() {
        return server.port();
    }

    /** The head of each request, in order. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.close();
    }

    private void serve(Socket peer) throws IOException {
        String head = head(peer);
        requests.add(head);
        byte[] answer = manner.apply(head);
        if (answer == null) {
            peer.getInputStream().transferTo(OutputStream.nullOutputStream());
        } else {
            peer.getOutputStream().write(answer);
        }
    }

    private static String head(Socket peer) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = peer.getInputStream().read();
            if (octet < 0) {
                throw new IOException("hung up");
            }
            head.append((char) octet);
        }
        return head.toString();
    }
}
