package org.sealpost.destination;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.mail.Domain;

/** A domain whose organisation asked for enforced TLS. */
@Entity
@Table(name = "forced_domain")
public class ForcedDomain {

    /** A-labels in lower case, so that no other spelling dodges it. */
    @Id
    private String name;

    @Enumerated(EnumType.STRING)
    private TlsLevel level;

    private String why;

    private Instant since;

    @Column(name = "set_by")
    private String setBy;

    protected ForcedDomain() {
    }

    ForcedDomain(Domain name, TlsLevel level, String why, Instant since, String setBy) {
        this.name = name.name();
        this.level = level;
        this.why = why;
        this.since = since;
        this.setBy = setBy;
    }

    public Domain name() {
        return new Domain(name);
    }

    public TlsLevel level() {
        return level;
    }

    /** In the words of who forced it. */
    public String why() {
        return why;
    }

    public Instant since() {
        return since;
    }

    public String setBy() {
        return setBy;
    }

    /** What it demands of everything sent there. */
    RoadFloor floor() {
        return new RoadFloor(level, Reason.of("floor.forced"));
    }

    void become(TlsLevel newLevel, String newWhy, Instant now, String actor) {
        level = newLevel;
        why = newWhy;
        since = now;
        setBy = actor;
    }
}
