package org.sealpost.policy;

import java.util.List;
import java.util.Optional;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.mail.Address;

/**
 * What the decision must know of one recipient.
 *
 * @param local their domain is ours, proven by DNS
 * @param remembered the best level that their domain ever reached; NONE if it never spoke TLS
 */
public record RecipientFacts(Address address, boolean local, RoadFloor floor, Road road, TlsLevel remembered,
        List<Key> keys) {

    /**
     * A key or certificate of theirs.
     *
     * @param protection OPENPGP or SMIME
     * @param name what people know it by: fingerprint or serial number
     */
    public record Key(Protection protection, State state, String name) {

        /** What a key is good for now; the states that it isn't good in are those of {@code endtoend.UnfitKey}. */
        public enum State { VALID, EXPIRED, REVOKED, WEAK, NOT_FOR_THIS, NOT_YET, MALFORMED }
    }

    public RecipientFacts {
        keys = List.copyOf(keys);
    }

    public static RecipientFacts inside(Address address) {
        return new RecipientFacts(address, true, RoadFloor.NONE, Road.UNKNOWN, TlsLevel.NONE, List.of());
    }

    /**
     * Whether a code sent by mail proves anything there: on a road in clear it would lie open beside its link. A road
     * not seen now is judged by what is remembered of it.
     */
    public boolean carriesCodes() {
        return seen().map(Road.Seen::level).orElse(remembered).reaches(TlsLevel.ENCRYPTED);
    }

    boolean hasValidKey(Protection protection) {
        return keys.stream().anyMatch(key -> key.protection == protection && key.state == Key.State.VALID);
    }

    /** What was seen; empty if nothing was. */
    Optional<Road.Seen> seen() {
        return road instanceof Road.Seen seen ? Optional.of(seen) : Optional.empty();
    }

    /** Whether the road was seen to fall short of a level; an unseen one counts as able. */
    boolean fallsShortOf(TlsLevel level) {
        return seen().filter(seen -> !seen.level().reaches(level)).isPresent();
    }

    /** It spoke TLS once and speaks none now. */
    boolean lostTls() {
        return remembered != TlsLevel.NONE && fallsShortOf(TlsLevel.ENCRYPTED);
    }
}
