package org.sealpost.demo;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** The HTTPS server of a domain that publishes something at a well-known place (RFC 8615). */
final class WebHost implements AutoCloseable {

    /** What a host has to show. */
    @FunctionalInterface
    interface Documents {

        /** @param path without the query */
        Optional<Document> at(String path) throws IOException;
    }

    /** What it shows under one path. */
    record Document(String type, byte[] octets) { }

    private final HttpsServer server;

    private WebHost(HttpsServer server) {
        this.server = server;
    }

    static WebHost start(int port, SSLContext tls, Documents documents) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", exchange -> {
            try (exchange) {
                Optional<Document> found = documents.at(exchange.getRequestURI().getPath());
                exchange.getResponseHeaders().set("Content-Type", found.map(Document::type).orElse("text/plain"));
                exchange.sendResponseHeaders(found.isPresent() ? 200 : 404, found.map(one -> (long) one.octets().length).orElse(-1L));
                if (found.isPresent()) {
                    exchange.getResponseBody().write(found.get().octets());
                }
            }
        });
        server.start();
        return new WebHost(server);
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
