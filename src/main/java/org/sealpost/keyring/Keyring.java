package org.sealpost.keyring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.sealpost.assurance.Reason;
import org.sealpost.directory.Held;
import org.sealpost.directory.User;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.Address;

/**
 * The certificates of each account's contacts. The first of an address is in use as soon as it is seen; another one waits until a person
 * decides, whatever has become of the first. An expiry or a revocation counts at once.
 */
@ApplicationScoped
@Transactional
public class Keyring {

    /** Addresses of an account that are known by heart; with more of them each is looked up. */
    private static final int MOST_KNOWN = 2_000;

    /** Decisions that an account is asked for on account of what anybody may send: whoever invents authors doesn't bury the others. */
    private static final int MOST_WAITING = 500;

    private record Whose(long accountId, Address address) { }

    /** Who has certificates in use. @param all whether these are all of them */
    private record Owners(Set<Address> some, boolean all) {

        static Owners of(List<Address> found) {
            return new Owners(Set.copyOf(found), found.size() <= MOST_KNOWN);
        }

        boolean mayHave(Address address) {
            return !all || some.contains(address);
        }
    }

    private CertificateBook book;
    private InstantSource clock;
    private Readers readers;
    private Held<Long, Owners> known;
    private Held<Whose, List<InUse>> held;

    protected Keyring() {
    }

    @Inject
    Keyring(CertificateBook book, InstantSource clock, SecureRandom random) {
        this.book = book;
        this.clock = clock;
        this.readers = Readers.usual(clock, random);
        this.known = new Held<>(clock);
        this.held = new Held<>(clock);
    }

    /** What of {@link #inUse} nothing speaks against now. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<Usable> usable(long accountId, Address address) {
        return inUse(accountId, address).stream().filter(one -> one.unfit().isEmpty()).map(InUse::certificate).toList();
    }

    /**
     * The certificates that are in use for exactly this address; at most one of each standard. Cheap enough to ask for every recipient: who
     * has none costs the database nothing. An expiry may count a second late.
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<InUse> inUse(long accountId, Address address) {
        Owners owners = known.of(accountId, account -> Owners.of(book.written(account, MOST_KNOWN)));
        return owners.mayHave(address) ? held.of(new Whose(accountId, address), this::read) : List.of();
    }

    /** Everything that is kept of this address, oldest first. */
    public List<ContactCertificate> of(long accountId, Address address) {
        return book.of(accountId, address);
    }

    /** What waits for a decision in the account, oldest first. */
    public List<ContactCertificate> pending(long accountId) {
        return book.pending(accountId);
    }

    /**
     * Other addresses with a certificate in use that differ in the case of the local-part only: for offering. Only their domain knows
     * whether they are the same mailbox (RFC 5321 §2.4).
     */
    public List<Address> alike(long accountId, Address address) {
        return book.folded(accountId, folded(address)).stream().filter(one -> one.standing() == Standing.PINNED).map(ContactCertificate::address)
                .filter(other -> !other.equals(address)).distinct().toList();
    }

    /**
     * Takes in what was found, or what is new in what is known already; also a revocation without its key, if the key is known here.
     *
     * @param actor as in the audit log: a user's address, or {@code system}
     */
    public Taken offer(long accountId, Offer offer, String actor) {
        Optional<Facts> read = readers.read(offer.standard(), offer.certificate());
        List<ContactCertificate> all = book.locked(accountId, offer.address());
        Optional<ContactCertificate> known = all.stream().filter(one -> one.standard() == offer.standard())
                .filter(one -> read.isPresent() ? one.fingerprint().equals(read.get().fingerprint()) : revoked(one, offer).isPresent()).findFirst();
        Optional<Facts> facts = known.isEmpty() ? read
                : read.isEmpty() ? revoked(known.get(), offer)
                : readers.merged(offer.standard(), known.get().certificate(), offer.certificate());
        if (facts.isEmpty()) {
            return Taken.refused(Reason.of("keyring.malformed"));
        }
        Instant now = clock.instant();
        Pinning.Found found = new Pinning.Found(offer.standard(), facts.get().fingerprint(), facts.get().names(offer.address(), now),
                facts.get().unfit(now), offer.source(), offer.proven());
        Pinning.Verdict verdict = Pinning.judge(offer.address(), found, all.stream().map(ContactCertificate::kept).toList());
        if (verdict instanceof Pinning.Refuse refuse) {
            return Taken.refused(refuse.why());
        }
        if (verdict instanceof Pinning.Refresh refresh) {
            return Taken.kept(book.refresh(known.orElseThrow(), facts.get(), refresh, offer, actor));
        }
        Pinning.Take take = (Pinning.Take) verdict;
        if (take.standing() == Standing.PENDING && !offer.source().binds(offer.proven()) && book.countPending(accountId) >= MOST_WAITING) {
            return Taken.refused(Reason.of("keyring.waiting"));
        }
        take.instead().ifPresent(gone -> all.stream().filter(one -> one.kept().equals(gone)).forEach(book::drop));
        return Taken.kept(book.take(accountId, offer, facts.get(), take.standing(), actor));
    }

    /**
     * A person decides for a certificate; the one in use until now is replaced.
     *
     * @return why it can't be used; empty if it is in use now
     * @throws IllegalArgumentException if the person's account has none with this id
     */
    public Optional<Reason> pin(User by, UUID certificate) {
        ContactCertificate chosen = found(by, certificate);
        Instant now = clock.instant();
        Optional<Reason> unusable = readers.read(chosen)
                .map(facts -> Pinning.unusable(chosen.address(), facts.names(chosen.address(), now), facts.unfit(now)))
                .orElse(Optional.of(Reason.of("keyring.malformed")));
        if (unusable.isEmpty()) {
            book.pin(chosen, by);
        }
        return unusable;
    }

    /**
     * A person answers for the certificate that is in use already.
     *
     * @throws IllegalArgumentException if the person's account has none with this id, or it isn't in use any more
     */
    public void confirm(User by, UUID certificate) {
        ContactCertificate chosen = found(by, certificate);
        if (chosen.standing() != Standing.PINNED) {
            throw new IllegalArgumentException("not in use any more");
        }
        book.confirm(chosen, by);
    }

    /** A person decides against a certificate, which isn't offered again. @throws IllegalArgumentException as for {@link #pin} */
    public void reject(User by, UUID certificate) {
        book.reject(found(by, certificate), by);
    }

    /** Its authority said that it took a certificate back: nobody is written to with it any more. */
    public void takeBack(long accountId, Address address, UUID certificate) {
        book.locked(accountId, address).stream().filter(one -> one.uuid().equals(certificate) && one.takenBack().isEmpty())
                .forEach(book::takeBack);
    }

    /** A person lets an address begin anew, decisions against its certificates included. */
    public void forget(User by, Address address) {
        book.forget(by, address);
    }

    void forget(@Observes(during = TransactionPhase.AFTER_COMPLETION) CertificateBook.Changed change) {
        known.forget();
        held.forget();
    }

    /** For finding an address that was written otherwise. */
    static String folded(Address address) {
        return address.toString().toLowerCase(Locale.ROOT);
    }

    private ContactCertificate found(User by, UUID certificate) {
        return book.locked(by.accountId(), certificate).orElseThrow(() -> new IllegalArgumentException("no such certificate in this account"));
    }

    private Optional<Facts> revoked(ContactCertificate one, Offer offer) {
        return readers.revoked(one.standard(), one.certificate(), offer.certificate());
    }

    private List<InUse> read(Whose whose) {
        return book.of(whose.accountId(), whose.address()).stream().filter(one -> one.standing() == Standing.PINNED).map(this::inUse).toList();
    }

    private InUse inUse(ContactCertificate one) {
        Instant now = clock.instant();
        Usable certificate = new Usable(one.standard(), one.fingerprint(), one.certificate(), one.source(), one.decidedBy().isPresent(),
                one.reads(), one.decidedAt().orElse(one.firstSeen()));
        Optional<Facts> facts = readers.read(one);
        Optional<UnfitKey.Why> unfit = facts.map(says -> says.unfit(now).or(() -> says.names(one.address(), now)
                ? Optional.empty() : Optional.of(UnfitKey.Why.NOT_FOR_THIS))).orElse(Optional.of(UnfitKey.Why.MALFORMED));
        return new InUse(certificate, unfit, facts.flatMap(says -> says.expires(now)), one.decidedBy());
    }
}
