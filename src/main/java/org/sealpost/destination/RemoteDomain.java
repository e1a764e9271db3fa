package org.sealpost.destination;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Published;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.mail.Domain;
import org.sealpost.transport.Survey;

/** Somebody else's domain: what a look at it showed last, and the best that it ever showed. */
@Entity
@Table(name = "remote_domain")
public class RemoteDomain {

    /** After this, what was seen says nothing about now. */
    static final Duration FRESH = Duration.ofDays(1);
    /** A look that failed, or found that the domain takes no mail, isn't repeated sooner. */
    static final Duration PAUSE = Duration.ofMinutes(5);
    /** Why there was no TLS although it was offered. */
    private static final Set<String> IN_VAIN = Set.of("tls.handshake", "tls.refused", "tls.injected");

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "remote_domain_seq")
    @SequenceGenerator(name = "remote_domain_seq", sequenceName = "remote_domain_seq", allocationSize = 50)
    private long id;

    private Domain name;

    @Column(name = "attempted_at")
    private Instant attemptedAt;

    @Enumerated(EnumType.STRING)
    private Survey.Kind attempt;

    @Column(name = "attempt_why")
    private String attemptWhy = "";

    @Column(name = "seen_at")
    private Instant seenAt;

    @Enumerated(EnumType.STRING)
    private TlsLevel level = TlsLevel.NONE;

    @Column(name = "tls_offered")
    private boolean tlsOffered;

    private String evidence = "[]";

    @Enumerated(EnumType.STRING)
    @Column(name = "best_level")
    private TlsLevel bestLevel = TlsLevel.NONE;

    @Column(name = "best_at")
    private Instant bestAt;

    @Column(name = "ever_offered")
    private boolean everOffered;

    @Column(name = "lifted_until")
    private Instant liftedUntil;

    @Column(name = "lifted_why")
    private String liftedWhy = "";

    @Column(name = "lifted_by")
    private String liftedBy = "";

    @Enumerated(EnumType.STRING)
    private Published.Dane dane = Published.Dane.UNKNOWN;

    @Enumerated(EnumType.STRING)
    private Published.Sts sts = Published.Sts.UNKNOWN;

    @Column(name = "tls_reports")
    private boolean tlsReports;

    @Enumerated(EnumType.STRING)
    @Column(name = "floor_level")
    private TlsLevel floorLevel = TlsLevel.NONE;

    @Column(name = "floor_why")
    private String floorWhy = RoadFloor.NONE.why().code();

    protected RemoteDomain() {
    }

    RemoteDomain(Domain name) {
        this.name = name;
    }

    public Domain name() {
        return name;
    }

    /** A look at it. One that reached nobody leaves what was seen before as it is. */
    void learn(Survey survey) {
        attemptedAt = survey.at();
        attempt = survey.kind();
        attemptWhy = EvidenceText.of(survey.reason());
        survey.hosts().forEach(this::remember);
        everOffered |= survey.tlsOffered();
        if (survey.kind() != Survey.Kind.NO_MAIL) {
            publish(survey.published(), survey.floor());
        }
        if (survey.kind() == Survey.Kind.REACHED) {
            see(survey.at(), survey.level(), survey.tlsOffered(), survey.hosts());
            remember(survey.level(), survey.at());
        }
        if (survey.kind() == Survey.Kind.NO_MAIL) {
            seenAt = null;
        }
    }

    /**
     * What a delivery met. As good as known or better counts at once; worse may be one bad host among many, so what was
     * seen stops counting and a look is due.
     */
    void learn(Evidence met) {
        remember(met);
        if (met.level() != TlsLevel.NONE && met.level().reaches(level)) {
            attemptedAt = met.at();
            attempt = Survey.Kind.REACHED;
            attemptWhy = EvidenceText.of(met.levelReason());
            see(met.at(), met.level(), true, List.of(met));
        } else if (!met.level().reaches(level) || isOffer(met) && !tlsOffered) {
            if (attempt == null) {
                attempt = Survey.Kind.REACHED;
                attemptWhy = EvidenceText.of(met.levelReason());
            }
            seenAt = null;
            attemptedAt = null;
        }
    }

    /**
     * A floor lasts as long as its proof. A DNS that fails ends no proof by DANE; a policy by MTA-STS is kept elsewhere until
     * it expires, so that whoever finds none now is right.
     */
    private void publish(Published said, RoadFloor demanded) {
        boolean untold = said.dane() == Published.Dane.UNKNOWN;
        RoadFloor floor = untold && isProvenByDane() ? demanded.strictest(floor()) : demanded;
        floorLevel = floor.level();
        floorWhy = floor.why().code();
        dane = untold ? dane : said.dane();
        sts = said.sts();
        tlsReports = said.tlsReports();
    }

    private boolean isProvenByDane() {
        return floorWhy.startsWith("floor.dane");
    }

    private RoadFloor floor() {
        return new RoadFloor(floorLevel, Reason.of(floorWhy));
    }

    /** Sets the memory aside until then; what is seen meanwhile is remembered all the same. */
    void lift(Instant until, String why, String actor) {
        liftedUntil = until;
        liftedWhy = why;
        liftedBy = actor;
    }

    /** @return whether it was set aside */
    boolean endLift(Instant now) {
        boolean lifted = isLifted(now);
        liftedUntil = lifted ? now : liftedUntil;
        return lifted;
    }

    Bounds bounds(RoadFloor forced, Instant now) {
        boolean remembered = remembered(now) != TlsLevel.NONE || everOffered && !isLifted(now);
        return new Bounds(forced, remembered, isProvenByDane());
    }

    TlsLevel remembered(Instant now) {
        return isLifted(now) ? TlsLevel.NONE : bestLevel;
    }

    private Optional<DestinationFacts.Lifting> lifting(Instant now) {
        return isLifted(now) ? Optional.of(new DestinationFacts.Lifting(liftedUntil, liftedWhy, liftedBy)) : Optional.empty();
    }

    private boolean isLifted(Instant now) {
        return liftedUntil != null && now.isBefore(liftedUntil);
    }

    /** Empty if nothing was ever learnt. */
    Optional<DestinationFacts> facts(Instant now) {
        if (attempt == null) {
            return Optional.empty();
        }
        boolean fresh = seenAt != null && now.isBefore(seenAt.plus(FRESH));
        boolean paused = attemptedAt != null && now.isBefore(attemptedAt.plus(PAUSE));
        return Optional.of(new DestinationFacts(name, attempt, EvidenceText.reason(attemptWhy), level, tlsOffered,
                Optional.ofNullable(seenAt), EvidenceText.evidence(evidence), remembered(now),
                everOffered && !isLifted(now), fresh, !fresh && !paused, floor(), new Published(dane, sts, tlsReports), lifting(now)));
    }

    private void see(Instant at, TlsLevel seen, boolean offered, List<Evidence> hosts) {
        seenAt = at;
        level = seen;
        tlsOffered = offered;
        evidence = EvidenceText.of(hosts);
    }

    private void remember(Evidence met) {
        everOffered |= isOffer(met);
        remember(met.level(), met.at());
    }

    private static boolean isOffer(Evidence met) {
        return met.tlsVersion().isPresent() || IN_VAIN.contains(met.levelReason().code());
    }

    private void remember(TlsLevel seen, Instant at) {
        if (seen.compareTo(bestLevel) > 0) {
            bestLevel = seen;
            bestAt = at;
        }
    }
}
