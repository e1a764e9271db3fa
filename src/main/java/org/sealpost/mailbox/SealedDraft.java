package org.sealpost.mailbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A draft as it lies in the database. */
@Entity
@Table(name = "draft")
class SealedDraft {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "draft_seq")
    @SequenceGenerator(name = "draft_seq", sequenceName = "draft_seq", allocationSize = 50)
    private long id;

    private UUID uuid;

    @Column(name = "account_id")
    private long accountId;

    @Column(name = "user_id")
    private long userId;

    private byte[] text;

    private byte[] attachments;

    @Column(name = "saved_at")
    private Instant savedAt;

    protected SealedDraft() {
    }

    SealedDraft(UUID uuid, long accountId, long userId) {
        this.uuid = uuid;
        this.accountId = accountId;
        this.userId = userId;
    }

    UUID uuid() {
        return uuid;
    }

    byte[] text() {
        return text;
    }

    byte[] attachments() {
        return attachments;
    }

    Instant savedAt() {
        return savedAt;
    }

    void say(byte[] sealedText, Instant at) {
        text = sealedText;
        savedAt = at;
    }

    void carry(byte[] sealedAttachments, Instant at) {
        attachments = sealedAttachments;
        savedAt = at;
    }
}
