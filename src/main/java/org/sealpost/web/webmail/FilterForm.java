package org.sealpost.web.webmail;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import org.primefaces.PrimeFaces;
import org.sealpost.mail.MalformedAddress;
import org.sealpost.mailbox.Filter;
import org.sealpost.reception.FilterDesk;
import org.sealpost.reception.FilterTrial;
import org.sealpost.web.OutsideId;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** The form of /mail/filters.xhtml, for one filter. Parameter {@code like} names a message that a new one shall match. */
@Named
@ViewScoped
public class FilterForm implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    private HttpServletRequest request;
    @Inject
    private FilterDesk desk;
    @Inject
    private FilterTrial trial;
    @Inject
    private MailFilters list;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Tongue tongue;

    private FilterDraft draft;
    private boolean changing;
    private String flaw = "";
    private String told = "";

    @PostConstruct
    void begin() {
        draft = FilterDraft.begun(OutsideId.of(request.getParameter("like")).flatMap(this::like));
    }

    public void edit(String id) {
        desk.all(signedIn.user()).stream().filter(filter -> filter.uuid().toString().equals(id)).findFirst().ifPresent(filter -> {
            clear();
            draft = FilterDraft.of(filter);
            changing = true;
            // the form may stand far below the list
            PrimeFaces.current().focus("filters:asked:0:text");
        });
    }

    public void save() {
        told = "";
        written().ifPresent(filter -> {
            flaw = desk.save(signedIn.user(), filter).map(phrases()::say).orElse("");
            if (flaw.isEmpty()) {
                clear();
            }
        });
        list.changed();
    }

    /** Says how many messages of the inbox it would match as it is written now. */
    public void tryIt() {
        told = written().map(filter -> phrases().count("filters.tried", matching(filter))).orElse("");
    }

    public void more() {
        draft.more();
    }

    public void less() {
        draft.less();
    }

    public void clear() {
        draft = FilterDraft.begun(Optional.empty());
        changing = false;
        flaw = "";
        told = "";
    }

    /** Empty, with the flaw said, if it is no filter. */
    private Optional<Filter> written() {
        try {
            flaw = draft.flaw().map(key -> phrases().say(key, Filter.Condition.LONGEST)).orElse("");
            return flaw.isEmpty() ? Optional.of(draft.filter()) : Optional.empty();
        } catch (MalformedAddress e) {
            flaw = phrases().say(e.flaw(), e.written());
            return Optional.empty();
        }
    }

    private int matching(Filter filter) {
        try {
            return trial.matching(signedIn.user(), filter).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Filter.Condition> like(UUID message) {
        try {
            return trial.like(signedIn.user(), message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FilterDraft getDraft() {
        return draft;
    }

    public Filter.Part[] getParts() {
        return Filter.Part.values();
    }

    public boolean isChanging() {
        return changing;
    }

    /** Whether the organisation lets its users forward. */
    public boolean isForwardable() {
        return desk.mayForward(signedIn.user());
    }

    public String getFlaw() {
        return flaw;
    }

    public String getTold() {
        return told;
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.webmail.webmail");
    }
}
