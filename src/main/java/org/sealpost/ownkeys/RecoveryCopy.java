package org.sealpost.ownkeys;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A secret key, encrypted to its account's recovery key. */
@Entity
@Table(name = "recovery_copy")
class RecoveryCopy {

    @Id
    @Column(name = "own_key_id")
    private long ownKeyId;

    @Column(name = "account_id")
    private long accountId;

    private String fingerprint;

    private byte[] octets;

    @Column(name = "made_at")
    private Instant madeAt;

    protected RecoveryCopy() {
    }

    /** @param fingerprint of the recovery key */
    RecoveryCopy(long ownKeyId, long accountId, String fingerprint, byte[] octets, Instant madeAt) {
        this.ownKeyId = ownKeyId;
        this.accountId = accountId;
        keep(fingerprint, octets, madeAt);
    }

    long ownKeyId() {
        return ownKeyId;
    }

    byte[] octets() {
        return octets.clone();
    }

    Instant madeAt() {
        return madeAt;
    }

    final void keep(String recoveryFingerprint, byte[] sealed, Instant now) {
        fingerprint = recoveryFingerprint;
        octets = sealed.clone();
        madeAt = now;
    }
}
