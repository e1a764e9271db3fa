package org.sealpost.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.sealpost.assurance.Escalation;
import org.sealpost.delivery.Deliveries;
import org.sealpost.directory.User;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.mailbox.StoredMessage;

/** What was asked for in a conversation stays asked for in it, from whichever program an answer comes. */
@ApplicationScoped
public class Conversations {

    private Mailboxes mailboxes;
    private Deliveries deliveries;

    protected Conversations() {
    }

    @Inject
    Conversations(Mailboxes mailboxes, Deliveries deliveries) {
        this.mailboxes = mailboxes;
        this.deliveries = deliveries;
    }

    /** Whether it was secure so far, so that what is written in it must be. */
    public boolean isSecure(User user, UUID thread) {
        return deliveries.isSecureThread(user.accountId(), thread);
    }

    /** The strictest escalation in the conversation so far; what was encrypted stays so. */
    public Escalation demanded(User user, UUID thread) {
        List<StoredMessage> conversation = mailboxes.conversation(user.accountId(), user.id(), thread);
        boolean encrypted = conversation.stream().anyMatch(one -> one.headline().isEncrypted());
        return conversation.stream()
                .flatMap(one -> one.sent().stream())
                .flatMap(sent -> deliveries.ofMessage(user.accountId(), sent).stream())
                .flatMap(delivery -> delivery.decision().reasons().stream())
                .map(reason -> switch (reason.code()) {
                    case "escalation.escrow" -> Escalation.ESCROW;
                    case "escalation.stronger" -> Escalation.STRONGER;
                    default -> Escalation.NONE;
                }).reduce(encrypted ? Escalation.STRONGER : Escalation.NONE, Escalation::strictest);
    }
}
