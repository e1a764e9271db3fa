package org.sealpost.web;

import jakarta.inject.Inject;
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
import org.sealpost.reception.ForwardRule;
import org.sealpost.reception.ForwardWish;

/** A page with a list of forwards that are switched and removed, and a form for one more. What was typed stays until it is taken. */
public abstract class ForwardForm implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    protected ForwardDesk desk;
    @Inject
    protected Forecasts forecasts;
    @Inject
    protected SignedIn signedIn;
    @Inject
    private Tongue tongue;

    private String kind = Forward.Kind.USER.name();
    private String words = "";
    private String target = "";
    private String flaw = "";
    private transient List<ForwardRow> all;

    /** Those that the page is about. */
    protected abstract List<ForwardRule> rules();

    /** Whose mail the new one forwards, as it was typed. */
    protected abstract String whose();

    /** The new one was taken. */
    protected void taken() {
        words = "";
        target = "";
    }

    /** Whatever was read before may be different now. */
    protected void changed() {
        all = null;
    }

    protected List<ForwardRow> rows(List<ForwardRule> rules) {
        return new ForwardRows(desk, forecasts, phrases()).of(rules);
    }

    protected Phrasebook phrases(String room) {
        return tongue.phrases(room);
    }

    public List<ForwardRow> getAll() {
        if (all == null) {
            all = rows(rules());
        }
        return all;
    }

    public void add() {
        try {
            flaw = said(desk.add(new ForwardWish(Forward.Kind.valueOf(kind), whose(), words, Address.of(target)), signedIn.user()));
            if (flaw.isEmpty()) {
                taken();
            }
        } catch (MalformedAddress e) {
            flaw = phrases().say(e.flaw(), e.written());
        }
        changed();
    }

    public void remove(String uuid) {
        desk.remove(UUID.fromString(uuid), signedIn.user());
        changed();
    }

    public void switchOff(String uuid) {
        desk.switchOff(UUID.fromString(uuid), signedIn.user());
        changed();
    }

    public void switchOn(String uuid) {
        flaw = said(desk.switchOn(UUID.fromString(uuid), signedIn.user()));
        changed();
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
        return phrases("org.sealpost.web.web");
    }
}
