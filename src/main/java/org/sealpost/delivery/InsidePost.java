package org.sealpost.delivery;

import jakarta.enterprise.context.ApplicationScoped;

/** Delivers to our own mailboxes: no wire, one transaction. */
@ApplicationScoped
class InsidePost {

    @jakarta.inject.Inject
    private DeliveryLedger ledger;

    protected InsidePost() {
    }

    void deliver(Delivery claimed) {
        ledger.postpone(claimed, org.sealpost.assurance.Reason.of("mailbox.closed"));
    }
}
