package org.sealpost.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.sealpost.assurance.Reason;
import org.sealpost.audit.AuditEvent;
import org.sealpost.audit.AuditLog;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.vault.Keysets;

/** Who is here. Everything but {@link #user(Address)}, {@link #mailbox}, {@link #proven} and {@link #signIn} stays inside one account. */
@ApplicationScoped
@Transactional
public class Directory {

    @PersistenceContext
    private EntityManager entities;

    private Keysets keysets;
    private AuditLog audit;
    private Event<DomainProven> proven;
    private SecureRandom random;
    private InstantSource clock;
    private Passwords passwords;

    protected Directory() {
    }

    @Inject
    Directory(Keysets keysets, AuditLog audit, Event<DomainProven> proven, SecureRandom random, InstantSource clock) {
        this.keysets = keysets;
        this.audit = audit;
        this.proven = proven;
        this.random = random;
        this.clock = clock;
        this.passwords = new Passwords(random);
    }

    /**
     * Who signs in by this address; upper and lower case don't matter for our own users. Whose mail it is, only
     * {@link #mailbox} says.
     */
    public Optional<User> user(Address address) {
        List<?> found = entities.createNativeQuery("SELECT * FROM account_user WHERE lower(address) = lower(?)",
                User.class).setParameter(1, address.toString()).getResultList();
        return found.stream().map(User.class::cast).findFirst();
    }

    /**
     * Whose mailbox mail to this address goes to: the user's, if their own account has proven the domain. An address of
     * a domain that is unproven, or another account's, is nobody's here.
     */
    public Optional<User> mailbox(Address address) {
        return proven(address.domain()).flatMap(domain -> user(address).filter(user -> user.accountId() == domain.accountId()));
    }

    public Optional<User> user(long accountId, long userId) {
        return entities.createQuery("SELECT u FROM User u WHERE u.id = :id AND u.accountId = :account", User.class)
                .setParameter("id", userId).setParameter("account", accountId).getResultStream().findFirst();
    }

    public Optional<User> user(long accountId, UUID uuid) {
        return entities.createQuery("SELECT u FROM User u WHERE u.uuid = :uuid AND u.accountId = :account", User.class)
                .setParameter("uuid", uuid).setParameter("account", accountId).getResultStream().findFirst();
    }

    /** Sorted by name. */
    public List<User> users(long accountId) {
        return entities.createQuery("SELECT u FROM User u WHERE u.accountId = :account ORDER BY u.displayName, u.id",
                User.class).setParameter("account", accountId).getResultList();
    }

    /** A proven domain of the account's own, to write from; empty as long as it has none. */
    public Optional<Domain> house(long accountId) {
        return domains(accountId).stream().filter(LocalDomain::isProven).findFirst().map(LocalDomain::name);
    }

    public List<User> administrators(long accountId) {
        return users(accountId).stream().filter(user -> user.is(Role.ACCOUNT)).toList();
    }

    /** @throws IllegalArgumentException if there is none: ids come from us, never from outside */
    public Account account(long accountId) {
        Account account = entities.find(Account.class, accountId);
        if (account == null) {
            throw new IllegalArgumentException("no account " + accountId);
        }
        return account;
    }

    /** All of them, by id: for work in the background. */
    public List<Account> accounts() {
        return entities.createQuery("SELECT a FROM Account a ORDER BY a.id", Account.class).getResultList();
    }

    /** The domain, if some account has proven that it is theirs: only then it is local. */
    public Optional<LocalDomain> proven(Domain name) {
        return entities.createQuery("SELECT d FROM LocalDomain d WHERE d.name = :name AND d.provenAt IS NOT NULL",
                LocalDomain.class).setParameter("name", name).getResultStream().findFirst();
    }

    /** Proven or only claimed, sorted by name. */
    public List<LocalDomain> domains(long accountId) {
        return entities.createQuery("SELECT d FROM LocalDomain d WHERE d.accountId = :account ORDER BY d.name",
                LocalDomain.class).setParameter("account", accountId).getResultList();
    }

    /**
     * The user, if this is their password. It takes the same time for unknown users; callers limit the rate.
     *
     * @param password stays the caller's, who wipes it
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public Optional<User> signIn(Address address, char[] password) {
        Optional<User> user = user(address);
        if (user.isEmpty()) {
            passwords.matchNobody(password);
        }
        return user.filter(known -> passwords.matches(password, known.password()) && !known.isDisabled());
    }

    /** As long as {@link #signIn} takes, for whoever may not sign in by this password. */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public void refuse(char[] password) {
        passwords.matchNobody(password);
    }

    /** A new account with its keyset. */
    public Account found(String name, String actor) {
        Account account = new Account(UUID.randomUUID(), name.strip(), clock.instant());
        entities.persist(account);
        entities.flush();
        keysets.create(account.id(), account.uuid());
        record(account.id(), actor, "account.founded", account.uuid().toString());
        return account;
    }

    /** What recipients are told about the organisation. */
    public void introduce(long accountId, String name, String phone, String actor) {
        account(accountId).introduce(name.strip(), phone.strip());
        record(accountId, actor, "account.introduced", account(accountId).uuid().toString());
    }

    /** Enrols a user, whose address must be of a domain that the account has proven. */
    public Enrolment enrol(long accountId, Address address, String displayName, Set<Role> roles, char[] password,
            String actor) {
        if (proven(address.domain()).filter(domain -> domain.accountId() == accountId).isEmpty()) {
            return new Enrolment.Refused(Reason.of("user.domain.foreign", address.domain().unicode()));
        }
        return enrolAnywhere(accountId, address, displayName, roles, password, actor);
    }

    /** Only for the first administrator, who comes before any proof. */
    Enrolment enrolAnywhere(long accountId, Address address, String displayName, Set<Role> roles, char[] password,
            String actor) {
        if (user(address).isPresent()) {
            return new Enrolment.Refused(Reason.of("user.address.taken", address.toString()));
        }
        Optional<Reason> unfit = Passwords.unfit(password);
        if (unfit.isPresent()) {
            return new Enrolment.Refused(unfit.get());
        }
        User user = new User(UUID.randomUUID(), accountId, address, displayName.strip(), roles,
                passwords.hash(password), clock.instant());
        entities.persist(user);
        record(accountId, actor, "user.enrolled", address.toString());
        return new Enrolment.Enrolled(user);
    }

    /** @return why not, or empty if it is changed */
    public Optional<Reason> choosePassword(long accountId, long userId, char[] password, String actor) {
        Optional<Reason> unfit = Passwords.unfit(password);
        if (unfit.isEmpty()) {
            User user = user(accountId, userId).orElseThrow();
            user.choosePassword(passwords.hash(password));
            record(accountId, actor, "user.password.changed", user.address().toString());
        }
        return unfit;
    }

    /**
     * Sets a password that is good for one sign-in, at which the user chooses their own.
     *
     * @return why not, or empty if it is set
     */
    public Optional<Reason> givePassword(long accountId, long userId, char[] password, String actor) {
        Optional<Reason> unfit = Passwords.unfit(password);
        if (unfit.isEmpty()) {
            User user = user(accountId, userId).orElseThrow();
            user.givePassword(passwords.hash(password));
            record(accountId, actor, "user.password.given", user.address().toString());
        }
        return unfit;
    }

    /**
     * Lets a user sign in no more; mail to them still arrives.
     *
     * @return why not, or empty if it is done: an account keeps one administrator
     */
    public Optional<Reason> disable(long accountId, long userId, String actor) {
        User user = user(accountId, userId).orElseThrow();
        if (administrators(accountId).stream().allMatch(other -> other.id() == userId || other.isDisabled())) {
            return Optional.of(Reason.of("user.last"));
        }
        user.disable(clock.instant());
        record(accountId, actor, "user.disabled", user.address().toString());
        return Optional.empty();
    }

    public void enable(long accountId, long userId, String actor) {
        User user = user(accountId, userId).orElseThrow();
        user.enable();
        record(accountId, actor, "user.enabled", user.address().toString());
    }

    /** Whether the user's mailbox takes mail from elsewhere over TLS only. */
    public void demandTls(long accountId, long userId, boolean only, String actor) {
        User user = user(accountId, userId).orElseThrow();
        user.takeTlsOnly(only);
        record(accountId, actor, only ? "user.tls-only" : "user.tls-only.ended", user.address().toString());
    }

    public void giveRoles(long accountId, long userId, Set<Role> roles, String actor) {
        User user = user(accountId, userId).orElseThrow();
        user.takeRoles(roles);
        audit.record(new AuditEvent(accountId, actor, "user.roles.changed", user.address().toString(),
                Map.of("roles", roles.stream().sorted().toList().toString())));
    }

    /** Claims a domain, which isn't local before it is proven. Claiming it again changes nothing. */
    public LocalDomain claim(long accountId, Domain name, String actor) {
        Optional<LocalDomain> claimed = domain(accountId, name);
        if (claimed.isPresent()) {
            return claimed.get();
        }
        LocalDomain domain = new LocalDomain(accountId, name, "sealpost-" + token());
        entities.persist(domain);
        record(accountId, actor, "domain.claimed", name.name());
        return domain;
    }

    /**
     * Judges the TXT records found at the domain's {@link LocalDomain#proofName()}; the caller has asked the DNS.
     *
     * @return whether it is proven now; false too if another account has proven it before
     */
    public boolean prove(long accountId, Domain name, List<String> txt, String actor) {
        LocalDomain domain = domain(accountId, name).orElseThrow();
        if (domain.isProven()) {
            return true;
        }
        if (!domain.provenBy(txt) || proven(name).isPresent()) {
            return false;
        }
        domain.prove(clock.instant());
        proven.fire(new DomainProven(name));
        record(accountId, actor, "domain.proven", name.name());
        return true;
    }

    boolean isEmpty() {
        return entities.createQuery("SELECT COUNT(u) FROM User u", Long.class).getSingleResult() == 0;
    }

    private Optional<LocalDomain> domain(long accountId, Domain name) {
        return entities.createQuery("SELECT d FROM LocalDomain d WHERE d.accountId = :account AND d.name = :name",
                LocalDomain.class).setParameter("account", accountId).setParameter("name", name)
                .getResultStream().findFirst();
    }

    private String token() {
        byte[] octets = new byte[16];
        random.nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }

    private void record(long accountId, String actor, String action, String subject) {
        audit.record(new AuditEvent(accountId, actor, action, subject, Map.of()));
    }
}
