package org.sealpost.destination;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Published;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.assurance.TlsVersion;
import org.sealpost.mail.Domain;
import org.sealpost.transport.Survey;

/**
 * What is known of a domain now.
 *
 * @param kind how the last look ended; it may have failed while what an earlier one saw still counts
 * @param reason why it ended so
 * @param level the best that a host offered when one was last reached
 * @param tlsOffered whether any host offered STARTTLS then
 * @param at when a host was last reached
 * @param evidence what was seen then, host by host
 * @param remembered the best level ever seen; NONE if it never spoke TLS, or while the memory is set aside
 * @param everOffered whether TLS was ever offered, even if no handshake succeeded; false while the memory is set aside
 * @param fresh whether {@code level} counts: seen less than a day ago
 * @param due whether it is time to look again
 * @param floor what the domain proved that it demands; what is forced comes on top
 * @param published the records that it proved that by, as last told
 * @param lifting while the memory is set aside
 */
public record DestinationFacts(Domain domain, Survey.Kind kind, Reason reason, TlsLevel level, boolean tlsOffered,
        Optional<Instant> at, List<Evidence> evidence, TlsLevel remembered, boolean everOffered,
        boolean fresh, boolean due, RoadFloor floor, Published published, Optional<Lifting> lifting) {

    /**
     * Somebody set the TLS memory aside.
     *
     * @param why in the administrator's words
     */
    public record Lifting(Instant until, String why, String actor) { }

    public DestinationFacts {
        evidence = List.copyOf(evidence);
    }

    /** No such domain, or one that says so (RFC 7505). */
    public boolean takesNoMail() {
        return kind == Survey.Kind.NO_MAIL;
    }

    /** Nothing readable may go there in clear. */
    public boolean tlsRemembered() {
        return remembered != TlsLevel.NONE || everOffered;
    }

    /** The level as it counts where older versions of TLS don't. */
    public TlsLevel level(TlsVersion oldest) {
        return oldest == TlsVersion.TLS_1_2 ? level : evidence.stream()
                .filter(host -> host.tlsVersion().filter(oldest::allows).isPresent())
                .map(Evidence::level).reduce(TlsLevel.NONE, TlsLevel::strictest);
    }
}
