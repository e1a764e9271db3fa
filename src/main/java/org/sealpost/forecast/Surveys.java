package org.sealpost.forecast;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.sealpost.directory.Errands;
import org.sealpost.mail.Domain;
import org.sealpost.transport.Survey;

/** Looks at domains in the background, as {@link Errands} do. */
public final class Surveys {

    private final Errands<Domain> errands;

    /**
     * @param surveyor looks, and may take its time
     * @param pupil is told what was seen, outside any transaction of the caller's
     */
    public Surveys(Function<Domain, Survey> surveyor, Consumer<Survey> pupil, Executor executor) {
        this.errands = new Errands<>("looking at domains", domain -> pupil.accept(surveyor.apply(domain)), executor);
    }

    public boolean isUnderWay(Domain domain) {
        return errands.isUnderWay(domain);
    }

    /** @return whether somebody looks now; false if too much is waiting already */
    public boolean start(Domain domain) {
        return errands.start(domain);
    }
}
