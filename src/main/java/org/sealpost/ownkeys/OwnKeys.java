package org.sealpost.ownkeys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.directory.Directory;
import org.sealpost.directory.User;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.Standard;
import org.sealpost.mail.Address;

/** The keys of our own people, for whoever uses them. {@link KeyDesk} is where their owners change them. */
@ApplicationScoped
public class OwnKeys {

    private KeyShelf shelf;
    private Directory directory;
    private Verbs verbs;

    protected OwnKeys() {
    }

    @Inject
    OwnKeys(KeyShelf shelf, Directory directory, InstantSource clock, SecureRandom random) {
        this.shelf = shelf;
        this.directory = directory;
        this.verbs = new Verbs(clock, random);
    }

    /** What mail in this address's name is signed with now; empty if they have no key that may sign now. */
    public Optional<SecretKey> signing(long accountId, Address address, Standard standard) {
        return directory.user(address).filter(user -> user.accountId() == accountId).flatMap(user -> current(user, standard))
                .filter(key -> {
                    KeyFacts facts = verbs.facts(key);
                    return facts.unfit().isEmpty() && facts.names(address);
                }).map(shelf::opened);
    }

    /** Whatever may open what was encrypted to this user, newest first; those that have ended, too. */
    public List<SecretKey> opening(long accountId, long userId, Standard standard) {
        return shelf.of(accountId, userId).stream().filter(key -> key.standard() == standard).map(shelf::opened).toList();
    }

    /** All of a user's keys, newest first. */
    public List<OwnKey> of(User owner) {
        return shelf.of(owner.accountId(), owner.id());
    }

    public Optional<OwnKey> one(User owner, UUID key) {
        return shelf.one(owner, key);
    }

    /** What the key's certificate says now. */
    public KeyFacts facts(OwnKey key) {
        return verbs.facts(key);
    }

    private Optional<OwnKey> current(User user, Standard standard) {
        return shelf.of(user.accountId(), user.id()).stream().filter(key -> key.isCurrent() && key.standard() == standard).findFirst();
    }
}
