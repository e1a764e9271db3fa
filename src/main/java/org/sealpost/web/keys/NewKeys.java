package org.sealpost.web.keys;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import org.sealpost.endtoend.Standard;
import org.sealpost.ownkeys.Entered;
import org.sealpost.ownkeys.KeyDesk;
import org.sealpost.ownkeys.KeyForm;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;
import org.sealpost.web.UploadedFile;

/** The forms on /mail/keys.xhtml that make a key, or take one from a file. */
@Named
@ViewScoped
public class NewKeys implements Serializable {

    private static final long serialVersionUID = 1;

    /** How DER begins, and no OpenPGP packet. */
    private static final int SEQUENCE = 0x30;

    @Inject
    private KeyDesk desk;
    @Inject
    private OwnKeyList list;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Tongue tongue;

    private String form = KeyForm.OPENPGP_4.name();
    private transient Part file;
    private transient String passphrase;

    public void make() {
        told(desk.make(signedIn.user(), KeyForm.valueOf(form)), "make", "ownkeys.told.made");
    }

    /** An OpenPGP key or PKCS#12: the file says which. */
    public void bring() {
        Optional<byte[]> octets = UploadedFile.read(file, KeyDesk.LARGEST);
        file = null;
        if (octets.isEmpty()) {
            list.say("bring", "", phrases().say("ownkeys.bring.nothing"));
            return;
        }
        char[] letters = passphrase == null ? new char[0] : passphrase.toCharArray();
        passphrase = null;
        try {
            told(desk.bring(signedIn.user(), octets.get()[0] == SEQUENCE ? Standard.SMIME : Standard.OPENPGP, octets.get(), letters),
                    "bring", "ownkeys.told.brought");
        } finally {
            Arrays.fill(letters, '\0');
        }
    }

    /** A new key stands in the list, and so does the word of it; what is to be mended stands beside the form. */
    private void told(Entered entered, String form, String said) {
        list.cancel();
        list.say(entered.refusal().isPresent() ? form : "list", entered.refusal().isPresent() ? "" : phrases().say(said), entered.refusal().map(phrases()::say).orElse(""));
    }

    public String getForm() {
        return form;
    }

    public void setForm(String form) {
        this.form = form;
    }

    public Part getFile() {
        return file;
    }

    public void setFile(Part file) {
        this.file = file;
    }

    public String getPassphrase() {
        return "";
    }

    public void setPassphrase(String passphrase) {
        this.passphrase = passphrase;
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.keys.keys");
    }
}
