package org.sealpost.web.admin.keys;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sealpost.directory.Role;
import org.sealpost.keyring.KnownKeys;
import org.sealpost.web.AddressPart;
import org.sealpost.web.Moments;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/**
 * The page /admin/keys.xhtml: which of the account's keys are wanted, and those of its contacts, those first that end first. Auditors read it
 * too: it changes nothing.
 */
@Named
@RequestScoped
public class AllKeys {

    private static final int PAGE = 50;
    private static final int LONGEST = 320;

    @Inject
    private KnownKeys known;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Moments moments;
    @Inject
    private Tongue tongue;
    @Inject
    private HttpServletRequest request;

    private String part;
    private KnownKeys.State state;
    private int from;
    private List<KeyEndRow> rows;
    private boolean further;

    @PostConstruct
    void open() {
        String wanted = parameter("q").strip();
        part = wanted.substring(0, Math.min(LONGEST, wanted.length()));
        state = Arrays.stream(KnownKeys.State.values()).filter(one -> one.name().equals(parameter("state"))).findFirst().orElse(KnownKeys.State.ALL);
        String number = parameter("from");
        from = number.matches("\\d{1,6}") ? Integer.parseInt(number) / PAGE * PAGE : 0;
    }

    /** Contacts' keys. */
    public List<KeyEndRow> getContacts() {
        if (rows == null) {
            KeyEndWords words = new KeyEndWords(phrases(), moments::day, moments.now());
            List<KeyEndRow> found = known.ends(signedIn.user().accountId(), state, AddressPart.searched(part), from, PAGE + 1).stream()
                    .map(words::row).toList();
            further = found.size() > PAGE;
            rows = found.subList(0, Math.min(PAGE, found.size()));
        }
        return rows;
    }

    /** Whether the reader has a mailbox, and so the page where contacts' keys are decided on. */
    public boolean isLinked() {
        return signedIn.user().is(Role.STAFF);
    }

    /** Whether the reader may set the recovery key and take keys again. */
    public boolean isRecovering() {
        return signedIn.isAccountAdministrator();
    }

    public List<KnownKeys.State> getStates() {
        return List.of(KnownKeys.State.values());
    }

    public String said(KnownKeys.State one) {
        return phrases().say("keys.state." + one);
    }

    public KnownKeys.State getState() {
        return state;
    }

    public String getPart() {
        return part;
    }

    /** Whether only some of all keys are wanted. */
    public boolean isNarrowed() {
        return !part.isEmpty() || state != KnownKeys.State.ALL;
    }

    public String getPosition() {
        return phrases().say("known.position", from + 1, from + getContacts().size());
    }

    public String getBack() {
        return from == 0 ? "" : place("from", from - PAGE);
    }

    public String getFurther() {
        getContacts();
        return further ? place("from", from + PAGE) : "";
    }

    /** @param list which of the lists goes on from there */
    String place(String list, int start) {
        return "?q=" + URLEncoder.encode(part, StandardCharsets.UTF_8) + "&state=" + state + "&" + list + "=" + start;
    }

    private String parameter(String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("");
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.admin.admin");
    }
}
