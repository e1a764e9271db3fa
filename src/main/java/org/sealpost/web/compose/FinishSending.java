package org.sealpost.web.compose;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.directory.User;
import org.sealpost.mime.MessageReader;
import org.sealpost.submission.Acceptance;
import org.sealpost.submission.Counter;
import org.sealpost.vault.Vault;
import org.sealpost.web.Moments;
import org.sealpost.web.OutsideId;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** The page /mail/finish.xhtml: a message from a mail program, named by parameter {@code h}, that waits for its sender. */
@Named
@RequestScoped
public class FinishSending {

    private static final String ATTESTATION = "attestation.needed";
    private static final String DEMANDED = "pickup.check.needed";

    @Inject
    private HttpServletRequest request;
    @Inject
    private ExternalContext external;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Counter counter;
    @Inject
    private Vault vault;
    @Inject
    private Moments moments;
    @Inject
    private Tongue tongue;

    private Optional<Counter.Waiting> waiting = Optional.empty();
    private String check = IdentityCheck.QUESTION.name();
    private String question = "";
    private String answer = "";
    private boolean attested;
    private String flaw = "";

    @PostConstruct
    void open() {
        waiting = id().flatMap(id -> counter.waiting(user(), id));
    }

    /** Before it is shown: somebody else's message is as much a page as one that never was. */
    public void show() throws IOException {
        if (waiting.isEmpty()) {
            external.responseSendError(404, "");
            FacesContext.getCurrentInstance().responseComplete();
        }
    }

    public void send() throws IOException {
        if (waiting.isEmpty()) {
            return;
        }
        Optional<Acceptance> acceptance = counter.finish(user(), id().orElseThrow(), terms(), attested);
        if (acceptance.isPresent() && acceptance.get() instanceof Acceptance.Refused refused) {
            flaw = refused.reasons().stream().map(phrases()::say).distinct().collect(Collectors.joining(" "));
        } else if (acceptance.isPresent()) {
            external.redirect(request.getContextPath() + "/mail/sent.xhtml");
        } else {
            open();
        }
    }

    public void drop() {
        if (waiting.isPresent()) {
            counter.drop(user(), id().orElseThrow());
            open();
        }
    }

    /** A question is for those who need one, unless the organisation asks everybody; a passphrase is everybody's. */
    private PickupTerms terms() {
        Optional<String> told = Optional.of(answer.strip()).filter(text -> !text.isEmpty());
        int days = waiting.orElseThrow().days();
        if (check.equals(IdentityCheck.PASSPHRASE.name())) {
            return new PickupTerms(told.isPresent() ? IdentityCheck.PASSPHRASE : IdentityCheck.CODE, Optional.empty(), told, days);
        }
        Optional<String> asked = Optional.of(question.strip()).filter(text -> !text.isEmpty());
        boolean everybody = asked.isPresent() && lacks(DEMANDED);
        return new PickupTerms(everybody ? IdentityCheck.QUESTION : IdentityCheck.CODE, asked, asked.flatMap(text -> told), days);
    }

    public String getId() {
        return id().map(UUID::toString).orElse("");
    }

    public boolean isOver() {
        return waiting.filter(one -> one.message().isWaiting()).isEmpty();
    }

    /** How it ended. */
    public String getEnd() {
        return waiting.map(one -> phrases().say("finish.over." + one.message().state().name().toLowerCase(Locale.ROOT))).orElse("");
    }

    public String getUntil() {
        return waiting.map(one -> phrases().say("finish.until", moments.said(one.message().expiresAt()))).orElse("");
    }

    public String getSubject() {
        try {
            String subject = new MessageReader().glance(vault.open(user().accountId(), waiting.orElseThrow().message().contentId())).subject();
            return subject.isBlank() ? phrases().say("list.nosubject") : subject;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Blind recipients are marked. */
    public String getRecipients() {
        return waiting.orElseThrow().recipients().stream().map(one -> one.visible() ? one.address().toString()
                : phrases().say("finish.blind", one.address().toString())).collect(Collectors.joining(", "));
    }

    public List<String> getLacking() {
        return waiting.orElseThrow().lacking().stream().map(phrases()::say).distinct().toList();
    }

    /** Whether the sender must confirm that nothing in it is confidential, or let it be sent securely. */
    public boolean isAttesting() {
        return lacks(ATTESTATION);
    }

    public boolean isAsking() {
        return waiting.orElseThrow().lacking().stream().anyMatch(reason -> !reason.code().equals(ATTESTATION));
    }

    private boolean lacks(String code) {
        return waiting.orElseThrow().lacking().stream().anyMatch(reason -> reason.code().equals(code));
    }

    private Optional<UUID> id() {
        return OutsideId.of(request.getParameter("h"));
    }

    private User user() {
        return signedIn.user();
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.webmail.webmail");
    }

    public String getCheck() {
        return check;
    }

    public void setCheck(String check) {
        this.check = check;
    }

    public String getQuestion() {
        return question;
    }

    public void setQuestion(String question) {
        this.question = question;
    }

    public String getAnswer() {
        return answer;
    }

    public void setAnswer(String answer) {
        this.answer = answer;
    }

    public boolean isAttested() {
        return attested;
    }

    public void setAttested(boolean attested) {
        this.attested = attested;
    }

    public String getFlaw() {
        return flaw;
    }
}
