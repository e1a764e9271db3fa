package org.sealpost.reception;

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
import org.sealpost.assurance.TlsLevel;
import org.sealpost.mail.Domain;

/** Senders whose mail an account takes over TLS only. */
@Entity
@Table(name = "sender_lock")
public class SenderLock {

    /** What tells who is meant. */
    public enum Kind {
        /** The domain in the envelope or in the From field, and those below it. */
        DOMAIN,
        /** Where the other server calls from. */
        NETWORK
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "sender_lock_seq")
    @SequenceGenerator(name = "sender_lock_seq", sequenceName = "sender_lock_seq", allocationSize = 50)
    private long id;

    private UUID uuid;

    @Column(name = "account_id")
    private long accountId;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private String sender;

    @Enumerated(EnumType.STRING)
    private TlsLevel level;

    @Column(name = "set_by")
    private String setBy;

    private Instant since;

    private long refusals;

    @Column(name = "refused_at")
    private Instant refusedAt;

    protected SenderLock() {
    }

    SenderLock(UUID uuid, long accountId, Kind kind, String sender, TlsLevel level, String setBy, Instant since) {
        this.uuid = uuid;
        this.accountId = accountId;
        this.kind = kind;
        this.sender = sender;
        this.level = level;
        this.setBy = setBy;
        this.since = since;
    }

    public UUID uuid() {
        return uuid;
    }

    public Kind kind() {
        return kind;
    }

    /** A domain in A-labels, or {@code address/bits}. */
    public String sender() {
        return sender;
    }

    /** ENCRYPTED: any TLS. VERIFIED: the other server shows a certificate for its name, which lies in the sender's domain. */
    public TlsLevel level() {
        return level;
    }

    public String setBy() {
        return setBy;
    }

    public Instant since() {
        return since;
    }

    /** How often something was refused for it. */
    public long refusals() {
        return refusals;
    }

    public Optional<Instant> refusedAt() {
        return Optional.ofNullable(refusedAt);
    }

    void become(TlsLevel newLevel) {
        level = newLevel;
    }

    void refused(Instant at) {
        refusals++;
        refusedAt = at;
    }

    /** Whether mail of this origin is meant. @param author whom the From field names, once it was read */
    boolean isAbout(Origin origin, Optional<Domain> author) {
        return switch (kind) {
            case DOMAIN -> author.filter(this::holds).isPresent()
                    || origin.reversePath().address().filter(address -> holds(address.domain())).isPresent();
            case NETWORK -> Network.of(sender).filter(network -> network.holds(origin.address())).isPresent();
        };
    }

    /** Whether the connection is good enough. */
    boolean isMetBy(Origin origin) {
        if (level == TlsLevel.VERIFIED) {
            return origin.tls().flatMap(Origin.Tls::provenHost).filter(host -> kind == Kind.NETWORK || isWithin(host)).isPresent();
        }
        return origin.tls().isPresent();
    }

    private boolean holds(Domain domain) {
        return isWithin(domain.name());
    }

    private boolean isWithin(String name) {
        return name.equals(sender) || name.endsWith("." + sender);
    }
}
