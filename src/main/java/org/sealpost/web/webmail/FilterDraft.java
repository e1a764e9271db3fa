package org.sealpost.web.webmail;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.mail.Address;
import org.sealpost.mailbox.Filter;
import org.sealpost.mailbox.FolderKind;
import org.sealpost.mailbox.Place;
import org.sealpost.web.OutsideId;

/** A filter as it stands in the form. */
public final class FilterDraft implements Serializable {

    private static final long serialVersionUID = 1;
    private static final String STAY = FolderKind.INBOX.name();

    private final UUID uuid;
    private final List<AskedCondition> conditions;
    private String move = STAY;
    private boolean star;
    private String forward = "";

    private FilterDraft(UUID uuid, List<Filter.Condition> conditions) {
        this.uuid = uuid;
        this.conditions = new ArrayList<>(conditions.stream().map(one -> new AskedCondition(one.part().name(), one.text())).toList());
    }

    /** A new one. @param like what it begins with; empty for a blank one */
    static FilterDraft begun(Optional<Filter.Condition> like) {
        FilterDraft draft = new FilterDraft(UUID.randomUUID(), like.stream().toList());
        if (like.isEmpty()) {
            draft.conditions.add(new AskedCondition(Filter.Part.FROM.name(), ""));
        }
        return draft;
    }

    static FilterDraft of(Filter filter) {
        FilterDraft draft = new FilterDraft(filter.uuid(), filter.conditions());
        draft.move = filter.move().map(place -> place.own().map(UUID::toString).orElse(place.kind().name())).orElse(STAY);
        draft.star = filter.star();
        draft.forward = filter.forward().map(Address::toString).orElse("");
        return draft;
    }

    /** The key of the sentence that says why it is no filter; the address isn't looked at. */
    Optional<String> flaw() {
        if (conditions.stream().anyMatch(one -> one.getText().isBlank() || one.getText().strip().length() > Filter.Condition.LONGEST)) {
            return Optional.of("filters.flaw.text");
        }
        return move.equals(STAY) && !star && forward.isBlank() ? Optional.of("filters.flaw.nothing") : Optional.empty();
    }

    /** @throws org.sealpost.mail.MalformedAddress if the forward's target is no address */
    Filter filter() {
        Optional<Place> place = move.equals(STAY) ? Optional.empty()
                : Optional.of(OutsideId.of(move).map(Place::own).orElseGet(() -> Place.of(FolderKind.valueOf(move))));
        Optional<Address> target = forward.isBlank() ? Optional.empty() : Optional.of(Address.of(forward));
        return new Filter(uuid, conditions.stream().map(one -> new Filter.Condition(Filter.Part.valueOf(one.getPart()), one.getText())).toList(),
                place, star, target);
    }

    void more() {
        if (isMoreable()) {
            conditions.add(new AskedCondition(Filter.Part.SUBJECT.name(), ""));
        }
    }

    void less() {
        if (isLessable()) {
            conditions.remove(conditions.size() - 1);
        }
    }

    public List<AskedCondition> getConditions() {
        return conditions;
    }

    public boolean isMoreable() {
        return conditions.size() < Filter.MOST_CONDITIONS;
    }

    public boolean isLessable() {
        return conditions.size() > 1;
    }

    /** The id of an own folder, or the name of another's kind. */
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
}
