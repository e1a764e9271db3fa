package org.sealpost.monitor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.sealpost.mail.Domain;
import org.sealpost.transport.Courier;
import org.sealpost.transport.Survey;

/** Looks at a domain, and has what was seen remembered and compared with the look before. */
@ApplicationScoped
public class Lookout {

    private Courier courier;
    private Chronicle chronicle;

    protected Lookout() {
    }

    @Inject
    Lookout(Courier courier, Chronicle chronicle) {
        this.courier = courier;
        this.chronicle = chronicle;
    }

    /** Waits for others' servers, so never call it in a transaction. */
    public void look(Domain domain) {
        note(survey(domain));
    }

    Survey survey(Domain domain) {
        return courier.survey(domain);
    }

    void note(Survey survey) {
        chronicle.note(survey);
    }
}
