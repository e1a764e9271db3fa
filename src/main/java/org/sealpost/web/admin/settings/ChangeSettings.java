package org.sealpost.web.admin.settings;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sealpost.assurance.Fallbacks;
import org.sealpost.assurance.PickupDays;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Setting;
import org.sealpost.assurance.Settings;
import org.sealpost.assurance.TlsRecipients;
import org.sealpost.directory.SettingsBook;
import org.sealpost.mail.MalformedAddress;
import org.sealpost.policy.Inheritance;
import org.sealpost.policy.Inheritance.Level;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** The page /admin/settings.xhtml: what the account sets, beside what it inherits. Nothing holds before it is saved. */
@Named
@ViewScoped
public class ChangeSettings implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    private SettingsBook book;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Tongue tongue;

    private SettingsDraft draft;
    private TreeMap<String, String> system;
    /** Sentences about what was typed and can't be taken, by the setting's name. */
    private final HashMap<String, String> flaws = new HashMap<>();
    private String recipientList;
    private DaysTyped days;
    private TriggersTyped triggers;
    private boolean saved;
    private transient Map<String, List<SettingRow>> rows;

    @PostConstruct
    void open() {
        system = new TreeMap<>(book.system().texts());
        draft = new SettingsDraft(book.account(signedIn.account().id()));
        typeAgain();
    }

    public List<SettingRow> rows(String group) {
        if (rows == null) {
            rows = new HashMap<>();
        }
        return rows.computeIfAbsent(group, name ->
                new SettingRows(above(), here(), Level.ACCOUNT, phrases()).of(name));
    }

    /** The value that holds of each setting with simple choices, by name; taking another one sets it here. */
    public Map<String, String> getChoice() {
        return new AbstractMap<>() {
            @Override
            public String get(Object name) {
                return held(known((String) name));
            }

            @Override
            public String put(String name, String text) {
                return choose(known(name), text);
            }

            @Override
            public Set<Entry<String, String>> entrySet() {
                return Collections.emptySet();
            }
        };
    }

    public void reset(String name) {
        draft.reset(known(name));
        flaws.remove(name);
        typeAgain();
        changed();
    }

    public void discard() {
        draft.discard();
        flaws.clear();
        typeAgain();
        changed();
    }

    public void save() {
        takeDays();
        takeTriggers();
        if (!flaws.isEmpty() || getChanges() == 0) {
            return;
        }
        long accountId = signedIn.account().id();
        book.change(accountId, draft.onto(book.account(accountId)), signedIn.user().address().toString());
        open();
        changed();
        saved = true;
    }

    // Who may get secure mail by TLS alone

    public String getRecipientMode() {
        return here().get(Setting.TLS_RECIPIENTS).mode().name();
    }

    public void setRecipientMode(String mode) {
        takeRecipients(TlsRecipients.Mode.valueOf(mode), recipientList);
    }

    public String getRecipientList() {
        return recipientList;
    }

    public void setRecipientList(String list) {
        recipientList = list.strip();
        takeRecipients(here().get(Setting.TLS_RECIPIENTS).mode(), recipientList);
    }

    public boolean isRecipientsListed() {
        return here().get(Setting.TLS_RECIPIENTS).mode() != TlsRecipients.Mode.EVERYONE;
    }

    private void takeRecipients(TlsRecipients.Mode mode, String list) {
        try {
            boolean listed = mode != TlsRecipients.Mode.EVERYONE;
            List<String> entries = listed && !list.isBlank() ? List.of(list.strip().split("[\\s,;]+")) : List.of();
            take(Setting.TLS_RECIPIENTS, TlsRecipients.of(mode, entries));
        } catch (MalformedAddress e) {
            flaws.put(Setting.TLS_RECIPIENTS.name(), phrases().say("set.tls-recipients.flaw", e.written()));
            changed();
        }
    }

    // The other ways, in order

    public List<Fallbacks.Choice> getFallbacks() {
        return here().get(Setting.FALLBACKS).choices();
    }

    public Map<String, Boolean> getFallbackOn() {
        return new AbstractMap<>() {
            @Override
            public Boolean get(Object name) {
                return here().get(Setting.FALLBACKS).allow(Protection.valueOf((String) name));
            }

            @Override
            public Boolean put(String name, Boolean on) {
                turn(Protection.valueOf(name), on);
                return on;
            }

            @Override
            public Set<Entry<String, Boolean>> entrySet() {
                return Collections.emptySet();
            }
        };
    }

    /** @param steps −1 is up, 1 is down */
    public void move(String protection, int steps) {
        List<Fallbacks.Choice> choices = new ArrayList<>(getFallbacks());
        int from = position(choices, Protection.valueOf(protection));
        Collections.swap(choices, from, Math.floorMod(from + steps, choices.size()));
        take(Setting.FALLBACKS, new Fallbacks(choices));
    }

    /** Whether an account above allows this way at all. */
    public boolean mayTurn(String protection) {
        Inheritance.Value<Fallbacks> inherited = above().value(Setting.FALLBACKS);
        return inherited.lockedBy().isEmpty() || inherited.value().allow(Protection.valueOf(protection));
    }

    public boolean isOrderFixed() {
        return above().value(Setting.FALLBACKS).lockedBy().isPresent();
    }

    private void turn(Protection protection, boolean on) {
        take(Setting.FALLBACKS, new Fallbacks(getFallbacks().stream().map(choice ->
                choice.protection() == protection ? new Fallbacks.Choice(protection, on) : choice).toList()));
    }

    private static int position(List<Fallbacks.Choice> choices, Protection protection) {
        return choices.stream().map(Fallbacks.Choice::protection).toList().indexOf(protection);
    }

    // How long a message waits on the pickup page

    public DaysTyped getDays() {
        return days;
    }

    public void takeDays() {
        try {
            take(Setting.PICKUP_DAYS, new PickupDays(days.getStandard(), days.getLeast(), days.getMost()));
        } catch (IllegalArgumentException e) {
            flaws.put(Setting.PICKUP_DAYS.name(), phrases().say("set.pickup-days.flaw"));
            changed();
        }
    }

    // What a subject may ask for

    public TriggersTyped getTriggers() {
        return triggers;
    }

    public void takeTriggers() {
        try {
            take(Setting.TRIGGERS, triggers.texts());
        } catch (IllegalArgumentException e) {
            flaws.put(Setting.TRIGGERS.name(), phrases().say("set.triggers.flaw"));
            changed();
        }
    }

    // The bar

    public int getChanges() {
        return draft.changes().size();
    }

    public boolean isSaved() {
        return saved;
    }

    public String getSaveWords() {
        return getChanges() == 0 ? phrases().say("save") : phrases().count("save.changes", getChanges());
    }

    public String getRemark() {
        if (!flaws.isEmpty()) {
            return phrases().say("save.flawed");
        }
        return phrases().say(getChanges() == 0 ? "save.nothing" : "save.remark");
    }

    public Map<String, String> getFlaws() {
        return flaws;
    }

    private String held(Setting<?> setting) {
        return written(setting);
    }

    private <T> String written(Setting<T> setting) {
        return setting.written(here().get(setting));
    }

    /** Everything on a form comes back when it is sent; only what differs was chosen. */
    private <T> String choose(Setting<T> setting, String text) {
        if (!written(setting).equals(text)) {
            take(setting, setting.read(text));
        }
        return text;
    }

    private <T> void take(Setting<T> setting, T value) {
        if (!here().get(setting).equals(value)) {
            draft.set(setting, value);
        }
        flaws.remove(setting.name());
        changed();
    }

    /** The fields that are typed show what holds. */
    private void typeAgain() {
        recipientList = String.join("\n", here().get(Setting.TLS_RECIPIENTS).entries());
        days = new DaysTyped(here().get(Setting.PICKUP_DAYS));
        triggers = new TriggersTyped(here().get(Setting.TRIGGERS));
    }

    private void changed() {
        rows = null;
        saved = false;
    }

    private Inheritance above() {
        return Inheritance.standard().below(Level.SYSTEM, Settings.of(system));
    }

    private Inheritance here() {
        return above().below(Level.ACCOUNT, draft.settings());
    }

    private static Setting<?> known(String name) {
        return Setting.named(name.toLowerCase(Locale.ROOT)).orElseThrow();
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.admin.admin");
    }
}
