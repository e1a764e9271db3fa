package org.sealpost.wire;

import java.io.IOException;
import java.net.Socket;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.interfaces.DHKey;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * TLS as a client with the parameters of NIST SP 800-52r2 and nothing weaker, whatever the JVM is configured to permit:
 * 128 bit or more, forward secrecy, AEAD first. The certificate isn't judged here: a resumed session would skip that,
 * and the level ENCRYPTED has none to judge. Whoever uses the connection judges it after the handshake.
 */
public final class StrongTls {

    static final List<String> SUITES = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256");
    static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");
    private static final int SMALLEST_DH = 2_048;

    private final SSLContext context;
    private final String[] versions;

    /**
     * One for each class of policy, shared by all its connections, so that sessions are resumed.
     *
     * @param minimumVersion {@code TLSv1.2} or {@code TLSv1.3}
     */
    public StrongTls(String minimumVersion, SecureRandom random) {
        int least = VERSIONS.indexOf(minimumVersion);
        if (least < 0) {
            throw new IllegalArgumentException(minimumVersion);
        }
        versions = VERSIONS.subList(0, least + 1).toArray(String[]::new);
        try {
            context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new JudgedLater()}, random);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }

    /** A TLS socket over {@code raw}, not yet shaken hands, that names {@code host} (SNI, RFC 6066 §3). Closes it as well. */
    public SSLSocket over(Socket raw, String host) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(raw, host, raw.getPort(), true);
        socket.setUseClientMode(true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(versions);
        parameters.setCipherSuites(supported(socket));
        parameters.setAlgorithmConstraints(new NothingWeak());
        if (isHostName(host)) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        socket.setSSLParameters(parameters);
        return socket;
    }

    /** Whether a session, resumed or not, has parameters that we would offer. */
    public boolean permits(SSLSession session) {
        return Arrays.asList(versions).contains(session.getProtocol()) && SUITES.contains(session.getCipherSuite());
    }

    static String[] supported(SSLSocket socket) {
        Set<String> supported = Set.of(socket.getSupportedCipherSuites());
        return SUITES.stream().filter(supported::contains).toArray(String[]::new);
    }

    private static boolean isHostName(String host) {
        return host.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+");
    }

    /** Signatures and key exchanges that the JVM's own block list may let through. */
    static final class NothingWeak implements AlgorithmConstraints {

        private static final Pattern WEAK_SIGNATURE = Pattern.compile("(MD2|MD5|SHA1|SHA224)with.*|.*withDSA");

        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, String algorithm, AlgorithmParameters parameters) {
            return !WEAK_SIGNATURE.matcher(algorithm).matches();
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
            return !(key instanceof DHKey dh) || dh.getParams().getP().bitLength() >= SMALLEST_DH;
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, String algorithm, Key key, AlgorithmParameters parameters) {
            return permits(primitives, algorithm, parameters) && permits(primitives, key);
        }
    }

    /** Lets every certificate pass the handshake; see the class comment. */
    static final class JudgedLater extends X509ExtendedTrustManager {

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
            // judged after the handshake
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            // judged after the handshake
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            // judged after the handshake
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
            // judged after the handshake
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            // judged after the handshake
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            // judged after the handshake
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
