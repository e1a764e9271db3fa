package org.sealpost.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Reason;

/** One thing that happened to a delivery; never changed afterwards. */
@Entity
@Table(name = "delivery_event")
public class DeliveryEvent {

    /** What happened. Pages show {@code timeline.<kind in lower case>}. */
    public enum Kind {
        QUEUED, HELD, RESUMED, PROTECTED, NEXT_PROTECTION, DEFERRED, INSECURE, DELIVERED, NOTICE_DELIVERED,
        OPENED, READ, DOWNLOADED, REPLIED, LOCKED, CODE_FAILED, EXTENDED, TERMS_CHANGED, EXPIRED, WITHDRAWN,
        DELAY_TOLD, RETURNED, DROPPED, PERSEVERED, KEPT_FOR_REFERENCE
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "delivery_event_seq")
    @SequenceGenerator(name = "delivery_event_seq", sequenceName = "delivery_event_seq", allocationSize = 50)
    private long id;

    @Column(name = "account_id")
    private long accountId;

    @Column(name = "delivery_id")
    private long deliveryId;

    private Instant at;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Convert(converter = ReasonColumn.class)
    private Reason reason;

    @Convert(converter = EvidenceColumn.class)
    private List<Evidence> evidence;

    protected DeliveryEvent() {
    }

    DeliveryEvent(long accountId, long deliveryId, Instant at, Kind kind, Reason reason, List<Evidence> evidence) {
        this.accountId = accountId;
        this.deliveryId = deliveryId;
        this.at = at;
        this.kind = kind;
        this.reason = reason;
        this.evidence = List.copyOf(evidence);
    }

    public Instant at() {
        return at;
    }

    public Kind kind() {
        return kind;
    }

    public Reason reason() {
        return reason;
    }

    /** Every host tried, in order; empty where no connection was needed. */
    public List<Evidence> evidence() {
        return evidence == null ? List.of() : evidence;
    }

    long deliveryId() {
        return deliveryId;
    }
}
