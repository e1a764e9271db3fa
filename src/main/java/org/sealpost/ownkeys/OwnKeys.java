package org.sealpost.ownkeys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.directory.Directory;
import org.sealpost.directory.Held;
import org.sealpost.directory.LocalDomain;
import org.sealpost.directory.User;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.Standard;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;

/** The keys of our own people, for whoever uses them. {@link KeyDesk} is where their owners change them. */
@ApplicationScoped
public class OwnKeys {

    private record Place(Domain domain, String hash) { }

    private KeyShelf shelf;
    private Directory directory;
    private Verbs verbs;
    private Held<Place, Optional<byte[]>> held;

    protected OwnKeys() {
    }

    @Inject
    OwnKeys(KeyShelf shelf, Directory directory, InstantSource clock, SecureRandom random) {
        this.shelf = shelf;
        this.directory = directory;
        this.verbs = new Verbs(clock, random);
        this.held = new Held<>(clock);
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

    /**
     * What a Web Key Directory holds there (draft-koch-openpgp-webkey-service §3.1): the certificate in use, and behind it what was called
     * back, with nothing in them but what their own keys say of this one address.
     *
     * @param domain one that is proven to be ours
     * @param hash of the local-part, as in the file's name
     */
    public Optional<byte[]> published(Domain domain, String hash) {
        return held.of(new Place(domain, hash), place -> {
            Optional<LocalDomain> ours = directory.proven(domain);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            ours.ifPresent(local -> shelf.published(local.accountId(), hash).forEach(key -> directory.user(local.accountId(), key.userId())
                    .filter(owner -> owner.address().domain().equals(domain))
                    .ifPresent(owner -> all.writeBytes(verbs.published(key, owner.address())))));
            return all.size() == 0 ? Optional.empty() : Optional.of(all.toByteArray());
        }).map(byte[]::clone);
    }

    void forget(@Observes(during = TransactionPhase.AFTER_COMPLETION) KeyShelf.Changed change) {
        held.forget();
    }

    /** All of a user's keys, newest first. */
    public List<OwnKey> of(User owner) {
        return shelf.of(owner.accountId(), owner.id());
    }

    /** All keys of an account's people, by person. */
    public List<OwnKey> all(long accountId) {
        return shelf.all(accountId);
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
