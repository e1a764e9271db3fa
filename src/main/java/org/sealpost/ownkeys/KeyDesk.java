package org.sealpost.ownkeys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.assurance.Reason;
import org.sealpost.directory.User;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.Standard;
import org.sealpost.endtoend.UnfitKey;

/** Where our own people make their keys, bring them, and say which is in use. */
@ApplicationScoped
@Transactional
public class KeyDesk {

    /** How long a key is good for unless its owner prolongs it. */
    public static final Duration LIFE = Duration.ofDays(730);

    /** Keys of one person. */
    static final int MOST = 30;
    /** Octets of a file that is read. */
    public static final int LARGEST = 256 * 1_024;

    private KeyShelf shelf;
    private Recovery recovery;
    private InstantSource clock;
    private Verbs verbs;

    protected KeyDesk() {
    }

    @Inject
    KeyDesk(KeyShelf shelf, Recovery recovery, InstantSource clock, SecureRandom random) {
        this.shelf = shelf;
        this.recovery = recovery;
        this.clock = clock;
        this.verbs = new Verbs(clock, random);
    }

    /** Makes a key in the user's name, which is in use at once. */
    public Entered make(User owner, KeyForm form) {
        return enter(owner, form.standard(), OwnKey.Origin.MADE, verbs.make(form, person(owner), LIFE));
    }

    /**
     * Takes in a key from elsewhere. It is in use at once if it may sign; one that has ended is kept for reading.
     *
     * @param file an OpenPGP key, armored or not, or PKCS#12
     * @param passphrase stays the caller's, who wipes it
     */
    public Entered bring(User owner, Standard standard, byte[] file, char[] passphrase) {
        if (file.length > LARGEST) {
            return Entered.refused("ownkey.large");
        }
        try {
            return enter(owner, standard, OwnKey.Origin.IMPORTED, verbs.of(standard).unlocked(file, passphrase));
        } catch (UnfitKey e) {
            return Entered.refused(e.why() == UnfitKey.Why.WEAK ? "ownkey.costly" : "ownkey.unreadable");
        }
    }

    Entered enter(User owner, Standard standard, OwnKey.Origin origin, SecretKey secret) {
        KeyFacts facts;
        try {
            facts = verbs.facts(standard, secret);
        } catch (UnfitKey e) {
            return Entered.refused("ownkey.unreadable");
        }
        if (!facts.names(owner.address())) {
            return Entered.refused("ownkey.others", owner.address().toString());
        }
        List<OwnKey> kept = shelf.locked(owner);
        if (kept.stream().anyMatch(one -> one.standard() == standard && one.fingerprint().equals(facts.fingerprint()))) {
            return Entered.refused("ownkey.known");
        }
        if (kept.size() >= MOST) {
            return Entered.refused("ownkey.full", Integer.toString(MOST));
        }
        boolean forAll = kept.stream().filter(one -> one.standard() == standard).findFirst().map(OwnKey::isPublished).orElse(true);
        OwnKey fresh = shelf.add(owner, facts, origin, secret);
        fresh.publish(forAll && standard == Standard.OPENPGP);
        recovery.copy(fresh);
        if (facts.unfit().isEmpty()) {
            shelf.use(fresh, owner);
        }
        return Entered.kept(fresh);
    }

    /**
     * Mail is signed with this key from now on.
     *
     * @return why it can't be used; empty if it is in use now
     * @throws IllegalArgumentException if the owner has no key with this id
     */
    public Optional<Reason> use(User owner, UUID key) {
        OwnKey chosen = found(owner, key);
        Optional<Reason> unfit = verbs.facts(chosen).unfit().map(KeyDesk::reason);
        if (unfit.isEmpty()) {
            shelf.use(chosen, owner);
        }
        return unfit;
    }

    /**
     * An OpenPGP key lives for {@link #LIFE} from now on, or again.
     *
     * @return why it can't; empty if it does
     * @throws IllegalArgumentException as for {@link #use}, or if it isn't OpenPGP: only an authority prolongs a certificate
     */
    public Optional<Reason> prolong(User owner, UUID key) {
        OwnKey chosen = openPgp(owner, key);
        try {
            change(owner, chosen, verbs.openPgp().life().living(shelf.opened(chosen), clock.instant().plus(LIFE)), "key.prolonged");
            return Optional.empty();
        } catch (UnfitKey e) {
            return Optional.of(reason(e.why()));
        }
    }

    /**
     * Calls an OpenPGP key back, for ever: nobody may encrypt to it any more. It is kept for opening, and whoever could find it finds
     * that.
     *
     * @param compromised whether somebody else may have its secret
     * @return why it can't; empty if it is called back
     * @throws IllegalArgumentException as for {@link #prolong}
     */
    public Optional<Reason> revoke(User owner, UUID key, boolean compromised) {
        OwnKey chosen = openPgp(owner, key);
        try {
            change(owner, chosen, verbs.openPgp().life().revoked(shelf.opened(chosen), compromised), "key.revoked");
            shelf.retire(chosen);
            return Optional.empty();
        } catch (UnfitKey e) {
            return Optional.of(reason(e.why()));
        }
    }

    private void change(User owner, OwnKey key, SecretKey changed, String action) throws UnfitKey {
        shelf.change(key, verbs.facts(key.standard(), changed), changed, action, owner);
        recovery.copy(key);
    }

    private OwnKey openPgp(User owner, UUID key) {
        OwnKey found = found(owner, key);
        if (found.standard() != Standard.OPENPGP) {
            throw new IllegalArgumentException("no OpenPGP key");
        }
        return found;
    }

    /** Whether everybody may find the certificate by the address. @throws IllegalArgumentException as for {@link #use} */
    public void publish(User owner, UUID key, boolean forAll) {
        shelf.publish(found(owner, key), forAll, owner);
    }

    /** What was encrypted to it can't be opened any more. @throws IllegalArgumentException as for {@link #use} */
    public void remove(User owner, UUID key) {
        shelf.remove(found(owner, key), owner);
    }

    private OwnKey found(User owner, UUID key) {
        return shelf.locked(owner).stream().filter(one -> one.uuid().equals(key)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such key of this person"));
    }

    static Reason reason(UnfitKey.Why why) {
        return Reason.of("ownkey." + why.name().toLowerCase(Locale.ROOT).replace("_", ""));
    }

    static String person(User owner) {
        String name = owner.displayName().replaceAll("[<>\\p{Cntrl}]", " ").strip();
        return name.isEmpty() ? owner.address().toString() : name + " <" + owner.address() + ">";
    }
}
