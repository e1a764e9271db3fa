package org.sealpost.ownkeys;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.directory.User;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.Standard;
import org.sealpost.openpgp.WebKeyDirectory;

/** A key of one of our own people. One of each standard at most is current; any other is kept for opening what was encrypted to it. */
@Entity
@Table(name = "own_key")
public class OwnKey {

    /** How it came here. */
    public enum Origin {
        MADE,
        IMPORTED,
        /** An authority issued a certificate for a key that was made here. */
        ISSUED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "own_key_seq")
    @SequenceGenerator(name = "own_key_seq", sequenceName = "own_key_seq", allocationSize = 50)
    private long id;

    private UUID uuid;

    @Column(name = "account_id")
    private long accountId;

    @Column(name = "user_id")
    private long userId;

    @Enumerated(EnumType.STRING)
    private Standard standard;

    private String fingerprint;

    private byte[] certificate;

    private byte[] secret;

    @Enumerated(EnumType.STRING)
    private Origin origin;

    private boolean current;

    private boolean revoked;

    private boolean published;

    private String place;

    private Instant ends;

    private int warned;

    @Column(name = "added_at")
    private Instant addedAt;

    protected OwnKey() {
    }

    OwnKey(UUID uuid, User owner, KeyFacts facts, Origin origin, byte[] sealedSecret, Instant addedAt) {
        this.uuid = uuid;
        this.accountId = owner.accountId();
        this.userId = owner.id();
        this.place = WebKeyDirectory.hash(owner.address().localPart());
        this.standard = facts.standard();
        this.fingerprint = facts.fingerprint();
        this.origin = origin;
        this.addedAt = addedAt;
        keep(facts, sealedSecret);
    }

    long id() {
        return id;
    }

    public UUID uuid() {
        return uuid;
    }

    public long accountId() {
        return accountId;
    }

    public long userId() {
        return userId;
    }

    public Standard standard() {
        return standard;
    }

    /** In hexadecimal capitals. */
    public String fingerprint() {
        return fingerprint;
    }

    public Certificate certificate() {
        return new Certificate(certificate);
    }

    byte[] sealedSecret() {
        return secret;
    }

    public Origin origin() {
        return origin;
    }

    /** Whether it is the one in use, as long as nothing speaks against it. */
    public boolean isCurrent() {
        return current;
    }

    /** Whether its owner called it back. */
    public boolean isRevoked() {
        return revoked;
    }

    /** Whether its owner lets everybody find its certificate. */
    public boolean isPublished() {
        return published;
    }

    /** When it ends; empty if it doesn't. */
    public Optional<Instant> ends() {
        return Optional.ofNullable(ends);
    }

    public Instant addedAt() {
        return addedAt;
    }

    /** How many days before its end its owner was told last; 0 if never. */
    int warned() {
        return warned;
    }

    void warn(int days) {
        warned = days;
    }

    /** The same key with what its owner says of it now. */
    final void keep(KeyFacts facts, byte[] sealedSecret) {
        certificate = facts.certificate().octets();
        secret = sealedSecret;
        revoked = facts.isRevoked();
        ends = facts.ends().orElse(null);
        warned = 0;
    }

    void become(boolean inUse) {
        current = inUse;
    }

    void publish(boolean forAll) {
        published = forAll;
    }
}
