package org.sealpost.audit;

/** Where everybody records what happened. */
public interface AuditLog {

    /** Inserts the event in the caller's transaction, not yet chained; the sealer links it right after. */
    void record(AuditEvent event);
}
