package org.sealpost.escrow;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.directory.AddressColumn;
import org.sealpost.directory.InstantColumn;
import org.sealpost.mail.Address;
import org.sealpost.protection.Original;

/** One message waiting for one recipient. Its verbs change nothing once it has ended. */
@Entity
@Table(name = "pickup")
class Pickup {

    static final Duration CODE_LIFE = Duration.ofMinutes(10);
    /** For a code whose delivery nobody reported yet. */
    static final Duration CODE_ON_THE_ROAD = Duration.ofHours(1);
    static final Duration RESEND_AFTER = Duration.ofSeconds(30);

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "pickup_seq")
    @SequenceGenerator(name = "pickup_seq", sequenceName = "pickup_seq", allocationSize = 50)
    private long id;

    @Column(name = "account_id")
    private long accountId;
    @Column(name = "delivery_id")
    private long deliveryId;
    @Column(name = "message_id")
    private UUID messageId;
    @Column(name = "content_id")
    private long contentId;
    private String reference;
    @Convert(converter = AddressColumn.class)
    private Address recipient;
    @Convert(converter = AddressColumn.class)
    private Address author;
    @Column(name = "author_name")
    private String authorName;
    @Column(name = "posted_from")
    @Convert(converter = AddressColumn.class)
    private Address postedFrom;

    @Enumerated(EnumType.STRING)
    @Column(name = "identity_check")
    private IdentityCheck check;
    @Column(name = "terms_version")
    private int termsVersion;
    private byte[] question;
    private byte[] secret;

    private byte[] code;
    @Column(name = "code_number")
    private Long codeNumber;
    @Column(name = "code_sent_at")
    @Convert(converter = InstantColumn.class)
    private Instant codeSentAt;
    @Column(name = "code_until")
    @Convert(converter = InstantColumn.class)
    private Instant codeUntil;
    @Column(name = "code_delivered")
    private boolean codeDelivered;
    @Column(name = "code_failed")
    private boolean codeFailed;

    @Embedded
    @AttributeOverride(name = "wrong", column = @Column(name = "link_wrong"))
    @AttributeOverride(name = "locks", column = @Column(name = "link_locks"))
    @AttributeOverride(name = "lockedUntil", column = @Column(name = "link_locked_until"))
    private Tries byLink = new Tries();
    @Embedded
    @AttributeOverride(name = "wrong", column = @Column(name = "reference_wrong"))
    @AttributeOverride(name = "locks", column = @Column(name = "reference_locks"))
    @AttributeOverride(name = "lockedUntil", column = @Column(name = "reference_locked_until"))
    private Tries byReference = new Tries();

    @Column(name = "made_at")
    @Convert(converter = InstantColumn.class)
    private Instant madeAt;
    @Column(name = "expires_at")
    @Convert(converter = InstantColumn.class)
    private Instant expiresAt;
    @Column(name = "opened_at")
    @Convert(converter = InstantColumn.class)
    private Instant openedAt;
    @Column(name = "read_at")
    @Convert(converter = InstantColumn.class)
    private Instant readAt;
    @Column(name = "downloaded_at")
    @Convert(converter = InstantColumn.class)
    private Instant downloadedAt;
    @Column(name = "replied_at")
    @Convert(converter = InstantColumn.class)
    private Instant repliedAt;
    @Enumerated(EnumType.STRING)
    @Column(name = "ended_by")
    private Closed.Cause endedBy;
    @Column(name = "ended_at")
    @Convert(converter = InstantColumn.class)
    private Instant endedAt;

    protected Pickup() { }

    Pickup(Original original, Reference reference, Address postedFrom, Instant now) {
        accountId = original.accountId();
        deliveryId = original.deliveryId();
        messageId = original.messageId();
        contentId = original.contentId();
        recipient = original.recipient();
        author = original.author();
        authorName = original.authorName();
        check = original.terms().check();
        madeAt = now;
        expiresAt = now.plus(Duration.ofDays(original.terms().days()));
        this.reference = reference.digits();
        this.postedFrom = postedFrom;
    }

    // ---- the reader's side

    /** Somebody pressed the first button. @return whether it was the first time */
    boolean open(Instant now) {
        boolean first = openedAt == null;
        if (first) {
            openedAt = now;
        }
        return first;
    }

    /** Whether a code may be mailed now by this route. */
    boolean takesCode(Route route, Instant now) {
        return check == IdentityCheck.CODE && closed(route, now).isEmpty()
                && (codeSentAt == null || codeFailed || !now.isBefore(codeSentAt.plus(RESEND_AFTER)));
    }

    /**
     * A new code is on its way and replaces the one before.
     *
     * @param number no other code of any pickup has it; reports about older codes are told by it
     */
    void code(long number, byte[] sealedHash, Instant now) {
        codeNumber = number;
        code = sealedHash.clone();
        codeSentAt = now;
        codeUntil = now.plus(CODE_ON_THE_ROAD);
        codeDelivered = false;
        codeFailed = false;
    }

    /** The code's life begins when it arrived, not when it was sent. */
    void codeDelivered(long number, Instant at) {
        if (isCode(number) && code != null && !codeDelivered && !at.isBefore(codeSentAt)) {
            codeDelivered = true;
            codeUntil = at.plus(CODE_LIFE);
        }
    }

    /** @return whether a code was still waited for */
    boolean codeFailed(long number) {
        boolean waited = isCode(number) && code != null && !codeDelivered;
        if (waited) {
            code = null;
            codeFailed = true;
        }
        return waited;
    }

    private boolean isCode(long number) {
        return codeNumber != null && codeNumber == number;
    }

    /** The number of the newest code. @throws IllegalStateException if none was ever made */
    long codeNumber() {
        if (codeNumber == null) {
            throw new IllegalStateException("no code was made");
        }
        return codeNumber;
    }

    /** The sealed hash of the code that counts now. */
    Optional<byte[]> code(Instant now) {
        return code != null && now.isBefore(codeUntil) ? Optional.of(code.clone()) : Optional.empty();
    }

    /**
     * One try. A right code is used up by it; while a route is locked, right and wrong are alike.
     *
     * @param right whether what was given is right
     */
    Verdict verify(Route route, boolean right, Instant now) {
        Optional<Closed> closed = closed(route, now);
        if (closed.isPresent()) {
            return new Verdict.Shut(closed.get(), false);
        }
        if (right) {
            tries(route).forgive();
            code = null;
            return new Verdict.Passed();
        }
        return tries(route).wrong(now) ? new Verdict.Shut(Closed.locked(tries(route)), true)
                : new Verdict.Wrong(tries(route).left());
    }

    /** @return whether it was the first time; likewise below */
    boolean read(Instant now) {
        boolean first = readAt == null;
        if (first) {
            readAt = now;
        }
        return first;
    }

    boolean download(Instant now) {
        boolean first = downloadedAt == null;
        if (first) {
            downloadedAt = now;
        }
        return first;
    }

    void reply(Instant now) {
        repliedAt = now;
    }

    // ---- the sender's side; each tells whether it had an effect

    boolean withdraw(Instant now) {
        return end(Closed.Cause.WITHDRAWN, now, now);
    }

    boolean expire(Instant now) {
        return !now.isBefore(expiresAt) && end(Closed.Cause.EXPIRED, expiresAt, now);
    }

    /** The time that the notice was on the road doesn't count, even if all of it had passed. @return false if withdrawn */
    boolean noticeDelivered(Instant at) {
        if (endedBy == Closed.Cause.WITHDRAWN) {
            return false;
        }
        endedBy = null;
        endedAt = null;
        if (at.isAfter(madeAt)) {
            expiresAt = expiresAt.plus(Duration.between(madeAt, at));
        }
        return true;
    }

    /** Nobody could know of it before. */
    void beginDays(int days, Instant now) {
        endedBy = null;
        endedAt = null;
        expiresAt = now.plus(Duration.ofDays(days));
    }

    private boolean end(Closed.Cause cause, Instant at, Instant now) {
        if (endedBy != null) {
            return false;
        }
        endedBy = cause;
        endedAt = at;
        code = null;
        return true;
    }

    /** Available for so many more days, a year from now at most. */
    boolean extend(int days, Instant now) {
        if (days <= 0 || ended(now).isPresent()) {
            return false;
        }
        Instant latest = now.plus(Duration.ofDays(365));
        Instant wished = expiresAt.plus(Duration.ofDays(days));
        expiresAt = wished.isBefore(latest) ? wished : latest;
        return true;
    }

    boolean unlock(Instant now) {
        if (ended(now).isPresent()) {
            return false;
        }
        byLink.forgive();
        byReference.forgive();
        return true;
    }

    /** Another check, which is tried from the beginning; both octets sealed, null where the check needs none. */
    void ask(IdentityCheck otherCheck, byte[] sealedQuestion, byte[] sealedAnswer) {
        check = otherCheck;
        termsVersion++;
        question = sealedQuestion;
        secret = sealedAnswer;
        code = null;
        codeSentAt = null;
        codeFailed = false;
        byLink.forgive();
        byReference.forgive();
    }

    // ---- how it stands

    Optional<Closed> ended(Instant now) {
        if (endedBy != null) {
            return Optional.of(Closed.since(endedBy, endedAt));
        }
        return now.isBefore(expiresAt) ? Optional.empty() : Optional.of(Closed.since(Closed.Cause.EXPIRED, expiresAt));
    }

    Optional<Closed> closed(Route route, Instant now) {
        return ended(now).or(() -> tries(route).locked(now) ? Optional.of(Closed.locked(tries(route))) : Optional.empty());
    }

    Tries tries(Route route) {
        return route == Route.LINK ? byLink : byReference;
    }

    /** Whether it is still the secret that a slow comparison was made with. */
    boolean isSecret(byte[] compared) {
        return secret != null && Arrays.equals(secret, compared);
    }

    PickupFacts facts(Instant now) {
        return new PickupFacts(reference(), check, expiresAt, Optional.ofNullable(openedAt), Optional.ofNullable(readAt),
                Optional.ofNullable(downloadedAt), Optional.ofNullable(repliedAt), byLink.locked(now) || byReference.locked(now),
                codeFailed, ended(now));
    }

    OpenPickup opened() {
        return new OpenPickup(accountId, id, reference(), messageId, contentId, author, authorName, recipient, expiresAt, readAt);
    }

    long id() {
        return id;
    }

    long accountId() {
        return accountId;
    }

    long deliveryId() {
        return deliveryId;
    }

    UUID messageId() {
        return messageId;
    }

    Reference reference() {
        return new Reference(reference);
    }

    Address recipient() {
        return recipient;
    }

    Address author() {
        return author;
    }

    String authorName() {
        return authorName;
    }

    /** An address of the organisation's own domain, which mail about this pickup comes from. */
    Address postedFrom() {
        return postedFrom;
    }

    /** Whether the author is one of the organisation's own and no guest. */
    boolean isAuthorOurs() {
        return author.equals(postedFrom);
    }

    IdentityCheck check() {
        return check;
    }

    /** Another number after each change of the check; who passed under another one has to prove themself anew. */
    int termsVersion() {
        return termsVersion;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    Optional<byte[]> question() {
        return Optional.ofNullable(question);
    }

    Optional<byte[]> secret() {
        return Optional.ofNullable(secret);
    }

    Optional<Instant> codeSentAt() {
        return Optional.ofNullable(codeSentAt);
    }

    boolean hasCodeFailed() {
        return codeFailed;
    }
}
