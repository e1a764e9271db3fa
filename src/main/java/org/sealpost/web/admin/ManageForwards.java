package org.sealpost.web.admin;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.util.List;
import java.util.stream.Stream;
import org.sealpost.forwarding.Forward;
import org.sealpost.reception.ForwardRule;
import org.sealpost.web.ForwardForm;
import org.sealpost.web.ForwardRow;
import org.sealpost.web.Phrasebook;

/** The page /admin/forwarding.xhtml: every forward of the account, whether its target is safe, and the switch that lets only safe ones be. */
@Named
@ViewScoped
public class ManageForwards extends ForwardForm {

    private static final long serialVersionUID = 1;

    private String whose = "";
    private boolean previewing;
    private transient List<ForwardRow> unsafe;

    @Override
    protected List<ForwardRule> rules() {
        return desk.all(signedIn.user());
    }

    @Override
    protected String whose() {
        return whose;
    }

    @Override
    protected void taken() {
        super.taken();
        whose = "";
    }

    @Override
    protected void changed() {
        super.changed();
        unsafe = null;
        previewing = false;
    }

    /** Looks at the targets again, however fresh the facts are. */
    public void lookAgain() {
        rules().forEach(rule -> forecasts.recheck(rule.target()));
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
            unsafe = rows(desk.preview(accountId()));
        }
        return unsafe;
    }

    public String getPreviewWords() {
        Phrasebook phrases = phrases("org.sealpost.web.admin.admin");
        int count = getUnsafe().size();
        return count == 0 ? phrases.say("forwarding.preview.none") : phrases.count("forwarding.preview", count);
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

    public String getWhose() {
        return whose;
    }

    public void setWhose(String whose) {
        this.whose = whose;
    }

    private long accountId() {
        return signedIn.user().accountId();
    }
}
