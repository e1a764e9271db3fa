package org.sealpost.demo;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;

/** The HTTPS server of a domain that publishes an MTA-STS policy (RFC 8461 §3.3). */
final class PolicyHost implements AutoCloseable {

    private static final String PATH = "/.well-known/mta-sts.txt";

    private final HttpsServer server;

    private PolicyHost(HttpsServer server) {
        this.server = server;
    }

    static PolicyHost start(int port, SSLContext tls, String policy) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        byte[] octets = policy.getBytes(StandardCharsets.US_ASCII);
        server.createContext("/", exchange -> {
            try (exchange) {
                boolean found = exchange.getRequestURI().getPath().equals(PATH);
                exchange.getResponseHeaders().set("Content-Type", "text/plain");
                exchange.sendResponseHeaders(found ? 200 : 404, found ? octets.length : -1);
                if (found) {
                    exchange.getResponseBody().write(octets);
                }
            }
        });
        server.start();
        return new PolicyHost(server);
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
