package org.sealpost.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.mail.Address;
import org.sealpost.mail.ReversePath;
import org.sealpost.mail.SystemMail;

/** A message as it was accepted. {@link Intake} inserts it; nothing of it changes. */
@Entity
@Table(name = "message")
public class Message {

    static final String MAIL = "MAIL";

    @Id
    private long id;

    private UUID uuid;

    @Column(name = "account_id")
    private long accountId;

    private String kind;

    private long about;

    @Column(name = "user_id")
    private Long userId;

    @Column(name = "reverse_path")
    private String reversePath;

    private Address author;

    @Column(name = "author_name")
    private String authorName;

    private UUID thread;

    @Column(name = "content_id")
    private long contentId;

    @Column(name = "accepted_at")
    private Instant acceptedAt;

    @Column(name = "released_at")
    private Instant releasedAt;

    protected Message() {
    }

    Message(UUID uuid, String kind, ReversePath reversePath, Address author, Instant releasedAt) {
        this.uuid = uuid;
        this.kind = kind;
        this.reversePath = reversePath.toString();
        this.author = author;
        this.authorName = "";
        this.acceptedAt = releasedAt;
        this.releasedAt = releasedAt;
    }

    public UUID uuid() {
        return uuid;
    }

    public long accountId() {
        return accountId;
    }

    /** Who wrote it, if it was one of our users. */
    public Optional<Long> userId() {
        return Optional.ofNullable(userId);
    }

    public Address author() {
        return author;
    }

    public Instant acceptedAt() {
        return acceptedAt;
    }

    /** Until then its sender may take it back. */
    public Instant releasedAt() {
        return releasedAt;
    }

    public UUID thread() {
        return thread;
    }

    public long contentId() {
        return contentId;
    }

    public ReversePath reversePath() {
        return reversePath.isEmpty() ? ReversePath.NULL : ReversePath.of(Address.of(reversePath));
    }

    /** Empty if somebody sent it. */
    Optional<SystemMail.Kind> systemKind() {
        return kind.equals(MAIL) ? Optional.empty() : Optional.of(SystemMail.Kind.valueOf(kind));
    }

    /** A rule sends on what somebody wrote; {@link #about} is the rule. */
    boolean isForward() {
        return kind.equals(SystemMail.Kind.FORWARD.name());
    }

    long about() {
        return about;
    }

    String authorName() {
        return authorName;
    }

    long id() {
        return id;
    }

    RetrySchedule schedule(RetrySchedule mail) {
        return kind.equals(SystemMail.Kind.CODE.name()) ? RetrySchedule.CODE : mail;
    }
}
