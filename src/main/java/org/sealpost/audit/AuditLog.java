package org.sealpost.audit;

import java.util.List;

/** Where everybody records what happened. */
public interface AuditLog {

    /** Inserts the event in the caller's transaction, not yet chained; the sealer links it right after. */
    default void record(AuditEvent event) {
        record(List.of(event));
    }

    /** The same for several, in this order, at the price of one. */
    void record(List<AuditEvent> events);
}
