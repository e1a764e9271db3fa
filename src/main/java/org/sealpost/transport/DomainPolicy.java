package org.sealpost.transport;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.dane.TlsaFinder;
import org.sealpost.dane.TlsaFinding;
import org.sealpost.mail.Domain;
import org.sealpost.mail.EnhancedStatus;
import org.sealpost.mtasts.StsFinding;
import org.sealpost.mtasts.StsPolicies;
import org.sealpost.wire.CertificateJudge;
import org.sealpost.wire.StrongTls;

/** What binds one consignment's connections, host by host, as its walk goes on. For one walk and one thread. */
final class DomainPolicy {

    private static final TlsaFinding NO_DANE = new TlsaFinding(TlsaFinding.Kind.INSECURE, List.of(), "");
    private static final TlsaFinding UNTOLD = new TlsaFinding(TlsaFinding.Kind.FAILED, List.of(), "");

    private final Domain domain;
    private final MxRoute route;
    private final StrongTls tls;
    private final CertificateJudge certificates;
    private final TlsaFinder finder;
    private final StsPolicies policies;
    private final Map<String, TlsaFinding> tlsa = new HashMap<>();
    private StsFinding sts;
    private TlsDemand demand;

    DomainPolicy(Domain domain, MxRoute route, TlsDemand demand, StrongTls tls, CertificateJudge certificates,
            TlsaFinder finder, StsPolicies policies) {
        this.domain = domain;
        this.route = route;
        this.demand = demand;
        this.tls = tls;
        this.certificates = certificates;
        this.finder = finder;
        this.policies = policies;
    }

    /**
     * What the DNS proves of a host's certificate. That it proves nothing counts only if it was validated from the MX records
     * to the last question, which may have begun or ended in between.
     */
    TlsaFinding tlsa(String mxHost) {
        TlsaFinding found = route.authentic() ? tlsa.computeIfAbsent(mxHost, finder::of) : NO_DANE;
        boolean told = found.kind() != TlsaFinding.Kind.INSECURE || route.validated() && finder.canTell();
        return told || !demand.daneRemembered() ? found : UNTOLD;
    }

    StsFinding sts() {
        if (sts == null) {
            sts = policies.of(domain);
        }
        return sts;
    }

    /** Why a host may not even be called; empty if it may. */
    Optional<Finding> barrier(String mxHost) {
        if (demand.despiteFailures()) {
            return Optional.empty();
        }
        if (tlsa(mxHost).kind() == TlsaFinding.Kind.FAILED) {
            return Optional.of(Finding.later(EnhancedStatus.ROUTING_UNKNOWN, Reason.of("dane.failed", mxHost)));
        }
        return at(mxHost).forbidsHost() ? Optional.of(Finding.insecure(Reason.of("sts.mx", mxHost), true)) : Optional.empty();
    }

    /** The policy for a host whose TLSA lookup didn't fail. */
    TlsPolicy at(String mxHost) {
        TlsaFinding dane = tlsa(mxHost);
        // where DANE speaks MTA-STS may not, and isn't asked
        StsFinding policy = dane.kind() == TlsaFinding.Kind.USABLE ? StsFinding.NONE : sts();
        boolean listed = policy.policy().filter(known -> known.policy().lists(mxHost)).isPresent();
        return new TlsPolicy(demand, new HostProof(dane, policy, names(mxHost, dane), listed), tls, certificates);
    }

    /** Somebody offered TLS: from then on a host in clear may be an attacker's work. */
    void neverClear() {
        if (!demand.despiteFailures()) {
            demand = demand.atLeast(TlsLevel.ENCRYPTED);
        }
    }

    private Set<String> names(String mxHost, TlsaFinding dane) {
        Set<String> names = new LinkedHashSet<>(List.of(mxHost, domain.name()));
        if (!dane.baseDomain().isEmpty()) {
            names.add(dane.baseDomain());
        }
        return names;
    }
}
