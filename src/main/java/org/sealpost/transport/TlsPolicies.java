package org.sealpost.transport;

import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sealpost.assurance.TlsVersion;
import org.sealpost.dane.TlsaFinder;
import org.sealpost.dns.Resolver;
import org.sealpost.mail.Domain;
import org.sealpost.mtasts.StsPolicies;
import org.sealpost.wire.CertificateJudge;
import org.sealpost.wire.StrongTls;
import org.sealpost.wire.TrustAnchors;

/** Finds what binds the connections to a domain, before any of them is made: DANE, then MTA-STS, and what we demand. */
final class TlsPolicies {

    private final CertificateJudge certificates;
    private final SecureRandom random;
    private final TlsaFinder tlsa;
    private final StsPolicies sts;
    private final Map<TlsVersion, StrongTls> byMinimumVersion = new ConcurrentHashMap<>();

    TlsPolicies(TrustAnchors trust, SecureRandom random, Resolver resolver, StsPolicies sts) {
        this.certificates = new CertificateJudge(trust);
        this.random = random;
        this.tlsa = new TlsaFinder(resolver);
        this.sts = sts;
    }

    /** @param route how the hosts were found: unless the DNS proves it, DANE says nothing */
    DomainPolicy of(Domain domain, MxRoute route, TlsDemand demand) {
        StrongTls tls = byMinimumVersion.computeIfAbsent(demand.minimumVersion(), version -> new StrongTls(version.protocol(), random));
        return new DomainPolicy(domain, route, demand, tls, certificates, tlsa, sts);
    }
}
