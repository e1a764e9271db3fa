package org.sealpost.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.sealpost.audit.AuditEvent;
import org.sealpost.audit.AuditLog;
import org.sealpost.authentication.DkimSigner;
import org.sealpost.directory.Held;
import org.sealpost.mail.Domain;
import org.sealpost.vault.Vault;

/**
 * The DKIM keys of our own domains: RSA for everybody and Ed25519 beside it. A new key signs once the DNS shows it; the one before it
 * stays published for a week.
 */
@ApplicationScoped
@Transactional
public class SigningKeys {

    /** Fired by each change; counts once it is committed. */
    record Changed() { }

    private static final int RSA_BITS = 2_048;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    private static final String ACTOR = "system";

    @PersistenceContext
    private EntityManager entities;

    private Vault vault;
    private AuditLog audit;
    private Event<Changed> changed;
    private SecureRandom random;
    private InstantSource clock;
    private Held<Long, List<DkimSigner.Key>> held;

    protected SigningKeys() {
    }

    @Inject
    SigningKeys(Vault vault, AuditLog audit, Event<Changed> changed, SecureRandom random, InstantSource clock) {
        this.vault = vault;
        this.audit = audit;
        this.changed = changed;
        this.random = random;
        this.clock = clock;
        this.held = new Held<>(clock);
    }

    /** What signs for the account's domains now. */
    public List<DkimSigner.Key> signing(long accountId) {
        return held.of(accountId, account -> all(account).stream().filter(SigningKey::isSigning).map(this::opened).toList());
    }

    /** All that must stand in the DNS, and what waits for it; by age. */
    public List<SigningKey> published(long accountId, Domain domain) {
        return all(accountId).stream().filter(key -> key.domain().equals(domain) && !key.isDone(clock.instant())).toList();
    }

    /** A fresh pair of keys for a domain of the account's; those before it retire once the new ones are seen. */
    public List<SigningKey> make(long accountId, Domain domain, String actor) {
        String day = DAY.format(clock.instant());
        long others = all(accountId).stream().filter(key -> key.domain().equals(domain) && key.selector().contains(day)).count();
        String suffix = others == 0 ? day : day + "n" + others;
        return List.of(make(accountId, domain, "r" + suffix, "rsa-sha256", actor), make(accountId, domain, "e" + suffix, "ed25519-sha256", actor));
    }

    /** A key that was made elsewhere. */
    public SigningKey adopt(long accountId, Domain domain, String selector, String algorithm, PrivateKey key, PublicKey published, String actor) {
        SigningKey fresh = new SigningKey(accountId, domain, selector, algorithm, DkimSigner.record(algorithm, published),
                vault.seal(accountId, purpose(domain, selector), key.getEncoded()), clock.instant());
        entities.persist(fresh);
        record(fresh, "dkim.key.made", actor);
        return fresh;
    }

    /** The DNS shows what it must of this key, which signs from now on; older ones of its kind retire. */
    public void see(SigningKey known) {
        Instant now = clock.instant();
        all(known.accountId()).stream().filter(key -> key.domain().equals(known.domain()) && key.algorithm().equals(known.algorithm())).forEach(key -> {
            if (key.selector().equals(known.selector())) {
                key.see(now);
                record(key, "dkim.key.seen", ACTOR);
            } else if (key.madeAt().isBefore(known.madeAt()) && !key.isRetired()) {
                key.retire(now);
                record(key, "dkim.key.retired", ACTOR);
            }
        });
    }

    /** Those that nobody has seen in the DNS yet. */
    public List<SigningKey> unseen() {
        return entities.createQuery("SELECT k FROM SigningKey k WHERE k.seenAt IS NULL AND k.retiredAt IS NULL", SigningKey.class).getResultList();
    }

    void forget(@Observes(during = TransactionPhase.AFTER_COMPLETION) Changed change) {
        held.forget();
    }

    private SigningKey make(long accountId, Domain domain, String selector, String algorithm, String actor) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.startsWith("rsa") ? "RSA" : "Ed25519");
            if (algorithm.startsWith("rsa")) {
                generator.initialize(RSA_BITS, random);
            }
            KeyPair pair = generator.generateKeyPair();
            return adopt(accountId, domain, selector, algorithm, pair.getPrivate(), pair.getPublic(), actor);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has RSA and Ed25519", e);
        }
    }

    private List<SigningKey> all(long accountId) {
        return entities.createQuery("SELECT k FROM SigningKey k WHERE k.accountId = :account ORDER BY k.domain, k.id", SigningKey.class)
                .setParameter("account", accountId).getResultList();
    }

    private DkimSigner.Key opened(SigningKey key) {
        try {
            byte[] octets = vault.unseal(key.accountId(), purpose(key.domain(), key.selector()), key.sealedKey());
            KeyFactory factory = KeyFactory.getInstance(key.algorithm().startsWith("rsa") ? "RSA" : "Ed25519");
            return new DkimSigner.Key(key.domain(), key.selector(), key.algorithm(), factory.generatePrivate(new PKCS8EncodedKeySpec(octets)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the signing key " + key.selector() + " was altered or belongs elsewhere", e);
        }
    }

    private void record(SigningKey key, String action, String actor) {
        audit.record(new AuditEvent(key.accountId(), actor, action, key.domain().name(), Map.of("selector", key.selector(), "algorithm", key.algorithm())));
        changed.fire(new Changed());
    }

    private static String purpose(Domain domain, String selector) {
        return "dkim/" + domain.name() + "/" + selector;
    }
}
