package org.sealpost.ownkeys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.assurance.Reason;
import org.sealpost.audit.AuditEvent;
import org.sealpost.audit.AuditLog;
import org.sealpost.directory.User;
import org.sealpost.endtoend.Standard;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.smime.CertificateFiles;
import org.sealpost.smime.Csr;
import org.sealpost.smime.KeyKind;
import org.sealpost.vault.Vault;

/** Certificates from an authority: the key is made here and never leaves, the authority gets a request, and its answer is joined with the key. */
@ApplicationScoped
@Transactional
public class CertificateRequests {

    /** That wait at a time, of one person. */
    static final int MOST = 5;

    @PersistenceContext
    private EntityManager entities;

    private KeyDesk desk;
    private Vault vault;
    private AuditLog audit;
    private InstantSource clock;
    private SecureRandom random;

    protected CertificateRequests() {
    }

    @Inject
    CertificateRequests(KeyDesk desk, Vault vault, AuditLog audit, InstantSource clock, SecureRandom random) {
        this.desk = desk;
        this.vault = vault;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /** Those of one person that wait, newest first. */
    public List<OwnRequest> of(User owner) {
        return entities.createQuery("SELECT r FROM OwnRequest r WHERE r.accountId = :account AND r.userId = :user ORDER BY r.id DESC", OwnRequest.class)
                .setParameter("account", owner.accountId()).setParameter("user", owner.id()).getResultList();
    }

    public Optional<OwnRequest> one(User owner, UUID request) {
        return of(owner).stream().filter(one -> one.uuid().equals(request)).findFirst();
    }

    /**
     * Makes a key and the request for its certificate.
     *
     * @param kind RSA is what every authority takes
     * @return why none was made
     */
    public Optional<Reason> make(User owner, KeyKindWanted kind) {
        if (of(owner).size() >= MOST) {
            return Optional.of(Reason.of("ownkey.requests", Integer.toString(MOST)));
        }
        Csr made = Csr.make(KeyDesk.person(owner), kind == KeyKindWanted.RSA ? KeyKind.RSA_3072 : KeyKind.EC_P256, random);
        UUID uuid = UUID.randomUUID();
        OwnRequest fresh = new OwnRequest(uuid, owner.accountId(), owner.id(), made.request(),
                vault.seal(owner.accountId(), purpose(owner, uuid), made.key()), clock.instant());
        entities.persist(fresh);
        record(owner, fresh, "key.requested");
        return Optional.empty();
    }

    /**
     * Joins what the authority sent with the key that waits for it.
     *
     * @param issued the certificate, and its chain if it is there: PEM, DER or PKCS#7
     */
    public Entered join(User owner, byte[] issued) {
        for (OwnRequest waiting : of(owner)) {
            try {
                Csr request = new Csr(vault.unseal(owner.accountId(), purpose(owner, waiting.uuid()), waiting.sealedSecret()), waiting.request());
                Entered entered = desk.enter(owner, Standard.SMIME, OwnKey.Origin.ISSUED, request.joined(CertificateFiles.read(issued)));
                if (entered.key().isPresent()) {
                    entities.remove(waiting);
                }
                return entered;
            } catch (UnfitKey e) {
                if (e.why() != UnfitKey.Why.NOT_FOR_THIS) {
                    return Entered.refused("ownkey.certificate");
                }
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the key of a request was altered or belongs elsewhere", e);
            }
        }
        return Entered.refused("ownkey.unasked");
    }

    /** The key is gone with it: a certificate that is issued for it later is of no use. */
    public void drop(User owner, UUID request) {
        one(owner, request).ifPresent(known -> {
            entities.remove(known);
            record(owner, known, "key.request.removed");
        });
    }

    private void record(User owner, OwnRequest request, String action) {
        audit.record(new AuditEvent(owner.accountId(), owner.address().toString(), action, request.uuid().toString(),
                Map.of("standard", Standard.SMIME.name())));
    }

    private static String purpose(User owner, UUID request) {
        return "ownrequest/" + owner.id() + "/" + request;
    }
}
