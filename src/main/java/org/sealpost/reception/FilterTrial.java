package org.sealpost.reception;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealpost.directory.User;
import org.sealpost.mailbox.Filter;
import org.sealpost.mailbox.FolderKind;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.mailbox.Place;
import org.sealpost.mailbox.Received;
import org.sealpost.mailbox.StoredMessage;
import org.sealpost.mailbox.Traits;
import org.sealpost.mime.MessageReader;
import org.sealpost.vault.Vault;

/** Holds filters against what lies in the inbox already. Nothing is sent on by that. */
@ApplicationScoped
public class FilterTrial {

    /** So many of the newest messages are looked at. */
    public static final int NEWEST = 200;

    private static final Pattern IDENTIFIER = Pattern.compile("<([^<>\\s]{1,200})>\\s*$");

    @Inject
    private Mailboxes mailboxes;
    @Inject
    private Vault vault;

    private final MessageReader reader = new MessageReader();

    protected FilterTrial() {
    }

    /**
     * Those of the newest messages in the inbox that a filter matches, by their outside ids.
     *
     * @throws IOException if their headers can't be had now
     */
    public List<UUID> matching(User user, Filter filter) throws IOException {
        List<UUID> matching = new ArrayList<>();
        for (StoredMessage message : mailboxes.page(user.accountId(), user.id(), FolderKind.INBOX, Optional.empty(), NEWEST)) {
            // which list it comes from stands only in the message itself, and outside of what is encrypted
            String list = filter.asksForList() ? list(message) : "";
            if (message.received() != Received.SYSTEM && filter.matches(Traits.of(message.headline(), list))) {
                matching.add(message.uuid());
            }
        }
        return matching;
    }

    /** Moves them to where the filter puts them. @return how many; none if it moves nothing, or its folder isn't there */
    public int apply(User user, Filter filter) throws IOException {
        if (filter.move().isEmpty()) {
            return 0;
        }
        List<UUID> matching = matching(user, filter);
        Place place = filter.move().get();
        if (place.own().isPresent()) {
            return mailboxes.move(user.accountId(), user.id(), matching, place.own().get()) ? matching.size() : 0;
        }
        mailboxes.move(user.accountId(), user.id(), matching, place.kind());
        return matching.size();
    }

    /** What a filter for messages like this one would ask for: its list, or else its author. Empty if there is no such message. */
    public Optional<Filter.Condition> like(User user, UUID message) throws IOException {
        Optional<StoredMessage> found = mailboxes.find(user.accountId(), user.id(), message);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Matcher identifier = IDENTIFIER.matcher(list(found.get()));
        if (identifier.find()) {
            return Optional.of(new Filter.Condition(Filter.Part.LIST, identifier.group(1)));
        }
        String author = found.get().headline().from().address().toString();
        return Optional.of(new Filter.Condition(Filter.Part.FROM, author.substring(Math.max(0, author.length() - Filter.Condition.LONGEST))));
    }

    private String list(StoredMessage message) throws IOException {
        return reader.header(vault.open(message.accountId(), message.arrivedContentId())).list();
    }
}
