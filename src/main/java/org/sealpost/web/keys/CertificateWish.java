package org.sealpost.web.keys;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.sealpost.assurance.Reason;
import org.sealpost.ownkeys.CertificateRequests;
import org.sealpost.ownkeys.Entered;
import org.sealpost.ownkeys.KeyDesk;
import org.sealpost.ownkeys.KeyKindWanted;
import org.sealpost.web.Moments;
import org.sealpost.web.OutsideId;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;
import org.sealpost.web.UploadedFile;

/** The part of /mail/keys.xhtml about certificates from an authority: ask for one, take the request away, bring the answer. */
@Named
@ViewScoped
public class CertificateWish implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    private CertificateRequests requests;
    @Inject
    private OwnKeyList list;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Moments moments;
    @Inject
    private Tongue tongue;

    private String kind = KeyKindWanted.RSA.name();
    private transient Part file;

    /** A request that waits for its certificate. */
    public record Waiting(String id, String since) { }

    public List<Waiting> getWaiting() {
        return requests.of(signedIn.user()).stream()
                .map(one -> new Waiting(one.uuid().toString(), phrases().say("ownkeys.request.since", moments.day(one.madeAt()), moments.time(one.madeAt())))).toList();
    }

    public void make() {
        Optional<Reason> refusal = requests.make(signedIn.user(), KeyKindWanted.valueOf(kind));
        list.say("request", refusal.isPresent() ? "" : phrases().say("ownkeys.told.requested"), refusal.map(phrases()::say).orElse(""));
    }

    public void drop(String id) {
        OutsideId.of(id).ifPresent(uuid -> requests.drop(signedIn.user(), uuid));
    }

    public void join() {
        Optional<byte[]> issued = UploadedFile.read(file, KeyDesk.LARGEST);
        file = null;
        if (issued.isEmpty()) {
            list.say("request", "", phrases().say("ownkeys.join.nothing"));
            return;
        }
        Entered entered = requests.join(signedIn.user(), issued.get());
        list.say(entered.refusal().isPresent() ? "request" : "list", entered.refusal().isPresent() ? "" : phrases().say("ownkeys.told.joined"), entered.refusal().map(phrases()::say).orElse(""));
    }

    public String getKind() {
        return kind;
    }

    public void setKind(String kind) {
        this.kind = kind;
    }

    public Part getFile() {
        return file;
    }

    public void setFile(Part file) {
        this.file = file;
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.keys.keys");
    }
}
