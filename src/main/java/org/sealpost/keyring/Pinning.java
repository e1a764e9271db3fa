package org.sealpost.keyring;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sealpost.assurance.Reason;
import org.sealpost.endtoend.Standard;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.Address;

/**
 * Which certificate of an address is in use, and what becomes of another one: the first that may be is pinned, and from then on nothing
 * but a person's decision puts another in its place, not even when it has expired or is revoked.
 */
final class Pinning {

    /** Certificates of one address, of both standards together. */
    static final int MOST = 20;
    /** Of these, how many may wait for a decision. */
    static final int MOST_PENDING = 5;
    /** Octets of one certificate. */
    static final int LARGEST = 256 * 1_024;

    /**
     * One that is kept already.
     *
     * @param binds whether one of the sources that it came from may bind it
     */
    record Kept(Standard standard, String fingerprint, Standing standing, boolean binds) {

        boolean is(Standard other, String fingerprintOfOther) {
            return standard == other && fingerprint.equals(fingerprintOfOther);
        }

        private boolean isPending() {
            return standing == Standing.PENDING;
        }
    }

    /**
     * One that was found.
     *
     * @param names whether it names the address
     * @param unfit why it can't be used now
     */
    record Found(Standard standard, String fingerprint, boolean names, Optional<UnfitKey.Why> unfit, Source source, boolean proven) {

        private boolean isUsable() {
            return names && unfit.isEmpty();
        }
    }

    /** What is to be done with what was found. */
    sealed interface Verdict { }

    /** @param instead of which one that waits; there is no room for both */
    record Take(Standing standing, Optional<Kept> instead) implements Verdict { }

    /** It is known: what is new in it is merged. @param pins whether it is in use from now on */
    record Refresh(boolean pins, boolean binds) implements Verdict { }

    record Refuse(Reason why) implements Verdict { }

    private Pinning() { }

    /** @param kept all of this address, oldest first */
    static Verdict judge(Address address, Found found, List<Kept> kept) {
        boolean binds = found.source().binds(found.proven());
        boolean first = kept.stream().noneMatch(one -> one.standard() == found.standard() && !one.isPending());
        Optional<Kept> known = kept.stream().filter(one -> one.is(found.standard(), found.fingerprint())).findFirst();
        if (known.isPresent()) {
            boolean bound = binds && found.isUsable();
            return new Refresh(known.get().isPending() && first && bound, known.get().binds() || bound);
        }
        return refusal(address, found).<Verdict>map(Refuse::new).orElseGet(() -> taken(binds, first, kept));
    }

    /** Why nothing may be encrypted with it for this address; empty if it may. */
    static Optional<Reason> unusable(Address address, boolean names, Optional<UnfitKey.Why> unfit) {
        return unfit.map(Pinning::reason).or(() -> names ? Optional.empty() : Optional.of(Reason.of("keyring.others", address.toString())));
    }

    static Reason reason(UnfitKey.Why why) {
        return Reason.of("keyring." + why.name().toLowerCase(Locale.ROOT).replace("_", ""));
    }

    private static Optional<Reason> refusal(Address address, Found found) {
        if (found.source().demandsProof() && !found.proven()) {
            return Optional.of(Reason.of("keyring.unproven"));
        }
        return unusable(address, found.names(), found.unfit());
    }

    private static Verdict taken(boolean binds, boolean first, List<Kept> kept) {
        boolean pinned = binds && first;
        boolean crowded = !pinned && kept.stream().filter(Kept::isPending).count() >= MOST_PENDING;
        // what anybody may send must not keep out what the domain says
        Optional<Kept> instead = binds && (crowded || kept.size() >= MOST)
                ? kept.stream().filter(one -> one.isPending() && !one.binds()).findFirst() : Optional.empty();
        if (instead.isEmpty() && (crowded || kept.size() >= MOST)) {
            return new Refuse(Reason.of(crowded ? "keyring.crowded" : "keyring.full"));
        }
        return new Take(pinned ? Standing.PINNED : Standing.PENDING, instead);
    }
}
