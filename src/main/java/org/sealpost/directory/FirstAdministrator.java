package org.sealpost.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.sealpost.assurance.Reason;
import org.sealpost.mail.Address;

/** The one-time link by which a new installation gets its first account and administrator. Only its hash is stored. */
@ApplicationScoped
@Transactional
public class FirstAdministrator {

    private static final int TOKEN_OCTETS = 32;

    @PersistenceContext
    private EntityManager entities;

    private Directory directory;
    private SecureRandom random;
    private InstantSource clock;

    protected FirstAdministrator() {
    }

    @Inject
    FirstAdministrator(Directory directory, SecureRandom random, InstantSource clock) {
        this.directory = directory;
        this.random = random;
        this.clock = clock;
    }

    /** A new token, which ends any older one; empty if there is a user already. */
    public Optional<String> invite() {
        if (!directory.isEmpty()) {
            return Optional.empty();
        }
        byte[] octets = new byte[TOKEN_OCTETS];
        random.nextBytes(octets);
        String token = HexFormat.of().formatHex(octets);
        entities.createNativeQuery("DELETE FROM setup_token").executeUpdate();
        entities.createNativeQuery("INSERT INTO setup_token (sha256, created_at) VALUES (?, ?)")
                .setParameter(1, hash(token)).setParameter(2, clock.instant().atOffset(ZoneOffset.UTC)).executeUpdate();
        return Optional.of(token);
    }

    /** Whether this token is the open one. Asking changes nothing. */
    public boolean isInvited(String token) {
        return ((Number) entities.createNativeQuery("SELECT count(*) FROM setup_token WHERE sha256 = ?")
                .setParameter(1, hash(token)).getSingleResult()).intValue() == 1;
    }

    /**
     * Founds the account and enrols its administrator; the address's domain is claimed and still to be proven. The token
     * is used up only if it works out.
     *
     * @return empty if the token isn't the open one
     */
    public Optional<Enrolment> appoint(String token, String accountName, Address address, String displayName,
            char[] password) {
        if (!isInvited(token) || !directory.isEmpty()) {
            return Optional.empty();
        }
        String actor = address.toString();
        Optional<Reason> unfit = Passwords.unfit(password);
        if (unfit.isPresent()) {
            return Optional.of(new Enrolment.Refused(unfit.get()));
        }
        if (entities.createNativeQuery("DELETE FROM setup_token WHERE sha256 = ?").setParameter(1, hash(token))
                .executeUpdate() != 1) {
            return Optional.empty();
        }
        Account account = directory.found(accountName, actor);
        directory.claim(account.id(), address.domain(), actor);
        return Optional.of(directory.enrolAnywhere(account.id(), address, displayName,
                Set.of(Role.SYSTEM, Role.ACCOUNT, Role.STAFF), password, actor));
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
