package org.sealpost.web.admin;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.reception.SenderLock;
import org.sealpost.reception.SenderLocks;
import org.sealpost.web.Moments;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** The page /admin/senders.xhtml: senders whose mail is taken over TLS only. */
@Named
@ViewScoped
public class LockSenders implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    private SenderLocks locks;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Moments moments;
    @Inject
    private Tongue tongue;

    private String typed = "";
    private String level = TlsLevel.ENCRYPTED.name();
    private String flaw = "";
    private transient List<SenderLock> all;

    public List<SenderLock> getAll() {
        if (all == null) {
            all = locks.of(signedIn.user().accountId());
        }
        return all;
    }

    /** What a lock has done so far. */
    public String effect(SenderLock lock) {
        return lock.refusedAt().map(at -> phrases().count("senders.refused", (int) lock.refusals()) + ", " + moments.said(at))
                .orElseGet(() -> phrases().say("senders.refused.none"));
    }

    public void lock() {
        flaw = locks.lock(signedIn.user(), typed, TlsLevel.valueOf(level)) ? "" : phrases().say("senders.flaw", typed.strip());
        typed = flaw.isEmpty() ? "" : typed;
        all = null;
    }

    public void unlock(String uuid) {
        locks.unlock(signedIn.user(), UUID.fromString(uuid));
        all = null;
    }

    public String getTyped() {
        return typed;
    }

    public void setTyped(String typed) {
        this.typed = typed;
    }

    public String getLevel() {
        return level;
    }

    public void setLevel(String level) {
        this.level = level;
    }

    public String getFlaw() {
        return flaw;
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.admin.admin");
    }
}
