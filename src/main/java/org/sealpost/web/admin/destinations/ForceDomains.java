package org.sealpost.web.admin.destinations;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.destination.ForcedDomain;
import org.sealpost.destination.ForcedDomains;
import org.sealpost.mail.Domain;
import org.sealpost.mail.MalformedAddress;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** The page /admin/forced.xhtml, for system administrators alone: organisations that asked for enforced TLS. */
@Named
@ViewScoped
public class ForceDomains implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    private ForcedDomains forced;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Tongue tongue;

    private String typed = "";
    private String level = TlsLevel.VERIFIED.name();
    private String reason = "";
    private String flaw = "";
    private transient List<ForcedDomain> all;

    public List<ForcedDomain> getAll() {
        if (all == null) {
            all = forced.all();
        }
        return all;
    }

    public void force() {
        flaw = "";
        if (reason.isBlank()) {
            flaw = phrases().say("forced.reason.missing");
            return;
        }
        try {
            forced.force(new Domain(typed.strip()), TlsLevel.valueOf(level), reason, signedIn.user());
            typed = "";
            reason = "";
            all = null;
        } catch (MalformedAddress e) {
            flaw = phrases().say("domains.flaw", typed.strip());
        }
    }

    public void release(String name) {
        forced.release(new Domain(name), signedIn.user());
        all = null;
    }

    public String getTyped() {
        return typed;
    }

    public void setTyped(String typed) {
        this.typed = typed;
    }

    public String getLevel() {
        return level;
    }

    public void setLevel(String level) {
        this.level = level;
    }

    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = reason;
    }

    public String getFlaw() {
        return flaw;
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.admin.admin");
    }
}
