package org.sealpost.web.keys;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.sealpost.keyring.KnownKeys;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** What waits for a decision about contacts' keys, for the navigation of every page of webmail. */
@Named
@RequestScoped
public class KeyTasks {

    @Inject
    private KnownKeys known;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Tongue tongue;

    private Integer pending;

    public int getPending() {
        if (pending == null) {
            pending = known.countPending(signedIn.user().accountId());
        }
        return pending;
    }

    public String getStrip() {
        return tongue.phrases("org.sealpost.web.keys.keys").count("contactkeys.strip", getPending());
    }

    /** After a decision that this request has made. */
    void changed() {
        pending = null;
    }
}
