package org.sealpost.transport;

import java.time.Instant;
import java.util.Optional;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.dane.DaneVerifier;
import org.sealpost.dns.Tlsa;
import org.sealpost.mail.EnhancedStatus;
import org.sealpost.mtasts.StsFinding;
import org.sealpost.wire.CertificateJudge;
import org.sealpost.wire.Proof;
import org.sealpost.wire.StrongTls;

/**
 * What a connection to one MX host must be, fixed before it is made, and the judge of it. It fails closed: what it can't
 * establish doesn't count.
 */
final class TlsPolicy {

    private final TlsDemand demand;
    private final HostProof proof;
    private final StrongTls tls;
    private final CertificateJudge certificates;
    private final RoadFloor floor;

    TlsPolicy(TlsDemand demand, HostProof proof, StrongTls tls, CertificateJudge certificates) {
        this.demand = demand;
        this.proof = proof;
        this.tls = tls;
        this.certificates = certificates;
        this.floor = demand.despiteFailures() ? RoadFloor.NONE : demand.floor().strictest(proof.floor());
    }

    /** The TLS to shake hands with; one and the same for all policies of one class. */
    StrongTls tls() {
        return tls;
    }

    /** Who is meant in the handshake (SNI): by DANE whoever the records stand at (RFC 7672 §8.1). */
    String serverName(String mxHost) {
        return proof.isByDane() ? proof.tlsa().baseDomain() : mxHost;
    }

    /** Connections made under policies of one class may be exchanged, once judged. */
    String policyClass() {
        return demand.minimumVersion().protocol();
    }

    /** The least level of what is to be sent now. */
    TlsLevel least() {
        TlsLevel asked = demand.requireTls() ? TlsLevel.AUTHENTICATED : demand.atLeast();
        return floor.level().strictest(asked);
    }

    boolean allowsClear() {
        return least() == TlsLevel.NONE;
    }

    RoadFloor floor() {
        return floor;
    }

    /** Whether the host isn't even called: the domain's own policy doesn't name it. */
    boolean forbidsHost() {
        return proof.isForeign() && !demand.despiteFailures();
    }

    boolean allows(Verdict verdict) {
        return verdict.level().reaches(least());
    }

    /** Whether nothing at all may be sent over such a connection, notices and encrypted copies neither. */
    boolean isBelowFloor(Verdict verdict) {
        return !verdict.level().reaches(floor.level());
    }

    /** The host must promise to go on with TLS (RFC 8689 §4.2.1). */
    boolean requiresTls() {
        return demand.requireTls();
    }

    /** What a verdict that isn't allowed means for the mail. */
    Finding shortfall(Verdict verdict, String mxHost) {
        boolean onlyNameUnproven = verdict.level() == TlsLevel.VERIFIED && !proof.isByDane() && !proof.isEnforced();
        if (onlyNameUnproven && proof.sts().kind() == StsFinding.Kind.UNKNOWN) {
            return Finding.later(EnhancedStatus.ROUTING_UNKNOWN, proof.sts().why());
        }
        Reason why = onlyNameUnproven ? Reason.of("tls.unauthenticated", mxHost) : verdict.reason();
        return Finding.insecure(why, isBelowFloor(verdict));
    }

    /** For the evidence: what was demanded, and who demands it. */
    Evidence.Policy applied() {
        return new Evidence.Policy(least(), proof.source(own()));
    }

    /** Judges a handshake as it stands now, new or resumed or used before, for this policy's own domain. */
    Verdict judge(Presented presented, Instant now) {
        String host = presented.host();
        if (!tls.permits(presented.session())) {
            return Verdict.none("tls.parameters", host, presented.session().getProtocol(), presented.session().getCipherSuite());
        }
        if (presented.chain().isEmpty()) {
            return Verdict.none("tls.certificate.none", host);
        }
        return proof.isByDane() ? byDane(presented, now) : byAuthorities(presented, now);
    }

    /** A match needs no authority; without one the public authorities' word raises nothing above the floor. */
    private Verdict byDane(Presented presented, Instant now) {
        Optional<Tlsa> match = DaneVerifier.match(proof.tlsa().usable(), presented.chain(), proof.names(), now);
        return match.isPresent()
                ? Verdict.of(TlsLevel.AUTHENTICATED, "tls.dane", presented.host())
                : new Verdict(level(presented.proof(certificates, now)), Reason.of("dane.mismatch", presented.host()));
    }

    private Verdict byAuthorities(Presented presented, Instant now) {
        Proof judged = presented.proof(certificates, now);
        if (!proof.isEnforced()) {
            return new Verdict(level(judged), judged.reason());
        }
        if (!proof.listed()) {
            return new Verdict(level(judged), Reason.of("sts.mx", presented.host()));
        }
        return judged.isValid()
                ? Verdict.of(TlsLevel.AUTHENTICATED, "tls.sts", presented.host())
                : new Verdict(TlsLevel.ENCRYPTED, judged.reason());
    }

    private static TlsLevel level(Proof proof) {
        return proof.isValid() ? TlsLevel.VERIFIED : TlsLevel.ENCRYPTED;
    }

    private Reason own() {
        if (demand.floor().level() != TlsLevel.NONE) {
            return Reason.of("policy.forced");
        }
        return Reason.of(least() == TlsLevel.NONE ? "policy.opportunistic" : "policy.settings");
    }
}
