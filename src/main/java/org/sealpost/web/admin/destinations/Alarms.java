package org.sealpost.web.admin.destinations;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.sealpost.monitor.Correspondents;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** How many domains that the account wrote to are less safe than they were, for the navigation. */
@Named
@RequestScoped
public class Alarms {

    @Inject
    private Correspondents correspondents;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Tongue tongue;

    private Integer count;

    public int getCount() {
        if (count == null) {
            count = correspondents.countAlarms(signedIn.account().id());
        }
        return count;
    }

    public String getWords() {
        Phrasebook phrases = tongue.phrases("org.sealpost.web.admin.admin");
        return phrases.count("nav.alarms", getCount());
    }
}
