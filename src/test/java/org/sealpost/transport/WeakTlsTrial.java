package org.sealpost.transport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.testing.Identity;
import org.sealpost.testing.ScriptedSmtpServer;

/**
 * Run in a JVM of its own whose block lists are empty, so that both sides could agree on anything: only what the product
 * itself offers stands between the mail and a weak connection. Prints one line for each peer: its version and suite,
 * how a client that takes anything fared, how the carrying ended at each level, and {@code leaked} if a word of the
 * mail was heard.
 */
public final class WeakTlsTrial {

    private WeakTlsTrial() {
    }

    /** @param peers each {@code version/suite} */
    public static void main(String[] peers) throws Exception {
        Identity rsa = Road.CA.order("mx.verified.test").rsa(2_048).issue();
        for (String peer : peers) {
            String[] parts = peer.split("/");
            ScriptedSmtpServer server = ScriptedSmtpServer.playing("verified").as(rsa).with(socket -> {
                socket.setEnabledProtocols(new String[] {parts[0]});
                socket.setEnabledCipherSuites(new String[] {parts[1]});
            });
            System.out.println(peer + " " + carelessly(server.port()) + " " + trial(server));
        }
    }

    private static String trial(ScriptedSmtpServer server) {
        try (Road road = Road.to(server).patience(Duration.ofSeconds(3))) {
            StringBuilder ends = new StringBuilder();
            for (TlsLevel atLeast : List.of(TlsLevel.NONE, TlsLevel.ENCRYPTED, TlsLevel.VERIFIED)) {
                ends.append(road.carry(atLeast).kind()).append(' ');
            }
            boolean leaked = Road.CANARIES.stream().anyMatch(road::isReadable);
            return ends + (leaked ? "leaked" : "unheard");
        }
    }

    /** What a client would get that offers all it knows: without this the trial might only show a broken peer. */
    private static String carelessly(int port) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Credulous()}, new SecureRandom());
        try (Socket raw = new Socket(InetAddress.getLoopbackAddress(), port)) {
            BufferedReader in = new BufferedReader(new InputStreamReader(raw.getInputStream(), StandardCharsets.US_ASCII));
            in.readLine();
            raw.getOutputStream().write("EHLO client.test\r\n".getBytes(StandardCharsets.US_ASCII));
            in.readLine();
            in.readLine();
            raw.getOutputStream().write("STARTTLS\r\n".getBytes(StandardCharsets.US_ASCII));
            in.readLine();
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(raw, "mx.verified.test", 25, true);
            socket.setEnabledProtocols(without("SSLv2Hello", socket.getSupportedProtocols()));
            socket.setEnabledCipherSuites(socket.getSupportedCipherSuites());
            socket.startHandshake();
            return "talks";
        } catch (IOException e) {
            return "broken";
        }
    }

    private static String[] without(String unwanted, String[] all) {
        return Arrays.stream(all).filter(one -> !one.equals(unwanted)).toArray(String[]::new);
    }

    private static final class Credulous implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            // believes everything
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            // believes everything
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
