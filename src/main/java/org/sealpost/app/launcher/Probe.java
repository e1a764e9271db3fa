package org.sealpost.app.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Asks the application itself whether it is ready: a server whose application failed answers too, but not this. */
final class Probe {

    private static final int ATTEMPTS = 300;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int PATIENCE_MILLIS = 10_000;

    private final Web web;

    Probe(Web web) {
        this.web = web;
    }

    /** @return whether it said yes within a minute */
    boolean awaitReady() {
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                if (isReady()) {
                    return true;
                }
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private boolean isReady() {
        try (Socket socket = connected()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(("GET /health/ready HTTP/1.1\r\nHost: " + web.url().getRawAuthority()
                    + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String status = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return status != null && status.startsWith("HTTP/1.1 200");
        } catch (IOException e) {
            return false;
        }
    }

    private Socket connected() throws IOException {
        return web.certificate().isEmpty() ? new Socket(web.nearby().getAddress(), web.port())
                : trustingOurselves().getSocketFactory().createSocket(web.nearby().getAddress(), web.port());
    }

    /** The connection ends in this very process, whatever name the certificate bears. */
    private static SSLContext trustingOurselves() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new X509TrustManager() {
                @Override
                public void checkClientTrusted(X509Certificate[] chain, String type) { }

                @Override
                public void checkServerTrusted(X509Certificate[] chain, String type) { }

                @Override
                public X509Certificate[] getAcceptedIssuers() {
                    return new X509Certificate[0];
                }
            }}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
