package org.sealpost.keyring;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.Standard;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.Address;
import org.sealpost.smime.SmimeRecipient.Reads;

/** A certificate that was found for an address, and what became of it in one account. */
@Entity
@Table(name = "contact_certificate")
public class ContactCertificate {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "contact_certificate_seq")
    @SequenceGenerator(name = "contact_certificate_seq", sequenceName = "contact_certificate_seq", allocationSize = 50)
    private long id;

    private UUID uuid;

    @Column(name = "account_id")
    private long accountId;

    private Address address;

    private String folded;

    @Enumerated(EnumType.STRING)
    private Standard standard;

    private String fingerprint;

    private byte[] octets;

    @Enumerated(EnumType.STRING)
    private Source source;

    private boolean binds;

    @Enumerated(EnumType.STRING)
    private Standing standing;

    @Column(name = "first_seen")
    private Instant firstSeen;

    @Column(name = "last_seen")
    private Instant lastSeen;

    @Column(name = "decided_by")
    private String decidedBy;

    @Column(name = "decided_at")
    private Instant decidedAt;

    @Column(name = "ends_at")
    private Instant endsAt;

    private boolean revoked;

    @Column(name = "taken_back_at")
    private Instant takenBackAt;

    @Enumerated(EnumType.STRING)
    private Reads reads;

    @Column(name = "reads_said_at")
    private Instant readsSaidAt;

    protected ContactCertificate() {
    }

    ContactCertificate(long accountId, Offer offer, Facts facts, Standing standing, Instant now) {
        this.uuid = UUID.randomUUID();
        this.accountId = accountId;
        this.address = offer.address();
        this.folded = Keyring.folded(offer.address());
        this.standard = offer.standard();
        this.fingerprint = facts.fingerprint();
        this.octets = facts.certificate().octets();
        this.source = offer.source();
        this.binds = offer.source().binds(offer.proven());
        this.standing = standing;
        this.firstSeen = now;
        this.lastSeen = now;
        remember(facts, now);
    }

    public UUID uuid() {
        return uuid;
    }

    long accountId() {
        return accountId;
    }

    public Address address() {
        return address;
    }

    public Standard standard() {
        return standard;
    }

    /** In hexadecimal capitals. */
    public String fingerprint() {
        return fingerprint;
    }

    public Certificate certificate() {
        return new Certificate(octets);
    }

    /** Where it came from first. */
    public Source source() {
        return source;
    }

    public Standing standing() {
        return standing;
    }

    public Instant firstSeen() {
        return firstSeen;
    }

    public Instant lastSeen() {
        return lastSeen;
    }

    /** The address of the person who decided last; empty while nobody did. */
    public Optional<String> decidedBy() {
        return Optional.ofNullable(decidedBy);
    }

    /** When that person decided. */
    public Optional<Instant> decidedAt() {
        return Optional.ofNullable(decidedAt);
    }

    /** When we learned from its authority that it is revoked, which isn't written in the certificate; empty if we didn't. */
    public Optional<Instant> takenBack() {
        return Optional.ofNullable(takenBackAt);
    }

    /** For good. */
    void takeBack(Instant now) {
        takenBackAt = now;
        revoked = true;
    }

    /** What its owner last said that their program reads; what all programs do while nothing is known. */
    public Reads reads() {
        return reads == null ? Reads.WHAT_ALL_DO : reads;
    }

    /**
     * The newest word counts. One from the future counts as said now, so that it doesn't outlast the next.
     *
     * @return whether anything is different from now on
     */
    boolean learn(Reading said, Instant now) {
        Instant at = said.at().isAfter(now) ? now : said.at();
        if (readsSaidAt != null && !at.isAfter(readsSaidAt)) {
            return false;
        }
        boolean news = said.reads() != reads();
        reads = said.reads();
        readsSaidAt = at;
        return news;
    }

    Pinning.Kept kept() {
        return new Pinning.Kept(standard, fingerprint, standing, binds);
    }

    void see(Facts merged, boolean bound, Instant now) {
        byte[] known = merged.certificate().octets();
        // a copy that has grown too large says nothing that this one doesn't, or nothing that can be kept
        octets = known.length <= Pinning.LARGEST ? known : octets;
        binds = bound;
        lastSeen = now;
        remember(merged, now);
    }

    /** What lists are sorted and filtered by; what may be used is always read from the certificate itself. */
    private void remember(Facts facts, Instant now) {
        endsAt = facts.expires(now).orElse(null);
        revoked = takenBackAt != null || facts.unfit(now).filter(why -> why == UnfitKey.Why.REVOKED).isPresent();
    }

    void become(Standing next) {
        standing = next;
    }

    void decide(Standing next, String by, Instant now) {
        standing = next;
        decidedBy = by;
        decidedAt = now;
    }
}
