package org.sealpost.web.keys;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.ownkeys.KeyExport;
import org.sealpost.web.PasswordAgain;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** Lets a secret key leave, under a passphrase that its owner types, once they have given their password again. */
@Named
@RequestScoped
public class SecretKeyExport {

    @Inject
    private KeyExport export;
    @Inject
    private OwnKeyList list;
    @Inject
    private PasswordAgain passwordAgain;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Tongue tongue;

    private String passphrase = "";
    private String again = "";
    private String password = "";

    /** The answer is the file, or the page with what is wrong. */
    public void save(String id) throws IOException {
        Optional<String> refusal = refusal();
        if (refusal.isPresent()) {
            list.say("export", "", refusal.get());
            return;
        }
        char[] letters = passphrase.toCharArray();
        try {
            Optional<KeyExport.KeyFile> file = export.secret(signedIn.user(), UUID.fromString(id), letters);
            if (file.isPresent()) {
                write(file.get());
            }
        } finally {
            Arrays.fill(letters, '\0');
        }
    }

    private Optional<String> refusal() {
        if (passphrase.length() < KeyExport.SHORTEST) {
            return Optional.of(phrases().say("ownkeys.export.short", KeyExport.SHORTEST));
        }
        if (!passphrase.equals(again)) {
            return Optional.of(phrases().say("ownkeys.export.differs"));
        }
        return passwordAgain.refusal(password);
    }

    private static void write(KeyExport.KeyFile file) throws IOException {
        FacesContext faces = FacesContext.getCurrentInstance();
        HttpServletResponse response = (HttpServletResponse) faces.getExternalContext().getResponse();
        response.setContentType("application/octet-stream");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + file.name() + "\"");
        response.getOutputStream().write(file.octets());
        faces.responseComplete();
    }

    public String getPassphrase() {
        return "";
    }

    public void setPassphrase(String passphrase) {
        this.passphrase = passphrase;
    }

    public String getAgain() {
        return "";
    }

    public void setAgain(String again) {
        this.again = again;
    }

    public String getPassword() {
        return "";
    }

    public void setPassword(String password) {
        this.password = password;
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.keys.keys");
    }
}
