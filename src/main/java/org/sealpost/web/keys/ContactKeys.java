package org.sealpost.web.keys;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.assurance.Reason;
import org.sealpost.directory.User;
import org.sealpost.keyring.Keyring;
import org.sealpost.keyring.KnownKeys;
import org.sealpost.mail.Address;
import org.sealpost.web.AddressPart;
import org.sealpost.web.Moments;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/**
 * The page /mail/contactkeys.xhtml: the keys of the account's contacts, and the decisions about them. A decision is about the key that was
 * shown, whatever others have changed meanwhile, so the rows are kept as they were shown.
 */
@Named
@ViewScoped
public class ContactKeys implements Serializable {

    private static final long serialVersionUID = 1;
    private static final int PAGE = 25;
    private static final int LONGEST = 320;

    @Inject
    private Keyring keyring;
    @Inject
    private KnownKeys known;
    @Inject
    private KeyTasks tasks;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Tongue tongue;
    @Inject
    private Moments moments;
    @Inject
    private InstantSource clock;
    @Inject
    private HttpServletRequest request;

    private String part;
    private int from;
    private List<ContactRow> rows;
    private boolean further;
    private int edition;
    private String asked = "";
    private String told = "";
    private String flaw = "";

    @PostConstruct
    void open() {
        String wanted = Optional.ofNullable(request.getParameter("a")).orElse("").strip();
        part = wanted.substring(0, Math.min(LONGEST, wanted.length()));
        String number = Optional.ofNullable(request.getParameter("from")).orElse("");
        from = number.matches("\\d{1,6}") ? Integer.parseInt(number) / PAGE * PAGE : 0;
    }

    public List<ContactRow> getRows() {
        if (rows == null) {
            KeyWords words = new KeyWords(phrases(), moments::day, clock.instant());
            List<ContactRow> found = known.contacts(user().accountId(), AddressPart.searched(part), from, PAGE + 1).stream().map(words::row).toList();
            further = found.size() > PAGE;
            rows = List.copyOf(found.subList(0, Math.min(PAGE, found.size())));
        }
        return rows;
    }

    public void use(String id) {
        decide(() -> keyring.pin(user(), UUID.fromString(id)), "contactkeys.told.used");
    }

    public void confirm(String id) {
        decide(() -> {
            keyring.confirm(user(), UUID.fromString(id));
            return Optional.empty();
        }, "contactkeys.told.confirmed");
    }

    public void reject(String id) {
        decide(() -> {
            keyring.reject(user(), UUID.fromString(id));
            return Optional.empty();
        }, "contactkeys.told.rejected");
    }

    public void askForget(String address) {
        quiet();
        asked = address;
    }

    public void keep() {
        quiet();
    }

    public void forget(String address) {
        quiet();
        keyring.forget(user(), Address.of(address));
        told = phrases().say("contactkeys.told.forgotten", address);
        stale();
    }

    /** The address of which it is asked whether its keys shall be forgotten; empty if of none. */
    public String getAsked() {
        return asked;
    }

    public String getTold() {
        return told;
    }

    public String getFlaw() {
        return flaw;
    }

    public String getPart() {
        return part;
    }

    public String getNotFound() {
        return phrases().say("contactkeys.notfound", part);
    }

    public String getBack() {
        return from == 0 ? "" : place(from - PAGE);
    }

    public String getFurther() {
        getRows();
        return further ? place(from + PAGE) : "";
    }

    public String getPosition() {
        return phrases().say("contactkeys.position", from + 1, from + getRows().size());
    }

    /** Changes with each decision: what was said before one isn't so any more. */
    int edition() {
        return edition;
    }

    /** Something was imported. */
    void changed() {
        quiet();
        stale();
    }

    private interface Decision {
        Optional<Reason> take();
    }

    private void decide(Decision decision, String done) {
        quiet();
        try {
            flaw = decision.take().map(phrases()::say).orElse("");
            told = flaw.isEmpty() ? phrases().say(done) : "";
        } catch (IllegalArgumentException e) {
            flaw = phrases().say("contactkeys.gone");
        }
        stale();
    }

    private void stale() {
        rows = null;
        edition++;
        tasks.changed();
    }

    private void quiet() {
        asked = "";
        told = "";
        flaw = "";
    }

    private String place(int start) {
        return "?a=" + URLEncoder.encode(part, StandardCharsets.UTF_8) + "&from=" + start;
    }

    private User user() {
        return signedIn.user();
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.keys.keys");
    }
}
