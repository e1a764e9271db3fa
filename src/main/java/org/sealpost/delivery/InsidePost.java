package org.sealpost.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import org.sealpost.assurance.Reason;
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

    private static Arrival arrival(Delivery delivery) {
        Message message = delivery.message();
        return new Arrival(delivery.accountId(), message.contentId(), new Correspondent(message.authorName(), message.author()),
                delivery.recipient(), received(message), message.thread());
    }

    private static Received received(Message message) {
        if (message.systemKind().isPresent()) {
            return Received.SYSTEM;
        }
        return message.userId().isPresent() ? Received.INSIDE : Received.SECURE_REPLY;
    }
}
