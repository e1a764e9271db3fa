package org.sealpost.keys;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sealpost.mail.Domain;

/** A key that a domain of ours signs its mail with (RFC 6376). */
@Entity
@Table(name = "dkim_key")
public class SigningKey {

    /** Nothing that was signed is on its way longer than that. */
    static final Duration LINGERS = Duration.ofDays(7);

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "dkim_key_seq")
    @SequenceGenerator(name = "dkim_key_seq", sequenceName = "dkim_key_seq", allocationSize = 50)
    private long id;

    @Column(name = "account_id")
    private long accountId;

    private Domain domain;

    private String selector;

    private String algorithm;

    private String record;

    @Column(name = "private_key")
    private byte[] sealedKey;

    @Column(name = "made_at")
    private Instant madeAt;

    @Column(name = "seen_at")
    private Instant seenAt;

    @Column(name = "retired_at")
    private Instant retiredAt;

    protected SigningKey() {
    }

    SigningKey(long accountId, Domain domain, String selector, String algorithm, String record, byte[] sealedKey, Instant madeAt) {
        this.accountId = accountId;
        this.domain = domain;
        this.selector = selector;
        this.algorithm = algorithm;
        this.record = record;
        this.sealedKey = sealedKey;
        this.madeAt = madeAt;
    }

    long accountId() {
        return accountId;
    }

    public Domain domain() {
        return domain;
    }

    public String selector() {
        return selector;
    }

    /** {@code rsa-sha256} or {@code ed25519-sha256}. */
    public String algorithm() {
        return algorithm;
    }

    /** Where it is published. */
    public String name() {
        return selector + "._domainkey." + domain.name();
    }

    /** The TXT record that is published there. */
    public String record() {
        return record;
    }

    public Instant madeAt() {
        return madeAt;
    }

    /** When the DNS first showed it: only then it signs. */
    public Optional<Instant> seenAt() {
        return Optional.ofNullable(seenAt);
    }

    /** It signs no more, but must stay published for a week. */
    public boolean isRetired() {
        return retiredAt != null;
    }

    /** Whether mail is signed with it now. */
    public boolean isSigning() {
        return seenAt != null && retiredAt == null;
    }

    boolean isDone(Instant now) {
        return retiredAt != null && now.isAfter(retiredAt.plus(LINGERS));
    }

    byte[] sealedKey() {
        return sealedKey;
    }

    void see(Instant at) {
        seenAt = seenAt == null ? at : seenAt;
    }

    void retire(Instant at) {
        retiredAt = retiredAt == null ? at : retiredAt;
    }
}
