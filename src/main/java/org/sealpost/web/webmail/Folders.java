package org.sealpost.web.webmail;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.sealpost.directory.User;
import org.sealpost.mailbox.Count;
import org.sealpost.mailbox.FolderKind;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.mailbox.OwnFolder;
import org.sealpost.mailbox.OwnFolders;
import org.sealpost.reception.ForwardDesk;
import org.sealpost.web.SignedIn;
import org.sealpost.web.compose.DraftShelf;

/** The user's own folders, and the numbers beside all of them. */
@Named
@RequestScoped
public class Folders {

    @Inject
    private SignedIn signedIn;
    @Inject
    private Mailboxes mailboxes;
    @Inject
    private OwnFolders ownFolders;
    @Inject
    private DraftShelf shelf;
    @Inject
    private ForwardDesk desk;
    @Inject
    private OpenMessage opened;

    private Map<FolderKind, Count> counts;
    private Integer drafts;
    private Boolean forwards;
    private List<Own> own;

    /** A folder that the user made. @param unread how many of its messages are */
    public record Own(String id, String name, long messages, long unread) { }

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

    /** Sorted by name. */
    public List<Own> getOwn() {
        if (own == null) {
            opened.open();
            List<OwnFolder> all = ownFolders.all(user().accountId(), user().id());
            Map<UUID, Count> numbers = all.isEmpty() ? Map.of() : ownFolders.counts(user().accountId(), user().id());
            own = all.stream().map(one -> own(one, numbers.getOrDefault(one.uuid(), new Count(0, 0)))).toList();
        }
        return own;
    }

    /** After a change that this page has made. */
    void changed() {
        own = null;
        counts = null;
    }

    private static Own own(OwnFolder folder, Count count) {
        return new Own(folder.uuid().toString(), folder.name(), count.all(), count.unseen());
    }

    private User user() {
        return signedIn.user();
    }
}
