package org.sealpost.web.webmail;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sealpost.directory.User;
import org.sealpost.mailbox.Filter;
import org.sealpost.mailbox.OwnFolder;
import org.sealpost.mailbox.OwnFolders;
import org.sealpost.reception.FilterDesk;
import org.sealpost.reception.FilterTrial;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** The list of the page /mail/filters.xhtml: each filter as a sentence, its place, and what it would do to the inbox. */
@Named
@ViewScoped
public class MailFilters implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    private FilterDesk desk;
    @Inject
    private FilterTrial trial;
    @Inject
    private OwnFolders folders;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Tongue tongue;

    /** Which one was tried, and what came of it. */
    private String tried = "";
    private String told = "";
    private boolean offered;
    private transient List<Line> all;

    /**
     * A filter in words.
     *
     * @param flaw what of it can't be done now; empty if all can
     */
    public record Line(String id, String when, String then, String flaw, boolean first, boolean last) { }

    public List<Line> getAll() {
        if (all == null) {
            List<Filter> filters = desk.all(user());
            FilterWords words = new FilterWords(phrases(), names());
            all = filters.stream().map(filter -> new Line(filter.uuid().toString(), words.when(filter), words.then(filter), flaw(filter, words),
                    filter == filters.get(0), filter == filters.get(filters.size() - 1))).toList();
        }
        return all;
    }

    public void remove(String id) {
        desk.remove(user(), UUID.fromString(id));
        changed();
    }

    public void shift(String id, boolean up) {
        desk.shift(user(), UUID.fromString(id), up);
        changed();
    }

    /** Says how many it would match. */
    public void tryIt(String id) {
        changed();
        find(id).ifPresent(filter -> {
            int matching = matching(filter);
            tried = id;
            told = phrases().count("filters.tried", matching);
            offered = matching > 0 && filter.move().isPresent() && !new FilterWords(phrases(), names()).isGone(filter);
        });
    }

    public void apply(String id) {
        changed();
        find(id).ifPresent(filter -> {
            tried = id;
            told = phrases().count("filters.applied", moved(filter));
        });
    }

    /** What isn't so any more isn't shown any more. */
    void changed() {
        all = null;
        tried = "";
        told = "";
        offered = false;
    }

    public String getTried() {
        return tried;
    }

    public String getTold() {
        return told;
    }

    /** Whether what it matches can be moved now. */
    public boolean isOffered() {
        return offered;
    }

    private String flaw(Filter filter, FilterWords words) {
        if (words.isGone(filter)) {
            return phrases().say("filters.gone");
        }
        boolean off = filter.forward().filter(target -> !desk.isSentOn(user(), target)).isPresent();
        return off ? phrases().say("filters.off") : "";
    }

    private int matching(Filter filter) {
        try {
            return trial.matching(user(), filter).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int moved(Filter filter) {
        try {
            return trial.apply(user(), filter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Filter> find(String id) {
        return desk.all(user()).stream().filter(filter -> filter.uuid().toString().equals(id)).findFirst();
    }

    private Map<UUID, String> names() {
        return folders.all(user().accountId(), user().id()).stream().collect(Collectors.toMap(OwnFolder::uuid, OwnFolder::name));
    }

    private User user() {
        return signedIn.user();
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.webmail.webmail");
    }
}
