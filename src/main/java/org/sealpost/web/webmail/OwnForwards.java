package org.sealpost.web.webmail;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.assurance.Reason;
import org.sealpost.forecast.Forecasts;
import org.sealpost.forwarding.Forward;
import org.sealpost.mail.Address;
import org.sealpost.mail.MalformedAddress;
import org.sealpost.reception.ForwardDesk;
import org.sealpost.reception.ForwardWish;
import org.sealpost.web.ForwardRow;
import org.sealpost.web.ForwardRows;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** The page /mail/forwards.xhtml: where a user's mail is forwarded to. It can be changed only where the organisation allows that. */
@Named
@ViewScoped
public class OwnForwards implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    private ForwardDesk desk;
    @Inject
    private Forecasts forecasts;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Tongue tongue;

    private String kind = Forward.Kind.USER.name();
    private String words = "";
    private String target = "";
    private String flaw = "";
    private transient List<ForwardRow> all;

    public boolean isOpen() {
        return desk.isOpenToUsers(signedIn.user().accountId());
    }

    public List<ForwardRow> getAll() {
        if (all == null) {
            all = new ForwardRows(desk, forecasts, phrases()).of(desk.own(signedIn.user()));
        }
        return all;
    }

    public void add() {
        try {
            ForwardWish wish = new ForwardWish(Forward.Kind.valueOf(kind), signedIn.getAddress(), words, Address.of(target));
            flaw = said(desk.add(wish, signedIn.user()));
            if (flaw.isEmpty()) {
                words = "";
                target = "";
            }
        } catch (MalformedAddress e) {
            flaw = phrases().say(e.flaw(), e.written());
        }
        all = null;
    }

    public void remove(String uuid) {
        desk.remove(UUID.fromString(uuid), signedIn.user());
        all = null;
    }

    public void switchOff(String uuid) {
        desk.switchOff(UUID.fromString(uuid), signedIn.user());
        all = null;
    }

    public void switchOn(String uuid) {
        flaw = said(desk.switchOn(UUID.fromString(uuid), signedIn.user()));
        all = null;
    }

    public String getKind() {
        return kind;
    }

    public void setKind(String kind) {
        this.kind = kind;
    }

    public String getWords() {
        return words;
    }

    public void setWords(String words) {
        this.words = words;
    }

    public String getTarget() {
        return target;
    }

    public void setTarget(String target) {
        this.target = target;
    }

    public String getFlaw() {
        return flaw;
    }

    private String said(Optional<Reason> why) {
        return why.map(phrases()::say).orElse("");
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.web");
    }
}
