package org.sealpost.web.admin.keys;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.sealpost.assurance.Reason;
import org.sealpost.ownkeys.KeyDesk;
import org.sealpost.ownkeys.Recovery;
import org.sealpost.ownkeys.RecoveryKey;
import org.sealpost.web.Fingerprint;
import org.sealpost.web.Moments;
import org.sealpost.web.PasswordAgain;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;
import org.sealpost.web.UploadedFile;

/** The recovery key of the account on /admin/keys.xhtml. Auditors see it; only the account's administrators set it or take it away. */
@Named
@ViewScoped
public class SetRecovery implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    private Recovery recovery;
    @Inject
    private PasswordAgain passwordAgain;
    @Inject
    private StaffKeys staffKeys;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Moments moments;
    @Inject
    private Tongue tongue;

    private transient Part file;
    private String pasted = "";
    private transient String password;
    private String flaw = "";
    private boolean dropping;

    public boolean isSet() {
        return key().isPresent();
    }

    public String getFingerprint() {
        return key().map(RecoveryKey::fingerprint).orElse("");
    }

    public String getGrouped() {
        return Fingerprint.grouped(getFingerprint());
    }

    public String getSince() {
        return key().map(known -> phrases().say("recovery.since", moments.day(known.setAt()), known.setBy())).orElse("");
    }

    public String getEnds() {
        return key().map(known -> recovery.ends(known).map(moments::day).orElse(phrases().say("recovery.endless"))).orElse("");
    }

    public boolean isEnding() {
        return key().filter(recovery::isEnding).isPresent();
    }

    /** Whoever sets it can have everybody's secret keys: an unwatched screen isn't enough for that. */
    public void take() {
        byte[] given = given();
        String word = password == null ? "" : password;
        password = null;
        pasted = "";
        dropping = false;
        if (given.length == 0) {
            flaw = phrases().say("recovery.nothing");
            return;
        }
        flaw = passwordAgain.refusal(word).orElse("");
        if (flaw.isEmpty()) {
            flaw = recovery.set(signedIn.user(), given).map(this::said).orElse("");
            staffKeys.changed();
        }
    }

    public void askDrop() {
        dropping = true;
        flaw = "";
    }

    public void keep() {
        dropping = false;
    }

    public void drop() {
        recovery.drop(signedIn.user());
        staffKeys.changed();
        dropping = false;
        flaw = "";
    }

    public boolean isDropping() {
        return dropping;
    }

    public String getFlaw() {
        return flaw;
    }

    public Part getFile() {
        return file;
    }

    public void setFile(Part file) {
        this.file = file;
    }

    public String getPassword() {
        return "";
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getPasted() {
        return pasted;
    }

    public void setPasted(String pasted) {
        this.pasted = pasted;
    }

    /** What was chosen, or else pasted; one octet more than is taken at most. */
    private byte[] given() {
        return UploadedFile.read(file, KeyDesk.LARGEST).orElseGet(() -> pasted.strip().getBytes(StandardCharsets.UTF_8));
    }

    private String said(Reason why) {
        return phrases().say(why);
    }

    private Optional<RecoveryKey> key() {
        return recovery.of(signedIn.user().accountId());
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.admin.admin");
    }
}
