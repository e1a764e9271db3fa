package org.sealpost.web.webmail;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.mail.Address;
import org.sealpost.mail.MalformedAddress;
import org.sealpost.mailbox.Filter;
import org.sealpost.mailbox.FolderKind;
import org.sealpost.mailbox.Place;
import org.sealpost.reception.FilterDesk;
import org.sealpost.reception.FilterTrial;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** The form of /mail/filters.xhtml, for one filter. Parameter {@code like} names a message that a new one shall match. */
@Named
@ViewScoped
public class FilterForm implements Serializable {

    private static final long serialVersionUID = 1;
    private static final String STAY = FolderKind.INBOX.name();

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

    /** Which one is changed; a new id if none is. */
    private UUID uuid;
    private boolean changing;
    private List<AskedCondition> conditions;
    private String move;
    private boolean star;
    private String forward;
    private String flaw = "";
    private String told = "";

    @PostConstruct
    void begin() {
        clear();
        Attach.uuid(Optional.ofNullable(request.getParameter("like")).orElse("")).flatMap(this::like)
                .ifPresent(condition -> conditions = new ArrayList<>(List.of(new AskedCondition(condition.part().name(), condition.text()))));
    }

    public void edit(String id) {
        desk.all(signedIn.user()).stream().filter(filter -> filter.uuid().toString().equals(id)).findFirst().ifPresent(filter -> {
            clear();
            uuid = filter.uuid();
            changing = true;
            conditions = new ArrayList<>(filter.conditions().stream().map(one -> new AskedCondition(one.part().name(), one.text())).toList());
            move = filter.move().map(place -> place.own().map(UUID::toString).orElse(place.kind().name())).orElse(STAY);
            star = filter.star();
            forward = filter.forward().map(Address::toString).orElse("");
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
        told = "";
        written().ifPresent(filter -> {
            try {
                flaw = "";
                told = phrases().count("filters.tried", trial.matching(signedIn.user(), filter).size());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    public void more() {
        if (isMoreable()) {
            conditions.add(new AskedCondition(Filter.Part.SUBJECT.name(), ""));
        }
    }

    public void less() {
        if (isLessable()) {
            conditions.remove(conditions.size() - 1);
        }
    }

    public void clear() {
        uuid = UUID.randomUUID();
        changing = false;
        conditions = new ArrayList<>(List.of(new AskedCondition(Filter.Part.FROM.name(), "")));
        move = STAY;
        star = false;
        forward = "";
        flaw = "";
        told = "";
    }

    /** Empty, with the flaw said, if it is no filter. */
    private Optional<Filter> written() {
        Optional<Place> place = move.equals(STAY) ? Optional.empty()
                : Optional.of(Attach.uuid(move).map(Place::own).orElseGet(() -> Place.of(FolderKind.valueOf(move))));
        if (conditions.stream().anyMatch(one -> one.getText().isBlank() || one.getText().strip().length() > Filter.Condition.LONGEST)) {
            return flawed("filters.flaw.text");
        }
        if (place.isEmpty() && !star && forward.isBlank()) {
            return flawed("filters.flaw.nothing");
        }
        try {
            Optional<Address> target = forward.isBlank() ? Optional.empty() : Optional.of(Address.of(forward));
            return Optional.of(new Filter(uuid, conditions.stream().map(one -> new Filter.Condition(Filter.Part.valueOf(one.getPart()), one.getText())).toList(),
                    place, star, target));
        } catch (MalformedAddress e) {
            flaw = phrases().say(e.flaw(), e.written());
            return Optional.empty();
        }
    }

    private Optional<Filter> flawed(String key) {
        flaw = phrases().say(key, Filter.Condition.LONGEST);
        return Optional.empty();
    }

    private Optional<Filter.Condition> like(UUID message) {
        try {
            return trial.like(signedIn.user(), message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<AskedCondition> getConditions() {
        return conditions;
    }

    public Filter.Part[] getParts() {
        return Filter.Part.values();
    }

    public boolean isMoreable() {
        return conditions.size() < Filter.MOST_CONDITIONS;
    }

    public boolean isLessable() {
        return conditions.size() > 1;
    }

    public boolean isChanging() {
        return changing;
    }

    /** Whether the organisation lets its users forward. */
    public boolean isForwardable() {
        return desk.mayForward(signedIn.user());
    }

    public String getMove() {
        return move;
    }

    public void setMove(String move) {
        this.move = move;
    }

    public boolean isStar() {
        return star;
    }

    public void setStar(boolean star) {
        this.star = star;
    }

    public String getForward() {
        return forward;
    }

    public void setForward(String forward) {
        this.forward = forward;
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
