package org.sealpost.web.pickup;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.InstantSource;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.escrow.Challenge;
import org.sealpost.escrow.Doorkeeper;
import org.sealpost.escrow.Verdict;

/** Step 2: the code, the answer or the passphrase. */
@Named
@RequestScoped
public class ProveIdentity {

    @Inject
    private Guest guest;
    @Inject
    private Doorkeeper doorkeeper;
    @Inject
    private PickupLimits limits;
    @Inject
    private InstantSource clock;

    private String given = "";

    public Challenge getChallenge() {
        return guest.challenge();
    }

    /** {@code code}, {@code question} or {@code passphrase}: the texts of each begin with it. */
    public String getKind() {
        return getChallenge().check().name().toLowerCase(java.util.Locale.ROOT);
    }

    public boolean isCode() {
        return getChallenge().check() == IdentityCheck.CODE;
    }

    /** Whether the reader came by reference and may not learn whether it exists. */
    public boolean isBlind() {
        return isCode() && getChallenge().author().isEmpty();
    }

    public String getAuthor() {
        return getChallenge().author().orElse(guest.say("check.sender"));
    }

    /** Whether another code would be sent by now. */
    public boolean isResendable() {
        return getChallenge().resendAt().filter(at -> clock.instant().isBefore(at)).isEmpty();
    }

    public void verify() {
        Visit visit = guest.visit().orElseThrow();
        int terms = getChallenge().terms();
        Verdict verdict = doorkeeper.verify(visit.door(), given);
        if (verdict instanceof Verdict.Passed) {
            visit.enter(guest.request(), terms);
            Guest.go("message");
            return;
        }
        if (verdict instanceof Verdict.Wrong wrong) {
            visit.say("check.wrong." + getKind() + (wrong.left() == 1 ? ".one" : ".many"), wrong.left());
        } else if (verdict instanceof Verdict.Unreadable) {
            visit.say("check.unreadable", 0);
        } else if (verdict instanceof Verdict.Stale) {
            visit.say("check.stale." + getKind(), 0);
        }
        Guest.go("check");
    }

    /** Another code, please. */
    public void again() {
        Visit visit = guest.visit().orElseThrow();
        if (!isResendable()) {
            visit.say("check.tooearly", 0);
        } else if (limits.asked(visit.door().reference() + " " + visit.door().address()).isPresent()) {
            visit.say("check.toooften", 0);
        } else {
            doorkeeper.start(visit.door());
            visit.say("check.again", 0);
        }
        Guest.go("check");
    }

    public String getGiven() {
        return "";
    }

    public void setGiven(String given) {
        this.given = given;
    }
}
