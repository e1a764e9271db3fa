package org.sealpost.transport;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.sealpost.wire.CertificateJudge;
import org.sealpost.wire.Proof;

/**
 * What a server showed in its handshake, new or resumed. What the public authorities say of it is worked out once and holds
 * until the first of the certificates ends; what a domain says of it is asked anew by each policy.
 */
final class Presented {

    private static final String SEEN = "org.sealpost.seen";

    private final ExtendedSSLSession session;
    private final String host;
    private final boolean old;
    private final List<X509Certificate> chain;
    private Proof proof;

    Presented(ExtendedSSLSession session, String host) {
        this.session = session;
        this.host = host;
        this.chain = chain(session);
        this.old = session.getValue(SEEN) != null;
        session.putValue(SEEN, true);
    }

    /** Whether it was shown in an earlier handshake: by now the server may show something else. */
    boolean isOld() {
        return old;
    }

    /** The next handshake is a new one. */
    void forget() {
        session.invalidate();
    }

    ExtendedSSLSession session() {
        return session;
    }

    /** The host that was meant. */
    String host() {
        return host;
    }

    /** The server's own certificate first; empty if it showed none. */
    List<X509Certificate> chain() {
        return chain;
    }

    Proof proof(CertificateJudge judge, Instant now) {
        if (proof == null || !now.isBefore(proof.until())) {
            proof = judge.judge(chain, session.getStatusResponses(), host, now);
        }
        return proof;
    }

    private static List<X509Certificate> chain(ExtendedSSLSession session) {
        try {
            return Stream.of(session.getPeerCertificates()).map(X509Certificate.class::cast).toList();
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }
}
