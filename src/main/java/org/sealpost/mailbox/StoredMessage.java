package org.sealpost.mailbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A message in somebody's mailbox. {@link Mailboxes} writes its row and unseals its headline when it is read. */
@Entity
@Table(name = "stored_message")
public class StoredMessage {

    @Id
    private long id;

    private UUID uuid;

    @Column(name = "account_id")
    private long accountId;

    @Column(name = "user_id")
    private long userId;

    @Enumerated(EnumType.STRING)
    private FolderKind folder;

    @Column(name = "own_folder_id")
    private Long ownFolderId;

    @Column(name = "content_id")
    private long contentId;

    @Column(name = "arrived_content_id")
    private Long arrivedContentId;

    private boolean encrypted;

    @Column(name = "headline")
    private byte[] sealedHeadline;

    @Transient
    private Headline headline;

    private UUID thread;

    @Enumerated(EnumType.STRING)
    private Received received;

    /** A UUID as text, because EclipseLink binds a null UUID as a text. */
    private String sent;

    /** A digest of its Message-ID, if it has one; a text, because EclipseLink reads no null UUID. */
    @Column(name = "message_ref", insertable = false, updatable = false)
    private String reference;

    private boolean seen;

    private boolean starred;

    @Column(name = "stored_at")
    private Instant storedAt;

    protected StoredMessage() {
    }

    public long id() {
        return id;
    }

    public UUID uuid() {
        return uuid;
    }

    public long accountId() {
        return accountId;
    }

    public long userId() {
        return userId;
    }

    public FolderKind folder() {
        return folder;
    }

    public long contentId() {
        return contentId;
    }

    /** The message as it came; the content is what was opened of it, if it was. */
    public long arrivedContentId() {
        return arrivedContentId == null ? contentId : arrivedContentId;
    }

    /** Whether the content isn't what came, and nobody else's. */
    public boolean isOpened() {
        return arrivedContentId != null;
    }

    public Headline headline() {
        return headline;
    }

    public UUID thread() {
        return thread;
    }

    public Received received() {
        return received;
    }

    /** The outside id of the message that this is the sender's copy of. */
    public Optional<UUID> sent() {
        return Optional.ofNullable(sent).map(UUID::fromString);
    }

    public boolean isSeen() {
        return seen;
    }

    public boolean isStarred() {
        return starred;
    }

    /** When it came into the mailbox. */
    public Instant storedAt() {
        return storedAt;
    }

    byte[] sealedHeadline() {
        return sealedHeadline;
    }

    void unseal(Headline clear) {
        headline = clear;
    }

    /** @param opened what is shown from now on */
    void become(long opened, byte[] headline, boolean nowEncrypted) {
        arrivedContentId = arrivedContentId();
        contentId = opened;
        become(headline, nowEncrypted);
    }

    void become(byte[] headline, boolean nowEncrypted) {
        sealedHeadline = headline;
        encrypted = nowEncrypted;
    }

    void mark(boolean nowSeen) {
        seen = nowSeen;
    }

    void star(boolean nowStarred) {
        starred = nowStarred;
    }

    void moveTo(FolderKind kind, Long ownFolder) {
        folder = kind;
        ownFolderId = ownFolder;
    }
}
