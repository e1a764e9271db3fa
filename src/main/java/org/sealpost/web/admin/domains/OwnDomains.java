package org.sealpost.web.admin.domains;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.sealpost.directory.Directory;
import org.sealpost.directory.LocalDomain;
import org.sealpost.publication.DomainClaims;
import org.sealpost.mail.Domain;
import org.sealpost.mail.MalformedAddress;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** The page /admin/domains.xhtml: the account's own domains, and the DNS record that proves each. */
@Named
@ViewScoped
public class OwnDomains implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    private Directory directory;
    @Inject
    private DomainClaims claims;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Tongue tongue;

    private String typed = "";
    private String flaw = "";
    /** What the last look found, by the domain's name. */
    private final HashMap<String, DomainClaims.Finding> findings = new HashMap<>();
    private transient List<LocalDomain> domains;

    public List<LocalDomain> getDomains() {
        if (domains == null) {
            domains = directory.domains(accountId());
        }
        return domains;
    }

    /** Claims what was typed; it stays a claim until the DNS proves it. */
    public void add() {
        try {
            claims.claim(accountId(), new Domain(typed.strip()), actor());
            typed = "";
            flaw = "";
        } catch (MalformedAddress e) {
            flaw = phrases().say("domains.flaw", typed.strip());
        }
        domains = null;
    }

    public void check(String name) {
        LocalDomain domain = getDomains().stream().filter(known -> known.name().name().equals(name))
                .findFirst().orElseThrow();
        findings.put(name, claims.check(domain, actor()));
        domains = null;
    }

    /** What the last look at this domain found, as a sentence; empty if nobody has looked. */
    public String finding(String name) {
        DomainClaims.Finding found = findings.get(name);
        return found == null ? "" : phrases().say("domains.found." + found.name().toLowerCase(Locale.ROOT));
    }

    public boolean isBad(String name) {
        DomainClaims.Finding found = findings.get(name);
        return found != null && found != DomainClaims.Finding.PROVEN;
    }

    public String getTyped() {
        return typed;
    }

    public void setTyped(String typed) {
        this.typed = typed;
    }

    public String getFlaw() {
        return flaw;
    }

    private long accountId() {
        return signedIn.account().id();
    }

    private String actor() {
        return signedIn.user().address().toString();
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.admin.admin");
    }
}
