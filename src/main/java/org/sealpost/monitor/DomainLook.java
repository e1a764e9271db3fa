package org.sealpost.monitor;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealpost.assurance.Published;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.destination.DestinationFacts;
import org.sealpost.mail.Domain;
import org.sealpost.transport.Survey;

/**
 * What a look at a domain's mail servers showed, for people to read: host by host, what the domain publishes, one verdict.
 *
 * @param at when a host was last reached, or, where none was, when that was tried; empty if that isn't known
 * @param reason why it ended so
 * @param floor the least level of anything sent there
 */
public record DomainLook(Domain domain, Optional<Instant> at, End end, Reason reason, TlsLevel level, boolean tlsOffered,
        RoadFloor floor, Published published, List<HostLook> hosts) {

    public enum End { REACHED, UNREACHABLE, NO_MAIL }

    public DomainLook {
        hosts = List.copyOf(hosts);
    }

    /** @param preferences of the MX hosts that the DNS names; a host without one is the domain itself */
    public static DomainLook of(Survey survey, Map<String, Integer> preferences) {
        return new DomainLook(survey.domain(), Optional.of(survey.at()), end(survey.kind()), survey.reason(), survey.level(),
                survey.tlsOffered(), survey.floor(), survey.published(), survey.hosts().stream()
                        .map(host -> new HostLook(Optional.ofNullable(preferences.get(host.mxHost())), host)).toList());
    }

    /** What is kept of the last look, or of a delivery after it. */
    public static DomainLook of(DestinationFacts facts) {
        boolean seen = facts.at().isPresent() && !facts.takesNoMail();
        return new DomainLook(facts.domain(), facts.at(), seen ? End.REACHED : end(facts.kind()), facts.reason(), facts.level(),
                facts.tlsOffered(), facts.floor(), facts.published(), facts.takesNoMail() ? List.of() : facts.evidence().stream()
                        .map(host -> new HostLook(Optional.empty(), host)).toList());
    }

    private static End end(Survey.Kind kind) {
        return switch (kind) {
            case REACHED -> End.REACHED;
            case UNREACHABLE -> End.UNREACHABLE;
            case NO_MAIL -> End.NO_MAIL;
        };
    }

    /** The same, where this is demanded as well. */
    public DomainLook under(RoadFloor forced) {
        return new DomainLook(domain, at, end, reason, level, tlsOffered, forced.strictest(floor), published, hosts);
    }

    /** What was seen last; the priorities of mail servers are known from either. */
    public DomainLook orLater(DomainLook other) {
        if (!other.at.orElse(Instant.MIN).isAfter(at.orElse(Instant.MIN))) {
            return this;
        }
        Map<String, Integer> preferences = new HashMap<>();
        hosts.forEach(host -> host.priority().ifPresent(priority -> preferences.put(host.seen().mxHost(), priority)));
        return new DomainLook(other.domain, other.at, other.end, other.reason, other.level, other.tlsOffered, other.floor, other.published,
                other.hosts.stream().map(host -> new HostLook(
                        host.priority().or(() -> Optional.ofNullable(preferences.get(host.seen().mxHost()))), host.seen())).toList());
    }

    public boolean isReached() {
        return end == End.REACHED;
    }

    /** One sentence; where it ends with a colon, {@link #because} goes on. */
    public Reason verdict() {
        if (end != End.REACHED) {
            return Reason.of(end == End.NO_MAIL ? "verdict.nomail" : "verdict.unreachable");
        }
        if (!level.reaches(floor.level())) {
            return Reason.of(floor.why().code() + ".unmet", domain.unicode());
        }
        return Reason.of(switch (level) {
            case AUTHENTICATED -> "verdict.authenticated";
            case VERIFIED -> "verdict.verified";
            case ENCRYPTED -> "verdict.encrypted";
            case NONE -> tlsOffered ? "verdict.failing" : "verdict.clear";
        }, domain.unicode());
    }

    public Optional<Reason> because() {
        return end == End.REACHED ? Optional.empty() : Optional.of(reason);
    }

    /** Whether mail that must be secure can go there by TLS, as the verdict says. */
    public boolean isGood() {
        return end == End.REACHED && level.reaches(floor.level().strictest(TlsLevel.VERIFIED));
    }
}
