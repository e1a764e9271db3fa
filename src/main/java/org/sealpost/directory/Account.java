package org.sealpost.directory;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** An organisation that uses Sealpost. Accounts never see one another. */
@Entity
public class Account {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "account_seq")
    @SequenceGenerator(name = "account_seq", sequenceName = "account_seq", allocationSize = 50)
    private long id;

    private UUID uuid;

    private String name;

    private String phone;

    @Column(name = "public_host")
    private String publicHost;

    @Column(name = "created_at")
    private Instant createdAt;

    protected Account() {
    }

    Account(UUID uuid, String name, Instant createdAt) {
        this.uuid = uuid;
        this.name = name;
        this.phone = "";
        this.publicHost = "";
        this.createdAt = createdAt;
    }

    public long id() {
        return id;
    }

    public UUID uuid() {
        return uuid;
    }

    /** As recipients know the organisation. */
    public String name() {
        return name;
    }

    /** Whom recipients may call in doubt; empty if not given. */
    public String phone() {
        return phone;
    }

    /** The organisation's own host name for its pickup pages; empty: the site's. */
    public Optional<String> publicHost() {
        return Optional.of(publicHost).filter(host -> !host.isEmpty());
    }

    public Instant createdAt() {
        return createdAt;
    }

    void introduce(String newName, String newPhone) {
        name = newName;
        phone = newPhone;
    }
}
