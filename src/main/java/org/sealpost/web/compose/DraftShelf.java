package org.sealpost.web.compose;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.sealpost.directory.User;
import org.sealpost.mailbox.Draft;
import org.sealpost.mailbox.Drafts;
import org.sealpost.mailbox.FolderKind;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.mime.Correspondent;

/**
 * One user's drafts, as compose wants them. A draft outlives its sending until it can't be undone any more: then it is
 * discarded by whoever looks at the shelf next.
 */
@ApplicationScoped
public class DraftShelf {

    private static final int REMEMBERED = 200;
    private static final int SUGGESTED = 100;

    @Inject
    private Drafts drafts;
    @Inject
    private Mailboxes mailboxes;
    @Inject
    private InstantSource clock;

    /** An attachment as the page shows it; {@code id} is where the vault keeps it. */
    public record File(long id, String name, String type, long octets) implements Serializable {

        private static final long serialVersionUID = 1;

        public String size() {
            return Sizes.of(octets);
        }
    }

    /** A draft as it was saved last. */
    public record Kept(UUID uuid, DraftText text, List<File> files, Instant savedAt) {

        static Kept of(Draft draft) {
            return new Kept(draft.uuid(), DraftText.read(draft.text()), draft.attachments().stream()
                    .map(one -> new File(one.contentId(), one.name(), one.type(), one.size())).toList(), draft.savedAt());
        }
    }

    Optional<Kept> find(User user, UUID uuid) {
        return drafts.find(user.accountId(), user.id(), uuid).map(Kept::of).filter(kept -> kept.text().leftAt().isEmpty());
    }

    /** Last saved first, without those that were sent. */
    public List<Kept> all(User user) {
        List<Kept> all = drafts.all(user.accountId(), user.id()).stream().map(Kept::of).toList();
        all.stream().filter(kept -> kept.text().leftAt().filter(clock.instant()::isAfter).isPresent())
                .forEach(gone -> discard(user, gone.uuid()));
        return all.stream().filter(kept -> kept.text().leftAt().isEmpty()).toList();
    }

    /** @param uuid null for one that was never saved */
    Kept save(User user, UUID uuid, DraftText text) {
        return Kept.of(drafts.save(user.accountId(), user.id(), Optional.ofNullable(uuid), text.json()));
    }

    /** It was sent, and can be taken back until then. */
    void sent(User user, UUID uuid, DraftText text, Instant leavesAt) {
        save(user, uuid, text.leaving(Optional.of(leavesAt)));
    }

    /** It was taken back. */
    void takeBack(User user, UUID uuid) {
        drafts.find(user.accountId(), user.id(), uuid).map(Kept::of)
                .ifPresent(kept -> save(user, uuid, kept.text().leaving(Optional.empty())));
    }

    void discard(User user, UUID uuid) {
        drafts.discard(user.accountId(), user.id(), uuid);
    }

    void detach(User user, UUID uuid, long file) {
        drafts.detach(user.accountId(), user.id(), uuid, file);
    }

    /** Those written to before, the latest first, as they would be typed. */
    List<String> contacts(User user) {
        return mailboxes.page(user.accountId(), user.id(), FolderKind.SENT, Optional.empty(), REMEMBERED).stream()
                .flatMap(message -> message.headline().to().stream()).flatMap(DraftShelf::typed).distinct().limit(SUGGESTED).toList();
    }

    private static Stream<String> typed(Correspondent person) {
        String address = Recipient.readable(person.address());
        return Stream.of(person.name().isEmpty() ? address : person.name() + " <" + address + ">");
    }
}
