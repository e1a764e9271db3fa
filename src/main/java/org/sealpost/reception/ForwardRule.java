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
import java.time.LocalDate;
import java.util.UUID;
import org.sealpost.forwarding.Forward;
import org.sealpost.mail.Address;

/** A forward of an account. What it does never changes; it only is switched off and on. */
@Entity
@Table(name = "forward_rule")
public class ForwardRule {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "forward_rule_seq")
    @SequenceGenerator(name = "forward_rule_seq", sequenceName = "forward_rule_seq", allocationSize = 50)
    private long id;
    private UUID uuid;
    @Column(name = "account_id")
    private long accountId;
    @Enumerated(EnumType.STRING)
    private Forward.Kind kind;
    private String whose;
    private String words;
    private Address target;
    private boolean active;
    @Column(name = "made_at")
    private Instant madeAt;
    @Column(name = "made_by")
    private String madeBy;
    @Column(name = "told_on")
    private LocalDate toldOn;

    protected ForwardRule() {
    }

    ForwardRule(long accountId, ForwardWish wish, Instant madeAt, String madeBy) {
        this.uuid = UUID.randomUUID();
        this.accountId = accountId;
        this.kind = wish.kind();
        this.whose = wish.whose();
        this.words = wish.words();
        this.target = wish.target();
        this.active = true;
        this.madeAt = madeAt;
        this.madeBy = madeBy;
    }

    public UUID uuid() {
        return uuid;
    }

    public long accountId() {
        return accountId;
    }

    public Forward.Kind kind() {
        return kind;
    }

    /** An address or a domain of ours. */
    public String whose() {
        return whose;
    }

    public String words() {
        return words;
    }

    public Address target() {
        return target;
    }

    public boolean isActive() {
        return active;
    }

    public Instant madeAt() {
        return madeAt;
    }

    public String madeBy() {
        return madeBy;
    }

    Forward forward() {
        return new Forward(id, uuid, kind, whose, words, target);
    }

    void become(boolean on) {
        active = on;
    }

    /** @return whether its owner wasn't told on that day yet */
    boolean tell(LocalDate day) {
        boolean first = toldOn == null || toldOn.isBefore(day);
        toldOn = first ? day : toldOn;
        return first;
    }
}
