package org.sealpost.reception;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.Setting;
import org.sealpost.directory.Directory;
import org.sealpost.directory.Role;
import org.sealpost.directory.SettingsBook;
import org.sealpost.directory.User;
import org.sealpost.forwarding.Forward;
import org.sealpost.mail.Address;
import org.sealpost.policy.Inheritance;

/**
 * Where forwards are set. Administrators set all of their account's; users their own, if the account lets them. What they
 * may not do at all is a {@link SecurityException}: the pages don't offer it.
 */
@ApplicationScoped
@Transactional
public class ForwardDesk {

    private static final int MOST = 1_000;
    private static final int MOST_OF_ONE = 20;
    private static final Set<Forward.Kind> OWN = Set.of(Forward.Kind.USER, Forward.Kind.FILTER, Forward.Kind.MAILBOX_FILTER,
            Forward.Kind.SENT_COPY);

    @Inject
    private ForwardBook book;
    @Inject
    private TargetRoads roads;
    @Inject
    private OwnerMail owners;
    @Inject
    private Directory directory;
    @Inject
    private SettingsBook settings;

    protected ForwardDesk() {
    }

    /** All of the account, by kind. @throws SecurityException if it isn't an administrator who asks */
    public List<ForwardRule> all(User by) {
        by.mustBe(Role.ACCOUNT);
        return book.all(by.accountId());
    }

    /** A user's own, whoever made them. */
    public List<ForwardRule> own(User user) {
        return book.all(user.accountId()).stream().filter(rule -> isOwn(rule.kind(), rule.whose(), user)).toList();
    }

    /** Whether users of the account may set forwards of their own mail. */
    public boolean isOpenToUsers(long accountId) {
        return roads.settings(accountId).get(Setting.OWN_FORWARDS);
    }

    public boolean isTlsOnly(long accountId) {
        return roads.isTlsOnly(accountId);
    }

    /** Whether it is locked on above the account. */
    public boolean isTlsOnlyFixed(long accountId) {
        return Inheritance.standard().below(Inheritance.Level.SYSTEM, settings.system())
                .value(Setting.FORWARD_TLS_ONLY).lockedBy().isPresent() && isTlsOnly(accountId);
    }

    public TargetRoad road(ForwardRule rule) {
        return roads.to(rule.accountId(), rule.target());
    }

    /** @return why not, or empty if it forwards from now on */
    public Optional<Reason> add(ForwardWish wish, User by) {
        mustRule(wish.kind(), wish.whose(), by);
        Optional<Reason> flaw = flaw(wish, by.accountId());
        if (flaw.isEmpty()) {
            book.write(by.accountId(), wish, by.address().toString());
        }
        return flaw;
    }

    public void remove(UUID uuid, User by) {
        ruled(uuid, by).ifPresent(rule -> book.remove(rule, by.address().toString()));
    }

    public void switchOff(UUID uuid, User by) {
        ruled(uuid, by).filter(ForwardRule::isActive).ifPresent(rule -> book.become(rule, false, by.address().toString()));
    }

    /** @return why not, or empty if it forwards again */
    public Optional<Reason> switchOn(UUID uuid, User by) {
        Optional<ForwardRule> rule = ruled(uuid, by).filter(found -> !found.isActive());
        Optional<Reason> unsafe = rule.flatMap(found -> unsafe(found.accountId(), found.target()));
        if (unsafe.isEmpty()) {
            rule.ifPresent(found -> book.become(found, true, by.address().toString()));
        }
        return unsafe;
    }

    /** What switching TLS-only forwarding on would switch off: targets that are less safe than the account's level, or that nobody has looked at. */
    public List<ForwardRule> preview(long accountId) {
        return book.all(accountId).stream().filter(ForwardRule::isActive).filter(rule -> !road(rule).isSafe()).toList();
    }

    /** Switches TLS-only forwarding, and off what would be unsafe: their owners are told. @return what was switched off */
    public List<ForwardRule> setTlsOnly(boolean on, User by) {
        by.mustBe(Role.ACCOUNT);
        List<ForwardRule> unsafe = on ? preview(by.accountId()) : List.of();
        settings.change(by.accountId(), settings.account(by.accountId()).with(Setting.FORWARD_TLS_ONLY, on), by.address().toString());
        unsafe.forEach(rule -> {
            book.become(rule, false, by.address().toString());
            owners.switchedOff(rule);
        });
        return unsafe;
    }

    public void openToUsers(boolean open, User by) {
        by.mustBe(Role.ACCOUNT);
        settings.change(by.accountId(), settings.account(by.accountId()).with(Setting.OWN_FORWARDS, open), by.address().toString());
    }

    /** Something wasn't sent on, in the transaction in which it ended: its owner is told, once a day. */
    public void notSent(long ruleId, Reason why) {
        book.tell(ruleId).ifPresent(rule -> owners.notSent(rule, why));
    }

    private Optional<Reason> flaw(ForwardWish wish, long accountId) {
        List<ForwardRule> all = book.all(accountId);
        if (directory.proven(wish.domain()).filter(domain -> domain.accountId() == accountId).isEmpty()) {
            return Optional.of(Reason.of("forward.domain.foreign", wish.domain().unicode()));
        }
        if (wish.kind().hasWords() && (wish.words().replace(",", "").isBlank() || wish.words().length() > ForwardWish.MOST_WORDS)) {
            return Optional.of(Reason.of("forward.words"));
        }
        if (all.size() >= MOST || all.stream().filter(rule -> rule.whose().equals(wish.whose())).count() >= MOST_OF_ONE) {
            return Optional.of(Reason.of("forward.many"));
        }
        if (all.stream().anyMatch(rule -> isSame(rule, wish))) {
            return Optional.of(Reason.of("forward.there"));
        }
        return whoseFlaw(wish).or(() -> unsafe(accountId, wish.target()));
    }

    private Optional<Reason> whoseFlaw(ForwardWish wish) {
        if (wish.kind().isOfDomain()) {
            return Optional.empty();
        }
        Address whose = Address.of(wish.whose());
        boolean mailbox = directory.mailbox(whose).isPresent();
        if (wish.target().toString().equalsIgnoreCase(wish.whose())) {
            return Optional.of(Reason.of("forward.itself"));
        }
        if (wish.kind() == Forward.Kind.ALIAS) {
            return mailbox ? Optional.of(Reason.of("forward.alias.taken", wish.whose())) : Optional.empty();
        }
        return mailbox ? Optional.empty() : Optional.of(Reason.of("forward.nobody", wish.whose()));
    }

    private Optional<Reason> unsafe(long accountId, Address target) {
        boolean unsafe = roads.isTlsOnly(accountId) && !roads.to(accountId, target).isSafe();
        return unsafe ? Optional.of(Reason.of("forward.unsafe", target.domain().unicode())) : Optional.empty();
    }

    private Optional<ForwardRule> ruled(UUID uuid, User by) {
        Optional<ForwardRule> rule = book.find(by.accountId(), uuid);
        rule.ifPresent(found -> mustRule(found.kind(), found.whose(), by));
        return rule;
    }

    private void mustRule(Forward.Kind kind, String whose, User by) {
        boolean own = isOwn(kind, whose, by) && isOpenToUsers(by.accountId());
        if (!own) {
            by.mustBe(Role.ACCOUNT);
        }
    }

    private static boolean isOwn(Forward.Kind kind, String whose, User user) {
        return OWN.contains(kind) && whose.equals(user.address().toString().toLowerCase(Locale.ROOT));
    }

    private static boolean isSame(ForwardRule rule, ForwardWish wish) {
        return rule.kind() == wish.kind() && rule.whose().equals(wish.whose()) && rule.words().equals(wish.words())
                && rule.target().toString().equalsIgnoreCase(wish.target().toString());
    }
}
