package org.sealpost.directory;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A password that one mail program of a user signs in with; it opens nothing else. */
@Entity
@Table(name = "app_password")
public class AppPassword {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "app_password_seq")
    @SequenceGenerator(name = "app_password_seq", sequenceName = "app_password_seq", allocationSize = 50)
    private long id;

    private UUID uuid;

    @Column(name = "account_id")
    private long accountId;

    @Column(name = "user_id")
    private long userId;

    private String name;

    private byte[] salt;

    private int iterations;

    @Column(name = "stored_key")
    private byte[] storedKey;

    @Column(name = "server_key")
    private byte[] serverKey;

    @Column(name = "made_at")
    private Instant madeAt;

    @Column(name = "used_at")
    private Instant usedAt;

    protected AppPassword() {
    }

    AppPassword(UUID uuid, User user, String name, ScramSecret secret, Instant madeAt) {
        this.uuid = uuid;
        this.accountId = user.accountId();
        this.userId = user.id();
        this.name = name;
        this.salt = secret.salt();
        this.iterations = secret.iterations();
        this.storedKey = secret.storedKey();
        this.serverKey = secret.serverKey();
        this.madeAt = madeAt;
    }

    public UUID uuid() {
        return uuid;
    }

    /** What its user calls the program. */
    public String name() {
        return name;
    }

    public Instant madeAt() {
        return madeAt;
    }

    /** Told to the day. */
    public Optional<Instant> usedAt() {
        return Optional.ofNullable(usedAt);
    }

    public byte[] salt() {
        return salt.clone();
    }

    public int iterations() {
        return iterations;
    }

    public byte[] storedKey() {
        return storedKey.clone();
    }

    public byte[] serverKey() {
        return serverKey.clone();
    }

    ScramSecret secret() {
        return new ScramSecret(salt, iterations, storedKey, serverKey);
    }

    void use(Instant at) {
        usedAt = at;
    }
}
