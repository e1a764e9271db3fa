package org.sealpost.web.admin;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sealpost.assurance.Reason;
import org.sealpost.directory.Directory;
import org.sealpost.directory.User;
import org.sealpost.ownkeys.KeyDesk;
import org.sealpost.ownkeys.OwnKey;
import org.sealpost.ownkeys.OwnKeys;
import org.sealpost.ownkeys.Recovery;
import org.sealpost.web.Moments;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** The page /admin/recovery.xhtml: the organisation's recovery key, and the copies of its people's keys that it opens. */
@Named
@ViewScoped
public class KeyRecovery implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    private Recovery recovery;
    @Inject
    private OwnKeys keys;
    @Inject
    private Directory directory;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Moments moments;
    @Inject
    private Tongue tongue;

    private transient Part file;
    private boolean dropping;
    private String flaw = "";

    /** A key of somebody's. @param since when its copy was made; empty if there is none */
    public record Row(String id, String who, String address, String standard, String ends, String since) { }

    /** Whose word it is, and which key; empty if there is none. */
    public String getSet() {
        return recovery.of(signedIn.user().accountId())
                .map(set -> phrases().say("recovery.set", set.setBy(), moments.day(set.setAt()), set.fingerprint().replaceAll("(.{4})(?=.)", "$1 "))).orElse("");
    }

    public List<Row> getRows() {
        long account = signedIn.user().accountId();
        Map<Long, User> people = directory.users(account).stream().collect(Collectors.toMap(User::id, Function.identity()));
        return keys.all(account).stream().map(key -> row(key, people.get(key.userId()))).toList();
    }

    private Row row(OwnKey key, User owner) {
        return new Row(key.uuid().toString(), owner.displayName(), owner.address().toString(), phrases().say("keys.standard." + key.standard()),
                key.ends().map(moments::day).orElseGet(() -> phrases().say("keys.endless")), recovery.since(key).map(moments::day).orElse(""));
    }

    public void set() {
        dropping = false;
        Part given = file;
        file = null;
        if (given == null || given.getSize() == 0) {
            flaw = phrases().say("recovery.nothing");
            return;
        }
        try (InputStream in = given.getInputStream()) {
            Optional<Reason> refusal = recovery.set(signedIn.user(), in.readNBytes(KeyDesk.LARGEST));
            flaw = refusal.map(phrases()::say).orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void ask(boolean sure) {
        dropping = sure;
        flaw = "";
    }

    public void drop() {
        recovery.drop(signedIn.user());
        ask(false);
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

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.admin.admin");
    }
}
