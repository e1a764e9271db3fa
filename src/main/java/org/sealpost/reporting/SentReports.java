package org.sealpost.reporting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sealpost.mail.Domain;
import org.sealpost.mail.Outbox;
import org.sealpost.mail.SystemMail;

/** Which domains were reported to about which day. One row for each, so that of many processes, and after any crash, one reports. */
@ApplicationScoped
@Transactional
public class SentReports {

    private static final int DAYS_KEPT = 62;

    @PersistenceContext
    private EntityManager entities;

    private Outbox outbox;
    private InstantSource clock;

    protected SentReports() {
    }

    @Inject
    SentReports(Outbox outbox, InstantSource clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Those about which nothing is left to be done for that day. */
    Set<String> settled(LocalDate day) {
        List<?> domains = entities.createNativeQuery("SELECT domain FROM tls_report_sent WHERE day = ?").setParameter(1, day).getResultList();
        return domains.stream().map(String.class::cast).collect(Collectors.toSet());
    }

    /**
     * Hands the mail in and remembers it, both or neither; nothing if somebody was faster.
     *
     * @param mail empty if the domain wants none
     * @return whether it was ours to do
     */
    boolean settle(LocalDate day, Domain domain, List<SystemMail> mail) {
        boolean ours = entities.createNativeQuery("INSERT INTO tls_report_sent (day, domain, mails, settled_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
                .setParameter(1, day).setParameter(2, domain.name()).setParameter(3, mail.size())
                .setParameter(4, clock.instant().atOffset(ZoneOffset.UTC)).executeUpdate() == 1;
        if (ours) {
            mail.forEach(outbox::handIn);
        }
        return ours;
    }

    void forget(LocalDate today) {
        entities.createNativeQuery("DELETE FROM tls_report_sent WHERE day < ?").setParameter(1, today.minusDays(DAYS_KEPT)).executeUpdate();
    }
}
