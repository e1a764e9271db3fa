package org.sealpost.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.directory.Directory;
import org.sealpost.mailbox.Received;
import org.sealpost.mime.Correspondent;
import org.sealpost.reception.Arrival;
import org.sealpost.reception.Parcel;
import org.sealpost.reception.Reception;

/** Delivers to our own mailboxes: no wire. The mailbox and the delivery's end stand in one transaction. */
@ApplicationScoped
class InsidePost {

    @Inject
    private Reception reception;
    @Inject
    private DeliveryLedger ledger;
    @Inject
    private Directory directory;

    protected InsidePost() {
    }

    void deliver(Delivery claimed) {
        try {
            Optional<Parcel> parcel = reception.open(arrival(claimed));
            ledger.settleInside(claimed, parcel);
        } catch (IOException e) {
            ledger.postpone(claimed, Reason.of("delivery.internal"), false);
        }
    }

    private Arrival arrival(Delivery delivery) {
        Message message = delivery.message();
        return new Arrival(delivery.accountId(), message.contentId(), new Correspondent(message.authorName(), message.author()),
                message.reversePath(), delivery.recipient(), received(delivery), isSecure(delivery), message.thread());
    }

    /** What a decision for inside keeps for forwards. */
    private static boolean isSecure(Delivery delivery) {
        return delivery.decision().contentLevel() != TlsLevel.NONE;
    }

    private Received received(Delivery delivery) {
        Message message = delivery.message();
        if (message.isForward()) {
            return forwarded(delivery);
        }
        if (message.systemKind().isPresent()) {
            return Received.SYSTEM;
        }
        return message.userId().isPresent() ? Received.INSIDE : Received.SECURE_REPLY;
    }

    /** As it came to whoever forwards it; of an ordinary message from outside nothing better is known than clear. */
    private Received forwarded(Delivery delivery) {
        if (directory.proven(delivery.message().author().domain()).isPresent()) {
            return Received.INSIDE;
        }
        return isSecure(delivery) ? Received.SECURE_REPLY : Received.CLEAR;
    }
}
