package org.sealpost.web.admin;

import jakarta.annotation.PostConstruct;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.sealpost.directory.Enrolment;
import org.sealpost.directory.FirstAdministrator;
import org.sealpost.mail.Address;
import org.sealpost.mail.MalformedAddress;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.Tongue;

/** The page /setup.xhtml: whoever holds the one-time link founds the account and becomes its administrator. */
@Named
@ViewScoped
public class Setup implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    private FirstAdministrator first;
    @Inject
    private HttpServletRequest request;
    @Inject
    private ExternalContext external;
    @Inject
    private Tongue tongue;

    private String token;
    private String organisation = "";
    private String name = "";
    private String address = "";
    private String password = "";
    private String flaw = "";

    @PostConstruct
    void open() {
        token = Optional.ofNullable(request.getParameter("token")).orElse("");
    }

    /** Whether the link is good. Looking changes nothing. */
    public boolean isInvited() {
        return first.isInvited(token);
    }

    public void found() throws IOException {
        flaw = "";
        if (organisation.isBlank() || name.isBlank()) {
            flaw = phrases().say("setup.missing");
            return;
        }
        try {
            take(first.appoint(token, organisation, Address.of(address), name, password.toCharArray()));
        } catch (MalformedAddress e) {
            flaw = phrases().say(e.flaw(), e.written());
        }
    }

    private void take(Optional<Enrolment> enrolment) throws IOException {
        if (enrolment.isPresent() && enrolment.get() instanceof Enrolment.Refused refused) {
            flaw = phrases().say(refused.why());
        } else if (enrolment.isPresent()) {
            external.redirect(external.getRequestContextPath() + "/signin.xhtml?from=/admin/domains.xhtml");
        }
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.admin.admin");
    }

    public String getOrganisation() {
        return organisation;
    }

    public void setOrganisation(String organisation) {
        this.organisation = organisation;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getAddress() {
        return address;
    }

    public void setAddress(String address) {
        this.address = address;
    }

    public String getPassword() {
        return "";
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getFlaw() {
        return flaw;
    }
}
