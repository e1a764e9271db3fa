package org.sealpost.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.sealpost.assurance.Reason;
import org.sealpost.directory.Directory;
import org.sealpost.directory.User;

/** The page /mail/password.xhtml: the first thing for whoever signs in with a password that somebody else has set. */
@Named
@RequestScoped
public class ChoosePassword {

    @Inject
    private Directory directory;
    @Inject
    private SignedIn signedIn;
    @Inject
    private PasswordAgain again;
    @Inject
    private HttpServletRequest request;
    @Inject
    private ExternalContext external;
    @Inject
    private Tongue tongue;

    private String current = "";
    private String wanted = "";
    private String refusal = "";

    /** The present password is asked for, so that an unwatched screen is not enough. */
    public void choose() throws IOException {
        User user = signedIn.user();
        refusal = objection(user);
        if (refusal.isEmpty()) {
            StaffDoor.enter(request, user);
            external.redirect(request.getContextPath() + "/mail/inbox.xhtml");
        }
    }

    private String objection(User user) {
        String who = user.address().toString();
        Optional<String> stranger = again.refusal(current);
        if (stranger.isPresent()) {
            return stranger.get();
        }
        if (wanted.equals(current)) {
            return phrases().say("password.same");
        }
        Optional<Reason> unfit = directory.choosePassword(user.accountId(), user.id(), wanted.toCharArray(), who);
        return unfit.map(phrases()::say).orElse("");
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.web");
    }

    public String getCurrent() {
        return "";
    }

    public void setCurrent(String current) {
        this.current = current;
    }

    public String getWanted() {
        return "";
    }

    public void setWanted(String wanted) {
        this.wanted = wanted;
    }

    public String getRefusal() {
        return refusal;
    }
}
