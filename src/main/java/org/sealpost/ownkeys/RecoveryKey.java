package org.sealpost.ownkeys;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.sealpost.endtoend.Certificate;

/** An account's OpenPGP certificate whose secret is kept elsewhere, and with which its people's keys can be had again. */
@Entity
@Table(name = "recovery_key")
public class RecoveryKey {

    @Id
    @Column(name = "account_id")
    private long accountId;

    private String fingerprint;

    private byte[] certificate;

    @Column(name = "set_by")
    private String setBy;

    @Column(name = "set_at")
    private Instant setAt;

    private int warned;

    protected RecoveryKey() {
    }

    RecoveryKey(long accountId, String fingerprint, Certificate certificate, String setBy, Instant setAt) {
        this.accountId = accountId;
        this.fingerprint = fingerprint;
        this.certificate = certificate.octets();
        this.setBy = setBy;
        this.setAt = setAt;
    }

    long accountId() {
        return accountId;
    }

    /** In hexadecimal capitals. */
    public String fingerprint() {
        return fingerprint;
    }

    public Certificate certificate() {
        return new Certificate(certificate);
    }

    /** The administrator's address. */
    public String setBy() {
        return setBy;
    }

    public Instant setAt() {
        return setAt;
    }

    /** Before how many days the account's administrators were told last that it ends; 0 if never. */
    int warned() {
        return warned;
    }

    void warn(int days) {
        warned = days;
    }
}
