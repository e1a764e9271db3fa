package org.sealpost.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.LocalDate;
import org.sealpost.mail.Domain;

/** Of what administrators were told on which day: a thousand messages to one broken domain are one alarm. */
@ApplicationScoped
class AlarmBook {

    @PersistenceContext
    private EntityManager entities;

    protected AlarmBook() {
    }

    /** In the caller's transaction. @return whether they weren't told of it on that day of UTC yet */
    boolean isNew(long accountId, Domain domain, String topic, LocalDate day) {
        return entities.createNativeQuery("""
                INSERT INTO alarm_told (account_id, domain, topic, day) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                .setParameter(1, accountId).setParameter(2, domain.name()).setParameter(3, topic).setParameter(4, day)
                .executeUpdate() == 1;
    }
}
