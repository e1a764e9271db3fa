package org.sealpost.web.webmail;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import org.sealpost.directory.User;
import org.sealpost.mailbox.Count;
import org.sealpost.mailbox.FolderKind;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.mailbox.OwnFolder;
import org.sealpost.reception.ForwardDesk;
import org.sealpost.web.SignedIn;

/** The numbers beside the folders. */
@Named
@RequestScoped
public class Folders {

    @Inject
    private SignedIn signedIn;
    @Inject
    private Mailboxes mailboxes;
    @Inject
    private DraftShelf shelf;
    @Inject
    private ForwardDesk desk;
    @Inject
    private OpenMessage opened;

    private Map<FolderKind, Count> counts;
    private Integer drafts;
    private Boolean forwards;
    private List<OwnFolder> own;

    /** Whether the user has forwards to see, or may set some. */
    public boolean isForwards() {
        if (forwards == null) {
            forwards = desk.isOpenToUsers(user().accountId()) || !desk.own(user()).isEmpty();
        }
        return forwards;
    }

    /** What this very page opens counts as read already. */
    public long getUnread() {
        if (counts == null) {
            opened.open();
            counts = mailboxes.counts(user().accountId(), user().id());
        }
        return counts.get(FolderKind.INBOX).unseen();
    }

    public int getDrafts() {
        if (drafts == null) {
            drafts = shelf.all(user()).size();
        }
        return drafts;
    }

    public List<OwnFolder> getOwn() {
        if (own == null) {
            own = mailboxes.ownFolders(user().accountId(), user().id());
        }
        return own;
    }

    private User user() {
        return signedIn.user();
    }
}
