package org.sealpost.monitor;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import org.sealpost.destination.Destinations;
import org.sealpost.mail.Domain;
import org.sealpost.transport.Survey;

/**
 * Writes down what a look saw: remembered, compared with the look before, and told to administrators, all in one short
 * transaction. So each fall is told exactly once, whenever the process dies.
 */
@ApplicationScoped
class Chronicle {

    private static final System.Logger LOG = System.getLogger(Chronicle.class.getName());

    private Destinations destinations;
    private DomainChanges changes;
    private AlarmMail mail;

    protected Chronicle() {
    }

    @Inject
    Chronicle(Destinations destinations, DomainChanges changes, AlarmMail mail) {
        this.destinations = destinations;
        this.changes = changes;
        this.mail = mail;
    }

    @Transactional
    public void note(Survey survey) {
        destinations.learn(survey);
        if (survey.kind() == Survey.Kind.REACHED) {
            compare(survey.domain(), survey);
        }
    }

    private void compare(Domain domain, Survey survey) {
        List<Change> before = changes.falls(domain);
        List<Change> falls = changes.see(domain, Sight.of(survey), survey.at()).stream().filter(Change::fall).toList();
        if (!falls.isEmpty()) {
            falls.forEach(fall -> LOG.log(WARNING, "{0} fell: {1} was {2}, is {3}", domain, fall.what(), fall.was(), fall.became()));
            mail.fell(domain, falls);
        } else if (!before.isEmpty() && changes.falls(domain).isEmpty()) {
            mail.madeGood(domain);
        }
    }
}
