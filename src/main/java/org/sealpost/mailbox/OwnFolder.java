package org.sealpost.mailbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.util.UUID;

/** A folder that a user made. */
@Entity
@Table(name = "own_folder")
public class OwnFolder {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "own_folder_seq")
    @SequenceGenerator(name = "own_folder_seq", sequenceName = "own_folder_seq", allocationSize = 50)
    private long id;

    private UUID uuid;

    @Column(name = "account_id")
    private long accountId;

    @Column(name = "user_id")
    private long userId;

    @Column(name = "name")
    private byte[] sealedName;

    @Transient
    private String name;

    protected OwnFolder() {
    }

    OwnFolder(UUID uuid, long accountId, long userId, String name, byte[] sealedName) {
        this.uuid = uuid;
        this.accountId = accountId;
        this.userId = userId;
        this.name = name;
        this.sealedName = sealedName;
    }

    public long id() {
        return id;
    }

    public UUID uuid() {
        return uuid;
    }

    long accountId() {
        return accountId;
    }

    public String name() {
        return name;
    }

    byte[] sealedName() {
        return sealedName;
    }

    void unseal(String clear) {
        name = clear;
    }

    void rename(String clear, byte[] sealed) {
        name = clear;
        sealedName = sealed;
    }
}
