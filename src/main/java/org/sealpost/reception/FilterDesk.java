package org.sealpost.reception;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.assurance.Reason;
import org.sealpost.audit.AuditEvent;
import org.sealpost.audit.AuditLog;
import org.sealpost.directory.Role;
import org.sealpost.directory.User;
import org.sealpost.forwarding.Forward;
import org.sealpost.mail.Address;
import org.sealpost.mailbox.Filter;
import org.sealpost.mailbox.Filters;
import org.sealpost.mailbox.OwnFolders;
import org.sealpost.mailbox.Place;

/**
 * Where users set the filters of their own mailbox. What a filter sends on is a forward of the account like any other, one for each
 * target: so it is refused, switched off, checked at each message and shown to administrators by what does that for all forwards.
 */
@ApplicationScoped
@Transactional
public class FilterDesk {

    @Inject
    private Filters filters;
    @Inject
    private OwnFolders folders;
    @Inject
    private ForwardDesk desk;
    @Inject
    private ForwardBook book;
    @Inject
    private AuditLog audit;

    protected FilterDesk() {
    }

    /** In their order. */
    public List<Filter> all(User user) {
        return filters.of(user.accountId(), user.id());
    }

    /** Whether filters of this user may send mail on. */
    public boolean mayForward(User user) {
        return desk.isOpenToUsers(user.accountId()) || user.is(Role.ACCOUNT);
    }

    /** Whether what a filter sends to this target is sent on as things stand. */
    public boolean isSentOn(User user, Address target) {
        return forward(user, target).filter(ForwardRule::isActive).isPresent();
    }

    /** In the place of the one with the same id, or as the last. @return why not, or empty if it is kept */
    public Optional<Reason> save(User by, Filter filter) {
        List<Filter> all = new ArrayList<>(filters.toChange(by.accountId(), by.id()));
        int place = place(all, filter.uuid());
        Optional<Reason> flaw = place < 0 && all.size() >= Filters.MOST ? Optional.of(Reason.of("filter.many")) : Optional.empty();
        flaw = flaw.or(() -> folderFlaw(by, filter)).or(() -> filter.forward().flatMap(target -> permitted(by, target)));
        if (flaw.isEmpty()) {
            Optional<Filter> before = place < 0 ? Optional.empty() : Optional.of(all.set(place, filter));
            if (place < 0) {
                all.add(filter);
            }
            filters.write(by.accountId(), by.id(), all);
            record(by, "filter.kept", filter);
            before.ifPresent(old -> release(by, old, all));
        }
        return flaw;
    }

    /** Nothing happens if there is no such filter. */
    public void remove(User by, UUID uuid) {
        List<Filter> all = new ArrayList<>(filters.toChange(by.accountId(), by.id()));
        int place = place(all, uuid);
        if (place >= 0) {
            Filter gone = all.remove(place);
            filters.write(by.accountId(), by.id(), all);
            record(by, "filter.removed", gone);
            release(by, gone, all);
        }
    }

    /** One place up or down; nothing happens at the end of the list. */
    public void shift(User by, UUID uuid, boolean up) {
        List<Filter> all = new ArrayList<>(filters.toChange(by.accountId(), by.id()));
        int place = place(all, uuid);
        int other = up ? place - 1 : place + 1;
        if (place >= 0 && other >= 0 && other < all.size()) {
            Collections.swap(all, place, other);
            filters.write(by.accountId(), by.id(), all);
        }
    }

    /** A filter can hide mail: that there is one is written down, but not what it looks for. */
    private void record(User by, String action, Filter filter) {
        audit.record(new AuditEvent(by.accountId(), by.address().toString(), action, filter.uuid().toString(), Map.of(
                "moves", filter.move().map(place -> place.kind().name()).orElse(""), "forward", filter.forward().map(Address::toString).orElse(""))));
    }

    private static int place(List<Filter> all, UUID uuid) {
        return all.stream().map(Filter::uuid).toList().indexOf(uuid);
    }

    private Optional<Reason> folderFlaw(User by, Filter filter) {
        boolean gone = filter.move().flatMap(Place::own).filter(own -> folders.find(by.accountId(), by.id(), own).isEmpty()).isPresent();
        return gone ? Optional.of(Reason.of("filter.folder")) : Optional.empty();
    }

    /** Makes the forward if there is none yet, or switches it on. */
    private Optional<Reason> permitted(User by, Address target) {
        if (!mayForward(by)) {
            return Optional.of(Reason.of("filter.forward.closed"));
        }
        Optional<ForwardRule> there = forward(by, target);
        if (there.isEmpty()) {
            return desk.add(new ForwardWish(Forward.Kind.MAILBOX_FILTER, by.address().toString(), "", target), by);
        }
        return there.filter(rule -> !rule.isActive()).flatMap(rule -> desk.switchOn(rule.uuid(), by));
    }

    /** A forward that no filter uses any more goes, also where users may set none: less is sent on then. */
    private void release(User by, Filter gone, List<Filter> left) {
        gone.forward().filter(target -> left.stream().noneMatch(filter -> filter.forward().filter(other -> isSame(other, target)).isPresent()))
                .flatMap(target -> forward(by, target)).ifPresent(rule -> book.remove(rule, by.address().toString()));
    }

    private Optional<ForwardRule> forward(User user, Address target) {
        return desk.own(user).stream().filter(rule -> rule.kind() == Forward.Kind.MAILBOX_FILTER && isSame(rule.target(), target)).findFirst();
    }

    private static boolean isSame(Address one, Address other) {
        return one.toString().equalsIgnoreCase(other.toString());
    }
}
