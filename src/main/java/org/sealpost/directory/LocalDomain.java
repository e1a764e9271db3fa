package org.sealpost.directory;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sealpost.mail.Domain;

/**
 * A domain that an account claims. It is local, that is, mail to it stays inside, only once a TXT record at
 * {@link #proofName()} holds {@link #proofToken()}.
 */
@Entity
@Table(name = "local_domain")
public class LocalDomain {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "local_domain_seq")
    @SequenceGenerator(name = "local_domain_seq", sequenceName = "local_domain_seq", allocationSize = 50)
    private long id;

    @Column(name = "account_id")
    private long accountId;

    private Domain name;

    @Column(name = "proof_token")
    private String proofToken;

    @Column(name = "proven_at")
    private Instant provenAt;

    protected LocalDomain() {
    }

    LocalDomain(long accountId, Domain name, String proofToken) {
        this.accountId = accountId;
        this.name = name;
        this.proofToken = proofToken;
    }

    public long id() {
        return id;
    }

    public long accountId() {
        return accountId;
    }

    public Domain name() {
        return name;
    }

    /** Where the proof is looked for, a DNS name. */
    public String proofName() {
        return "_sealpost." + name.name();
    }

    /** What the TXT record must say, the whole of it. */
    public String proofToken() {
        return proofToken;
    }

    public Optional<Instant> provenAt() {
        return Optional.ofNullable(provenAt);
    }

    public boolean isProven() {
        return provenAt != null;
    }

    boolean provenBy(List<String> txt) {
        return txt.stream().map(String::strip).anyMatch(proofToken::equals);
    }

    void prove(Instant at) {
        provenAt = at;
    }
}
