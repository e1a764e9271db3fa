package org.sealpost.web.admin;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
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

/** The page /admin/forwarding.xhtml: every forward of the account, whether its target is safe, and the switch that lets only safe ones be. */
@Named
@ViewScoped
public class ManageForwards implements Serializable {

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
    private String whose = "";
    private String words = "";
    private String target = "";
    private String flaw = "";
    private boolean previewing;
    private transient List<ForwardRow> all;
    private transient List<ForwardRow> unsafe;

    public List<ForwardRow> getAll() {
        if (all == null) {
            all = rows().of(desk.all(signedIn.user()));
        }
        return all;
    }

    public void add() {
        try {
            flaw = said(desk.add(new ForwardWish(Forward.Kind.valueOf(kind), whose, words, Address.of(target)), signedIn.user()));
            if (flaw.isEmpty()) {
                whose = "";
                words = "";
                target = "";
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

    /** Looks at the targets again, however fresh the facts are. */
    public void lookAgain() {
        desk.all(signedIn.user()).forEach(rule -> forecasts.recheck(rule.target()));
        changed();
    }

    // TLS only

    public boolean isTlsOnly() {
        return desk.isTlsOnly(accountId());
    }

    /** Whether the system demands it. */
    public boolean isFixed() {
        return desk.isTlsOnlyFixed(accountId());
    }

    public boolean isPreviewing() {
        return previewing;
    }

    public List<ForwardRow> getUnsafe() {
        if (unsafe == null) {
            unsafe = rows().of(desk.preview(accountId()));
        }
        return unsafe;
    }

    public String getPreviewWords() {
        int count = getUnsafe().size();
        return count == 0 ? phrases().say("forwarding.preview.none") : phrases().count("forwarding.preview", count);
    }

    public void preview() {
        changed();
        previewing = true;
    }

    public void cancel() {
        changed();
    }

    public void setTlsOnly(boolean on) {
        desk.setTlsOnly(on, signedIn.user());
        changed();
    }

    // users' own

    public boolean isOpenToUsers() {
        return desk.isOpenToUsers(accountId());
    }

    public void openToUsers(boolean open) {
        desk.openToUsers(open, signedIn.user());
        changed();
    }

    // the form

    /** What filters send on, only those can set whose filters they are. */
    public List<Forward.Kind> getKinds() {
        return Stream.of(Forward.Kind.values()).filter(one -> one != Forward.Kind.MAILBOX_FILTER).toList();
    }

    public String getKind() {
        return kind;
    }

    public void setKind(String kind) {
        this.kind = kind;
    }

    public String getWhose() {
        return whose;
    }

    public void setWhose(String whose) {
        this.whose = whose;
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

    private void changed() {
        all = null;
        unsafe = null;
        previewing = false;
    }

    private ForwardRows rows() {
        return new ForwardRows(desk, forecasts, tongue.phrases("org.sealpost.web.web"));
    }

    private long accountId() {
        return signedIn.user().accountId();
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.admin.admin");
    }
}
