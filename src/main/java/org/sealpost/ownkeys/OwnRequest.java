package org.sealpost.ownkeys;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A request for a certificate (PKCS#10, RFC 2986), and the key that waits for it. */
@Entity
@Table(name = "own_request")
public class OwnRequest {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "own_request_seq")
    @SequenceGenerator(name = "own_request_seq", sequenceName = "own_request_seq", allocationSize = 50)
    private long id;

    private UUID uuid;

    @Column(name = "account_id")
    private long accountId;

    @Column(name = "user_id")
    private long userId;

    private byte[] request;

    private byte[] secret;

    @Column(name = "made_at")
    private Instant madeAt;

    protected OwnRequest() {
    }

    OwnRequest(UUID uuid, long accountId, long userId, byte[] request, byte[] sealedSecret, Instant madeAt) {
        this.uuid = uuid;
        this.accountId = accountId;
        this.userId = userId;
        this.request = request.clone();
        this.secret = sealedSecret;
        this.madeAt = madeAt;
    }

    public UUID uuid() {
        return uuid;
    }

    /** DER. */
    public byte[] request() {
        return request.clone();
    }

    byte[] sealedSecret() {
        return secret;
    }

    public Instant madeAt() {
        return madeAt;
    }
}
