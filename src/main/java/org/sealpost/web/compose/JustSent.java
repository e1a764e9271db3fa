package org.sealpost.web.compose;

import jakarta.enterprise.context.SessionScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.sealpost.web.Moments;
import org.sealpost.web.SignedIn;

/** The bar after sending: ten seconds to take it back. */
@Named
@SessionScoped
public class JustSent implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    private Mailer mailer;
    @Inject
    private DraftShelf shelf;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Moments moments;

    private UUID message;
    private UUID draft;
    private Instant leavesAt = Instant.EPOCH;
    private boolean tooLate;
    private String told = "";

    /** @param words what the sender must know besides, or nothing */
    void remember(UUID sentMessage, UUID itsDraft, Instant leaves, String words) {
        message = sentMessage;
        draft = itsDraft;
        leavesAt = leaves;
        told = words;
        tooLate = false;
    }

    public boolean isActive() {
        return getMillis() > 0;
    }

    public String getTold() {
        return told;
    }

    /** How long the bar stays. */
    public long getMillis() {
        return Math.max(0, Duration.between(moments.now(), leavesAt).toMillis());
    }

    /** Whether the last undo came too late; told once. */
    public boolean isTooLate() {
        boolean told = tooLate;
        tooLate = false;
        return told;
    }

    /** Back into compose, as if the button had never been pressed. */
    public void undo() throws IOException {
        FacesContext faces = FacesContext.getCurrentInstance();
        String root = faces.getExternalContext().getRequestContextPath();
        boolean back = message != null && mailer.undo(signedIn.user(), message);
        leavesAt = Instant.EPOCH;
        tooLate = !back;
        if (back) {
            shelf.takeBack(signedIn.user(), draft);
        }
        faces.getExternalContext().redirect(root + (back ? "/mail/compose.xhtml?draft=" + draft : "/mail/sent.xhtml"));
    }
}
