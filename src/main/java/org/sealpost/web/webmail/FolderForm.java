package org.sealpost.web.webmail;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Optional;
import java.util.UUID;
import org.primefaces.PrimeFaces;
import org.sealpost.assurance.Reason;
import org.sealpost.directory.User;
import org.sealpost.mailbox.OwnFolder;
import org.sealpost.mailbox.OwnFolders;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** The part of /mail/filters.xhtml that makes, renames and removes the user's own folders. {@link Folders} lists them. */
@Named
@ViewScoped
public class FolderForm implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    private OwnFolders ownFolders;
    @Inject
    private Folders folders;
    @Inject
    private MailFilters filters;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Tongue tongue;

    /** Which one gets another name; null if a new one is made. */
    private UUID renamed;
    private String name = "";
    private String flaw = "";
    private String told = "";

    /** Makes one, or gives the chosen one its new name. */
    public void save() {
        Optional<Reason> why = renamed == null ? ownFolders.make(user().accountId(), user().id(), name)
                : ownFolders.rename(user().accountId(), user().id(), renamed, name);
        changed();
        flaw = why.map(phrases()::say).orElse("");
        if (flaw.isEmpty()) {
            clear();
        }
    }

    public void rename(String id) {
        clear();
        changed();
        ownFolders.find(user().accountId(), user().id(), UUID.fromString(id)).ifPresent(folder -> {
            renamed = folder.uuid();
            name = folder.name();
            PrimeFaces.current().focus("folders:name");
        });
    }

    /** Its messages go to the inbox. */
    public void remove(String id) {
        UUID uuid = UUID.fromString(id);
        clear();
        Optional<OwnFolder> folder = ownFolders.find(user().accountId(), user().id(), uuid);
        ownFolders.remove(user().accountId(), user().id(), uuid);
        changed();
        told = folder.map(gone -> phrases().say("folders.removed", gone.name())).orElse("");
    }

    public void clear() {
        renamed = null;
        name = "";
        flaw = "";
        told = "";
    }

    private void changed() {
        folders.changed();
        filters.changed();
        told = "";
    }

    public boolean isRenaming() {
        return renamed != null;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getFlaw() {
        return flaw;
    }

    public String getTold() {
        return told;
    }

    private User user() {
        return signedIn.user();
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.webmail.webmail");
    }
}
