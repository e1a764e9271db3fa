package org.sealpost.web.webmail;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.directory.User;
import org.sealpost.mailbox.FolderKind;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.mailbox.OwnFolder;
import org.sealpost.mailbox.OwnFolders;
import org.sealpost.mailbox.StoredMessage;
import org.sealpost.web.OutsideId;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/**
 * The list of one folder: /mail/inbox.xhtml and its neighbours, /mail/folder.xhtml for the user's own. Which of these, and what is
 * open, searched and paged stands in the address ({@code f}, {@code m}, {@code q}, {@code before}), so that reloading, going back and bookmarks do what they should.
 */
@Named
@RequestScoped
public class Inbox {

    private static final int PAGE = 50;
    private static final String OWN = "folder";

    @Inject
    private HttpServletRequest request;
    @Inject
    private ExternalContext external;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Mailboxes mailboxes;
    @Inject
    private OwnFolders ownFolders;
    @Inject
    private RowMaker rowMaker;
    @Inject
    private Tongue tongue;

    private List<StoredMessage> messages;

    /** The page's folder: the last part of its address. */
    public String getSection() {
        return request.getServletPath().replaceAll(".*/|\\.xhtml$", "");
    }

    /** Which of the own folders; empty if it is none. */
    public String getOwn() {
        return getSection().equals(OWN) ? OutsideId.of(parameter("f")).map(UUID::toString).orElse("") : "";
    }

    /** The folder's name. */
    public String getTitle() {
        Optional<String> own = OutsideId.of(getOwn()).flatMap(uuid -> ownFolders.find(user().accountId(), user().id(), uuid)).map(OwnFolder::name);
        return own.orElseGet(() -> tongue.phrases("org.sealpost.web.webmail.webmail").say("folder." + getSection()));
    }

    private FolderKind folder() {
        return getSection().equals(OWN) ? FolderKind.OWN : FolderKind.valueOf(getSection().toUpperCase(Locale.ROOT));
    }

    public List<Row.Group> getGroups() {
        return rowMaker.groups(messages(), opened().orElse(null), rowMaker::received);
    }

    public boolean isBlank() {
        return messages().isEmpty();
    }

    public String getSearched() {
        return parameter("q");
    }

    /** Where the next page begins; empty if there is none. */
    public String getOlder() {
        boolean full = messages().size() == PAGE && getSearched().isBlank();
        return full ? Long.toString(messages().get(PAGE - 1).storedAt().toEpochMilli()) : "";
    }

    /** What every link to this folder says. */
    public String getHere() {
        return getOwn().isEmpty() ? "" : "f=" + getOwn() + "&";
    }

    /** What the links of this list keep: the folder and the search. */
    public String getKept() {
        return getHere() + (getSearched().isBlank() ? "" : "q=" + URLEncoder.encode(getSearched(), StandardCharsets.UTF_8) + "&");
    }

    /** Parameters {@code what} and {@code id}; then the list again, with what was open if it is still there. */
    public void act() throws IOException {
        Optional<UUID> one = OutsideId.of(parameter("id"));
        String what = parameter("what");
        one.ifPresent(id -> act(what, List.of(id)));
        boolean stays = what.equals("star") || what.equals("unstar");
        external.redirect(request.getRequestURI() + "?" + getKept() + (stays && opened().isPresent() ? "m=" + opened().get() : ""));
    }

    private void act(String what, List<UUID> one) {
        long account = user().accountId();
        long mine = user().id();
        switch (what) {
            case "star" -> mailboxes.star(account, mine, one, true);
            case "unstar" -> mailboxes.star(account, mine, one, false);
            case "unread" -> mailboxes.mark(account, mine, one, false);
            case "archive" -> mailboxes.move(account, mine, one, FolderKind.ARCHIVE);
            case "move" -> OutsideId.of(parameter("to")).ifPresent(own -> mailboxes.move(account, mine, one, own));
            case "inbox" -> mailboxes.move(account, mine, one, FolderKind.INBOX);
            case "delete" -> delete(account, mine, one);
            default -> throw new IllegalArgumentException("no such action");
        }
    }

    /** Into the trash; what lies there already is removed for good. */
    private void delete(long account, long mine, List<UUID> one) {
        if (folder() == FolderKind.TRASH) {
            mailboxes.remove(account, mine, one);
        } else {
            mailboxes.move(account, mine, one, FolderKind.TRASH);
        }
    }

    Optional<UUID> opened() {
        return OutsideId.of(parameter("m"));
    }

    private List<StoredMessage> messages() {
        if (messages == null) {
            messages = getSearched().isBlank() ? page() : mailboxes.search(user().accountId(), user().id(), getSearched(), PAGE);
        }
        return messages;
    }

    private List<StoredMessage> page() {
        if (folder() != FolderKind.OWN) {
            return mailboxes.page(user().accountId(), user().id(), folder(), before(), PAGE);
        }
        return OutsideId.of(getOwn()).map(own -> mailboxes.page(user().accountId(), user().id(), own, before(), PAGE)).orElse(List.of());
    }

    private Optional<Instant> before() {
        String before = parameter("before");
        return before.matches("\\d{1,15}") ? Optional.of(Instant.ofEpochMilli(Long.parseLong(before))) : Optional.empty();
    }

    private User user() {
        return signedIn.user();
    }

    private String parameter(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }
}
