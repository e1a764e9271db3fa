package org.sealpost.monitor;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.sealpost.destination.Destinations;
import org.sealpost.mail.Domain;
import org.sealpost.transport.Courier;
import org.sealpost.transport.Survey;

/** Looks at a domain, and has what was seen remembered and compared with the look before. */
@ApplicationScoped
public class Lookout {

    private static final System.Logger LOG = System.getLogger(Lookout.class.getName());

    private Courier courier;
    private Destinations destinations;
    private DomainChanges changes;

    protected Lookout() {
    }

    @Inject
    Lookout(Courier courier, Destinations destinations, DomainChanges changes) {
        this.courier = courier;
        this.destinations = destinations;
        this.changes = changes;
    }

    /** Waits for others' servers, so never call it in a transaction. */
    public void look(Domain domain) {
        note(survey(domain));
    }

    Survey survey(Domain domain) {
        return courier.survey(domain);
    }

    void note(Survey survey) {
        destinations.learn(survey);
        if (survey.kind() == Survey.Kind.REACHED) {
            changes.see(survey.domain(), Sight.of(survey), survey.at()).stream().filter(Change::fall).forEach(fall ->
                    LOG.log(WARNING, "{0} fell: {1} was {2}, is {3}", survey.domain(), fall.what(), fall.was(), fall.became()));
        }
    }
}
