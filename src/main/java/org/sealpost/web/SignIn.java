package org.sealpost.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.sealpost.directory.SignInGate;
import org.sealpost.directory.Directory;
import org.sealpost.directory.User;
import org.sealpost.mail.Address;
import org.sealpost.mail.MalformedAddress;

/** The page /signin.xhtml, and leaving from any page. */
@Named
@RequestScoped
public class SignIn {

    private static final String INBOX = "/mail/inbox.xhtml";

    @Inject
    private HttpServletRequest request;
    @Inject
    private ExternalContext external;
    @Inject
    private Directory directory;
    @Inject
    private SignInGate gate;
    @Inject
    private Tongue tongue;

    private String address = "";
    private String password = "";
    private String refusal = "";

    /** Answers alike whether the address or the password was wrong. */
    public void enter() throws IOException {
        String typed = address.strip().toLowerCase(Locale.ROOT);
        Optional<Duration> wait = gate.tried(typed, request.getRemoteAddr());
        if (wait.isPresent()) {
            refusal = phrases().count("signin.locked", (int) Math.max(1, wait.get().plusSeconds(59).toMinutes()));
            return;
        }
        Optional<User> user = known(typed);
        if (user.isEmpty()) {
            refusal = phrases().say("signin.wrong");
            return;
        }
        gate.succeeded(typed, request.getRemoteAddr());
        StaffDoor.enter(request, user.get());
        external.redirect(request.getContextPath() + getFrom());
    }

    public void leave() throws IOException {
        StaffDoor.leave(request);
        external.redirect(request.getContextPath() + "/signin.xhtml");
    }

    /** Where the person wanted to go: a path of ours, never another site. */
    public String getFrom() {
        String from = request.getParameter("from");
        return from != null && from.matches("/(mail|admin)/[A-Za-z0-9/_.?=&%-]*") ? from : INBOX;
    }

    private Optional<User> known(String typed) {
        try {
            Address who = Address.of(typed);
            Optional<User> user = directory.signIn(who, password.toCharArray());
            if (user.isEmpty()) {
                gate.refused(who, "web", request.getRemoteAddr());
            }
            return user;
        } catch (MalformedAddress e) {
            return Optional.empty();
        }
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.web");
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

    public String getRefusal() {
        return refusal;
    }
}
