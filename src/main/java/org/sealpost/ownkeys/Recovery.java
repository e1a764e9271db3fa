package org.sealpost.ownkeys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.assurance.Reason;
import org.sealpost.audit.AuditEvent;
import org.sealpost.audit.AuditLog;
import org.sealpost.directory.Role;
import org.sealpost.directory.User;
import org.sealpost.endtoend.Standard;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.openpgp.OpenPgpCertificate;

/**
 * The recovery key of an account: from when it is set, each of its people's secret keys is kept a second time, encrypted to it. Nothing
 * here can open these copies; they change nothing about any message.
 */
@ApplicationScoped
@Transactional
public class Recovery {

    @PersistenceContext
    private EntityManager entities;

    private KeyShelf shelf;
    private AuditLog audit;
    private InstantSource clock;
    private Verbs verbs;

    protected Recovery() {
    }

    @Inject
    Recovery(KeyShelf shelf, AuditLog audit, InstantSource clock, SecureRandom random) {
        this.shelf = shelf;
        this.audit = audit;
        this.clock = clock;
        this.verbs = new Verbs(clock, random);
    }

    public Optional<RecoveryKey> of(long accountId) {
        return Optional.ofNullable(entities.find(RecoveryKey.class, accountId));
    }

    /** From when on nothing can be encrypted to it, so that keys made then can't be had again; empty if never. */
    public Optional<Instant> ends(RecoveryKey set) {
        try {
            return verbs.openPgp().keys().certificate(set.certificate().octets()).encryptsUntil(clock.instant());
        } catch (UnfitKey e) {
            return Optional.of(set.setAt());
        }
    }

    /** Whether people should be told by now that it ends, or has. */
    public boolean isEnding(RecoveryKey set) {
        return ends(set).filter(end -> end.isBefore(clock.instant().plus(Notice.FIRST))).isPresent();
    }

    List<Long> accounts() {
        return entities.createQuery("SELECT r.accountId FROM RecoveryKey r ORDER BY r.accountId", Long.class).getResultList();
    }

    /** Nobody else changes it until the transaction ends. */
    Optional<RecoveryKey> locked(long accountId) {
        return Optional.ofNullable(entities.find(RecoveryKey.class, accountId, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Since when the key can be had again with the recovery key; empty if it can't. */
    public Optional<Instant> since(OwnKey key) {
        return copyOf(key).map(RecoveryCopy::madeAt);
    }

    /**
     * Sets the account's recovery key, in place of one before it; all secret keys are encrypted to it at once.
     *
     * @param file an OpenPGP certificate, armored or not, without its secret
     * @return why it isn't taken
     * @throws SecurityException if they don't administrate the account
     */
    public Optional<Reason> set(User by, byte[] file) {
        by.mustBe(Role.ACCOUNT);
        OpenPgpCertificate read;
        try {
            read = verbs.openPgp().keys().selfSigned(verbs.openPgp().keys().certificate(file));
        } catch (UnfitKey e) {
            return Optional.of(Reason.of("recovery.unreadable"));
        }
        Optional<UnfitKey.Why> unfit = read.unfitForEncryption(clock.instant());
        if (unfit.isPresent()) {
            return Optional.of(KeyDesk.reason(unfit.get()));
        }
        of(by.accountId()).ifPresent(entities::remove);
        entities.flush();
        RecoveryKey set = new RecoveryKey(by.accountId(), read.fingerprint(), read.certificate(), by.address().toString(), clock.instant());
        entities.persist(set);
        entities.flush();
        record(by.accountId(), by.address().toString(), "recovery.set", set.fingerprint(), Map.of("fingerprint", set.fingerprint()));
        shelf.all(by.accountId()).forEach(key -> copy(key, set));
        return Optional.empty();
    }

    /** No key can be had again from now on. @throws SecurityException as for {@link #set} */
    public void drop(User by) {
        by.mustBe(Role.ACCOUNT);
        of(by.accountId()).ifPresent(known -> {
            entities.remove(known);
            entities.createQuery("DELETE FROM RecoveryCopy c WHERE c.accountId = :account").setParameter("account", by.accountId()).executeUpdate();
            record(by.accountId(), by.address().toString(), "recovery.dropped", known.fingerprint(), Map.of("fingerprint", known.fingerprint()));
        });
    }

    /**
     * The copy of one key of the account's, as an OpenPGP message to the recovery key. What is in it is an OpenPGP key without a
     * passphrase, or PKCS#12 with an empty password.
     *
     * @throws SecurityException as for {@link #set}
     */
    public Optional<KeyExport.KeyFile> file(User by, UUID key) {
        by.mustBe(Role.ACCOUNT);
        Optional<OwnKey> owned = shelf.all(by.accountId()).stream().filter(one -> one.uuid().equals(key)).findFirst();
        return owned.flatMap(one -> copyOf(one).map(copy -> {
            shelf.record(one, "key.recovered", by);
            return new KeyExport.KeyFile(one.fingerprint().substring(0, 16) + (one.standard() == Standard.OPENPGP ? ".pgp.gpg" : ".p12.gpg"),
                    copy.octets());
        }));
    }

    /** Keeps the key a second time if its account has a recovery key. */
    void copy(OwnKey key) {
        of(key.accountId()).ifPresent(set -> copy(key, set));
    }

    private void copy(OwnKey key, RecoveryKey set) {
        Optional<byte[]> sealed = sealed(key, set);
        Optional<RecoveryCopy> known = copyOf(key);
        if (sealed.isEmpty()) {
            record(key.accountId(), "system", "key.uncopied", key.uuid().toString(), Map.of("fingerprint", key.fingerprint()));
        } else if (known.isPresent()) {
            known.get().keep(set.fingerprint(), sealed.get(), clock.instant());
        } else {
            entities.persist(new RecoveryCopy(key.id(), key.accountId(), set.fingerprint(), sealed.get(), clock.instant()));
        }
    }

    /** Empty if the recovery key has ended: that keeps nobody from making a key, but no page says that it can be had again. */
    private Optional<byte[]> sealed(OwnKey key, RecoveryKey set) {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        try {
            verbs.openPgp().encrypt(new ByteArrayInputStream(shelf.opened(key).octets()), sealed, List.of(set.certificate()), Optional.empty());
        } catch (UnfitKey e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(sealed.toByteArray());
    }

    private Optional<RecoveryCopy> copyOf(OwnKey key) {
        return Optional.ofNullable(entities.find(RecoveryCopy.class, key.id()));
    }

    private void record(long accountId, String actor, String action, String subject, Map<String, String> details) {
        audit.record(new AuditEvent(accountId, actor, action, subject, details));
    }
}
