package org.sealpost.submission;

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

/** A message that waits for its sender, for all its recipients alike: nothing of it has left. */
@Entity
@Table(name = "held_message")
public class HeldMessage {

    public enum State { WAITING, SENT, DROPPED, EXPIRED }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "held_message_seq")
    @SequenceGenerator(name = "held_message_seq", sequenceName = "held_message_seq", allocationSize = 50)
    private long id;

    private UUID uuid;

    @Column(name = "account_id")
    private long accountId;

    @Column(name = "user_id")
    private long userId;

    @Column(name = "content_id")
    private long contentId;

    private byte[] details;

    @Enumerated(EnumType.STRING)
    private State state;

    /** A UUID as text, because EclipseLink binds a null UUID as a text. */
    private String sent;

    @Column(name = "held_at")
    private Instant heldAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    protected HeldMessage() {
    }

    HeldMessage(UUID uuid, long accountId, long userId, long contentId, byte[] details, Instant heldAt, Instant expiresAt) {
        this.uuid = uuid;
        this.accountId = accountId;
        this.userId = userId;
        this.contentId = contentId;
        this.details = details;
        this.state = State.WAITING;
        this.heldAt = heldAt;
        this.expiresAt = expiresAt;
    }

    public UUID uuid() {
        return uuid;
    }

    public State state() {
        return state;
    }

    public boolean isWaiting() {
        return state == State.WAITING;
    }

    public Instant heldAt() {
        return heldAt;
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    /** The message that it became. */
    public Optional<UUID> sent() {
        return Optional.ofNullable(sent).map(UUID::fromString);
    }

    long accountId() {
        return accountId;
    }

    long userId() {
        return userId;
    }

    public long contentId() {
        return contentId;
    }

    byte[] details() {
        return details;
    }

    void become(UUID message) {
        sent = message.toString();
        end(State.SENT);
    }

    void end(State how) {
        state = how;
        details = new byte[0];
    }
}
