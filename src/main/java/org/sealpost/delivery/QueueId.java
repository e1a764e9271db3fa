package org.sealpost.delivery;

import java.util.Locale;
import java.util.UUID;

/** What logs, and the peer's notifications, call a delivery. */
final class QueueId {

    private QueueId() { }

    static String of(UUID delivery) {
        return delivery.toString().replace("-", "").substring(0, 12).toUpperCase(Locale.ROOT);
    }
}
