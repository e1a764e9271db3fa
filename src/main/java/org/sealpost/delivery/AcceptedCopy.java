package org.sealpost.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import java.util.UUID;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.mail.Address;
import org.sealpost.mail.RawMessage;
import org.sealpost.policy.Decision;
import org.sealpost.policy.Decision.Handling;
import org.sealpost.protection.Original;

/** One recipient's copy of a message as it was accepted and decided; nothing of this changes. */
@MappedSuperclass
public abstract class AcceptedCopy {

    @Id
    private long id;
    private UUID uuid;
    @Column(name = "account_id")
    private long accountId;
    @ManyToOne(optional = false)
    @JoinColumn(name = "message_id")
    private Message message;
    private Address recipient;
    private boolean visible;
    @Convert(converter = DecisionColumn.class)
    private Decision decision;

    protected AcceptedCopy() {
    }

    AcceptedCopy(long id, Message message, Address recipient, boolean visible, Decision decision) {
        this.id = id;
        this.uuid = message.uuid();
        this.message = message;
        this.recipient = recipient;
        this.visible = visible;
        this.decision = decision;
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

    public Message message() {
        return message;
    }

    public Address recipient() {
        return recipient;
    }

    /** False for a blind copy. */
    public boolean isVisible() {
        return visible;
    }

    public Decision decision() {
        return decision;
    }

    /** What logs and the peer's notifications call it. */
    public String queueId() {
        return QueueId.of(uuid);
    }

    /** For a protector. @param content the message's octets */
    Original original(RawMessage content, PickupTerms terms) {
        return new Original(accountId, id, message.uuid(), message.contentId(), content, message.reversePath(), message.author(),
                message.authorName(), recipient, terms, decision.reasons().get(0));
    }

    boolean isInside() {
        return decision.handling() == Handling.INSIDE;
    }

    boolean isSecure() {
        return decision.handling() == Handling.SECURE || decision.handling() == Handling.INSIDE;
    }

    /** Nothing is told about what we tell, or alarms would bring alarms. */
    boolean isSystemMail() {
        return message.systemKind().isPresent();
    }
}
