package org.sealpost.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.audit.AuditEvent;
import org.sealpost.audit.AuditLog;

/** The passwords of mail programs: made here, shown once, and taken back by their user. */
@ApplicationScoped
@Transactional
public class AppPasswords {

    /** A user has no more of them. */
    public static final int MOST = 20;

    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 20;
    private static final int GROUP = 5;
    private static final int SALT_OCTETS = 16;
    private static final int LONGEST_NAME = 60;
    private static final Duration TOLD_AGAIN = Duration.ofDays(1);

    @PersistenceContext
    private EntityManager entities;
    @Inject
    private AuditLog audit;
    @Inject
    private SecureRandom random;
    @Inject
    private InstantSource clock;

    protected AppPasswords() {
    }

    /** By when they were made. */
    public List<AppPassword> of(User user) {
        return entities.createQuery("SELECT p FROM AppPassword p WHERE p.accountId = :account AND p.userId = :user ORDER BY p.id",
                AppPassword.class).setParameter("account", user.accountId()).setParameter("user", user.id()).getResultList();
    }

    /**
     * Makes one.
     *
     * @param name what the user calls the program
     * @return the password, which nobody can tell again: 100 bits in groups of five letters; empty if there are too many
     */
    public Optional<String> make(User user, String name) {
        List<AppPassword> others = of(user);
        if (others.size() >= MOST) {
            return Optional.empty();
        }
        String password = password();
        byte[] salt = others.isEmpty() ? salt() : others.get(0).salt();
        String shown = name.strip().substring(0, Math.min(LONGEST_NAME, name.strip().length()));
        entities.persist(new AppPassword(UUID.randomUUID(), user, shown,
                ScramSecret.of(password.toCharArray(), salt, ScramSecret.ITERATIONS), clock.instant()));
        record(user, "app-password.made", shown);
        return Optional.of(password);
    }

    /** @return whether this user had it */
    public boolean revoke(User user, UUID password) {
        Optional<AppPassword> found = of(user).stream().filter(one -> one.uuid().equals(password)).findFirst();
        found.ifPresent(one -> {
            entities.remove(one);
            record(user, "app-password.revoked", one.name());
        });
        return found.isPresent();
    }

    /** Whether it is one of them; typed with or without hyphens, in either case. */
    public boolean isOne(User user, char[] typed) {
        char[] password = grouped(typed);
        boolean one = false;
        for (AppPassword known : of(user)) {
            one |= known.secret().isOf(password);
        }
        java.util.Arrays.fill(password, '\0');
        return one;
    }

    /** For names that nobody has: it takes as long. */
    public void isNobodys(char[] typed) {
        ScramSecret.of(typed.length == 0 ? new char[] {' '} : typed, new byte[SALT_OCTETS], ScramSecret.ITERATIONS);
    }

    /** One of them was used; which one, SCRAM with many can't tell. */
    public void used(User user) {
        of(user).stream().filter(one -> one.usedAt().filter(at -> clock.instant().isBefore(at.plus(TOLD_AGAIN))).isEmpty())
                .forEach(one -> one.use(clock.instant()));
    }

    private void record(User user, String action, String name) {
        audit.record(new AuditEvent(user.accountId(), user.address().toString(), action, user.address().toString(), Map.of("name", name)));
    }

    private String password() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            password.append(i > 0 && i % GROUP == 0 ? "-" : "").append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }

    private byte[] salt() {
        byte[] salt = new byte[SALT_OCTETS];
        random.nextBytes(salt);
        return salt;
    }

    /** As it was shown, if it is as long as one; otherwise as it was typed. */
    private static char[] grouped(char[] typed) {
        StringBuilder letters = new StringBuilder();
        for (char c : typed) {
            if (c != '-' && c != ' ') {
                letters.append(Character.toLowerCase(c));
            }
        }
        if (letters.length() != LENGTH) {
            return typed.clone();
        }
        for (int i = LENGTH - GROUP; i > 0; i -= GROUP) {
            letters.insert(i, '-');
        }
        char[] grouped = new char[letters.length()];
        letters.getChars(0, grouped.length, grouped, 0);
        return grouped;
    }
}
