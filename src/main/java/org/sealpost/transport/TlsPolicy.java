package org.sealpost.transport;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.wire.CertificateJudge;
import org.sealpost.wire.Proof;
import org.sealpost.wire.StrongTls;

/**
 * What the connections for one domain must be, fixed before the first of them is made, and the judge of each. It fails
 * closed: what it can't establish doesn't count.
 */
final class TlsPolicy {

    private final TlsDemand demand;
    private final StrongTls tls;
    private final CertificateJudge certificates;

    TlsPolicy(TlsDemand demand, StrongTls tls, CertificateJudge certificates) {
        this.demand = demand;
        this.tls = tls;
        this.certificates = certificates;
    }

    /** The TLS to shake hands with; one and the same for all policies of one class. */
    StrongTls tls() {
        return tls;
    }

    /** Connections made under policies of one class may be exchanged, once judged. */
    String policyClass() {
        return demand.minimumVersion().protocol();
    }

    boolean allowsClear() {
        return demand.atLeast() == TlsLevel.NONE;
    }

    /** The same for what comes after somebody offered TLS: from then on a host in clear may be an attacker's work. */
    TlsPolicy neverClear() {
        return new TlsPolicy(demand.atLeast(TlsLevel.ENCRYPTED), tls, certificates);
    }

    boolean allows(Verdict verdict) {
        return verdict.level().reaches(demand.atLeast());
    }

    /** Why a verdict isn't good enough; a valid certificate alone doesn't prove that the host is the domain's own. */
    Reason shortfall(Verdict verdict, String mxHost) {
        return verdict.level() == TlsLevel.VERIFIED ? Reason.of("tls.unauthenticated", mxHost) : verdict.reason();
    }

    /** Judges a session as it stands now, new or resumed or used before. */
    Verdict judge(ExtendedSSLSession session, String mxHost, Instant now) {
        if (!tls.permits(session)) {
            return Verdict.none("tls.parameters", mxHost, session.getProtocol(), session.getCipherSuite());
        }
        try {
            List<X509Certificate> chain = chain(session.getPeerCertificates());
            Proof proof = certificates.judge(chain, session.getStatusResponses(), mxHost, now);
            return new Verdict(proof.isValid() ? TlsLevel.VERIFIED : TlsLevel.ENCRYPTED, proof.reason(), proof.until());
        } catch (SSLPeerUnverifiedException e) {
            return Verdict.none("tls.certificate.none", mxHost);
        }
    }

    private static List<X509Certificate> chain(Certificate[] presented) {
        return Arrays.stream(presented).map(X509Certificate.class::cast).toList();
    }
}
