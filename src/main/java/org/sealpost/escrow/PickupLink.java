package org.sealpost.escrow;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.sealpost.directory.InstantColumn;

/** The link of one notice. When another notice is made, the older link only says that it was replaced. */
@Entity
@Table(name = "pickup_link")
class PickupLink {

    @Id
    @Column(name = "token_hash")
    private String tokenHash;
    @Column(name = "account_id")
    private long accountId;
    @Column(name = "pickup_id")
    private long pickupId;
    @Column(name = "made_at")
    @Convert(converter = InstantColumn.class)
    private Instant madeAt;
    @Column(name = "replaced_at")
    @Convert(converter = InstantColumn.class)
    private Instant replacedAt;

    protected PickupLink() { }

    PickupLink(PickupToken token, Pickup pickup, Instant now) {
        tokenHash = token.hash();
        accountId = pickup.accountId();
        pickupId = pickup.id();
        madeAt = now;
    }

    void replace(Instant now) {
        replacedAt = now;
    }

    long accountId() {
        return accountId;
    }

    long pickupId() {
        return pickupId;
    }

    Optional<Closed> replaced() {
        return Optional.ofNullable(replacedAt).map(at -> Closed.since(Closed.Cause.REPLACED, at));
    }
}
