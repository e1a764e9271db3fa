package org.sealpost.transport;

import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sealpost.mail.Domain;
import org.sealpost.mtasts.StsPolicies;
import org.sealpost.wire.CertificateJudge;
import org.sealpost.wire.StrongTls;
import org.sealpost.wire.TrustAnchors;

/**
 * Finds the policy for a domain before anything is connected. It knows the demand, which holds the floor already; what
 * a domain proves about its own MX hosts (DANE, then MTA-STS) belongs here, too, and until then nothing is AUTHENTICATED.
 */
final class TlsPolicies {

    private final CertificateJudge certificates;
    private final SecureRandom random;
    private final Map<String, StrongTls> byMinimumVersion = new ConcurrentHashMap<>();

    TlsPolicies(TrustAnchors trust, SecureRandom random, StsPolicies sts) {
        this.certificates = new CertificateJudge(trust);
        this.random = random;
    }

    TlsPolicy of(Domain domain, TlsDemand demand) {
        StrongTls tls = byMinimumVersion.computeIfAbsent(demand.minimumVersion().protocol(), version -> new StrongTls(version, random));
        return new TlsPolicy(demand, tls, certificates);
    }
}
