package org.sealpost.web.keys;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.assurance.Reason;
import org.sealpost.ownkeys.KeyDesk;
import org.sealpost.ownkeys.OwnKey;
import org.sealpost.ownkeys.OwnKeys;
import org.sealpost.ownkeys.Recovery;
import org.sealpost.ownkeys.RecoveryKey;
import org.sealpost.web.Fingerprint;
import org.sealpost.web.Moments;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** The keys on /mail/keys.xhtml, and what their owner does with each of them. What can't be undone is asked again. */
@Named
@ViewScoped
public class OwnKeyList implements Serializable {

    private static final long serialVersionUID = 1;
    private static final String LIST = "list";

    @Inject
    private OwnKeys keys;
    @Inject
    private KeyDesk desk;
    @Inject
    private Recovery recovery;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Moments moments;
    @Inject
    private Tongue tongue;

    private String asked = "";
    private String what = "";
    private boolean compromised;
    private String place = LIST;
    private String told = "";
    private String flaw = "";
    private transient List<OwnKeyCard> cards;

    public List<OwnKeyCard> getCards() {
        if (cards == null) {
            OwnKeyWords words = new OwnKeyWords(phrases(), moments::day);
            // those in use first, otherwise the newest
            cards = keys.of(signedIn.user()).stream().sorted(Comparator.comparing((OwnKey key) -> !key.isCurrent())).map(key -> words.card(key, keys.facts(key), recovery.since(key))).toList();
        }
        return cards;
    }

    /** What the organisation can do with these keys; empty if it can't. */
    public String getRecoverable() {
        return recovery.of(signedIn.user().accountId()).map(this::said).orElse("");
    }

    private String said(RecoveryKey key) {
        return phrases().say("ownkeys.recovery", moments.day(key.setAt()), Fingerprint.grouped(key.fingerprint()));
    }

    /** Something is to be done with a key that can't be undone, or that needs more words. @param step EXPORT, REVOKE or REMOVE */
    public void ask(String id, String step) {
        asked = id;
        what = step;
        compromised = false;
        say("", "");
    }

    public void cancel() {
        ask("", "");
    }

    public boolean isAsked(String id, String step) {
        return asked.equals(id) && what.equals(step);
    }

    public void use(String id) {
        done(desk.use(signedIn.user(), UUID.fromString(id)), "ownkeys.told.use");
    }

    public void prolong(String id) {
        done(desk.prolong(signedIn.user(), UUID.fromString(id)), "ownkeys.told.prolong");
    }

    public void publish(String id, boolean forAll) {
        desk.publish(signedIn.user(), UUID.fromString(id), forAll);
        done(Optional.empty(), forAll ? "ownkeys.told.publish" : "ownkeys.told.unpublish");
    }

    public void revoke(String id) {
        done(desk.revoke(signedIn.user(), UUID.fromString(id), compromised), "ownkeys.told.revoke");
    }

    public void remove(String id) {
        desk.remove(signedIn.user(), UUID.fromString(id));
        done(Optional.empty(), "ownkeys.told.remove");
    }

    private void done(Optional<Reason> refusal, String said) {
        ask("", "");
        say(refusal.isPresent() ? "" : phrases().say(said), refusal.map(phrases()::say).orElse(""));
    }

    void say(String fine, String wrong) {
        say(LIST, fine, wrong);
    }

    /** @param where of the page it is said: beside {@code make}, {@code bring}, {@code request} or {@code export}; {@code list} is above all of them */
    void say(String where, String fine, String wrong) {
        place = where;
        told = fine;
        flaw = wrong;
        cards = null;
    }

    public String getPlace() {
        return place;
    }

    public String getTold() {
        return told;
    }

    public String getFlaw() {
        return flaw;
    }

    public boolean isCompromised() {
        return compromised;
    }

    public void setCompromised(boolean compromised) {
        this.compromised = compromised;
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.keys.keys");
    }
}
