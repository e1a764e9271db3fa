package org.sealpost.web.admin;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.sealpost.directory.Delegations;
import org.sealpost.directory.Directory;
import org.sealpost.directory.User;
import org.sealpost.mail.Address;
import org.sealpost.mail.MalformedAddress;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** On the page /admin/users.xhtml: who may write from which other address. */
@Named
@ViewScoped
public class Delegate implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    private Delegations delegations;
    @Inject
    private Directory directory;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Tongue tongue;

    private String who = "";
    private String typed = "";
    private String flaw = "";

    /** The other addresses of a user, as text. */
    public List<String> of(User user) {
        return delegations.of(user).stream().map(Address::toString).toList();
    }

    public void grant() {
        try {
            flaw = delegations.grant(user(who), Address.of(typed), actor()).map(phrases()::say).orElse("");
            typed = flaw.isEmpty() ? "" : typed;
        } catch (MalformedAddress e) {
            flaw = phrases().say(e.flaw(), e.written());
        }
    }

    public void revoke(String user, String address) {
        delegations.revoke(user(user), Address.of(address), actor());
        flaw = "";
    }

    public String getWho() {
        return who;
    }

    public void setWho(String who) {
        this.who = who;
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

    private User user(String uuid) {
        return directory.user(signedIn.user().accountId(), UUID.fromString(uuid)).orElseThrow();
    }

    private String actor() {
        return signedIn.user().address().toString();
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.admin.admin");
    }
}
