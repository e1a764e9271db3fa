package org.sealpost.web.webmail;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.assurance.Reason;
import org.sealpost.delivery.Deliveries;
import org.sealpost.delivery.Delivery;
import org.sealpost.directory.User;
import org.sealpost.escrow.Pickups;
import org.sealpost.mailbox.FolderKind;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.mailbox.StoredMessage;
import org.sealpost.submission.TermsCheck;
import org.sealpost.web.Moments;
import org.sealpost.web.OutsideId;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;
import org.sealpost.web.compose.ChipMaker;

/** The page /mail/sent.xhtml: each message by its worst recipient, and what happened to each copy of the open one. */
@Named
@RequestScoped
public class SentMail {

    private static final int PAGE = 50;

    @Inject
    private HttpServletRequest request;
    @Inject
    private ExternalContext external;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Mailboxes mailboxes;
    @Inject
    private Deliveries deliveries;
    @Inject
    private Pickups pickups;
    @Inject
    private RowMaker rowMaker;
    @Inject
    private CopyMaker copyMaker;
    @Inject
    private ChipMaker chipMaker;
    @Inject
    private Moments moments;
    @Inject
    private Tongue tongue;

    private List<StoredMessage> messages;
    private List<Copy> copies;
    private String flaw;

    public List<Row.Group> getGroups() {
        Map<UUID, List<Delivery.State>> states = states();
        return rowMaker.groups(messages(), opened().map(StoredMessage::uuid).orElse(null),
                message -> message.sent().map(states::get).map(copyMaker::worst).orElse(RowMaker.Tag.NONE));
    }

    public boolean isBlank() {
        return messages().isEmpty();
    }

    public String getSearched() {
        return parameter("q");
    }

    public boolean isWaitingOnly() {
        return parameter("waiting").equals("1");
    }

    public List<Copy> getCopies() {
        if (copies == null) {
            copies = openedDeliveries().map(copyMaker::copy).toList();
        }
        return copies;
    }

    /** "2 of 4 have it, 1 waits on the pickup page, 1 came back." */
    public String getSummary() {
        return copyMaker.summary(opened().flatMap(StoredMessage::sent)
                .map(sent -> states(List.of(sent)).getOrDefault(sent, List.of())).orElse(List.of()));
    }

    /** What came of marking it as secure or opting out, where its sender had the choice. */
    public List<String> getMarking() {
        return openedDeliveries().flatMap(one -> one.decision().reasons().stream()).filter(SentMail::isAboutMarking)
                .map(phrases()::say).distinct().toList();
    }

    private static boolean isAboutMarking(Reason reason) {
        return reason.code().startsWith("ordinary.") || reason.code().startsWith("optout.refused.");
    }

    private Stream<Delivery> openedDeliveries() {
        return opened().flatMap(StoredMessage::sent).stream().flatMap(sent -> deliveries.ofMessage(user().accountId(), sent).stream());
    }

    /** Parameters {@code what} and {@code id}, a delivery of the open message. */
    public void act() throws IOException {
        Optional<UUID> copy = OutsideId.of(parameter("id")).filter(this::isMine);
        if (copy.isPresent()) {
            String refusal = switch (parameter("what")) {
                case "withdraw" -> told(deliveries.withdraw(user().accountId(), copy.get(), actor()));
                case "extend" -> told(extend(copy.get()));
                case "terms" -> asking(terms -> deliveries.setTerms(user().accountId(), copy.get(), terms, actor()));
                case "next" -> told(deliveries.moveOn(user().accountId(), copy.get(), actor()));
                case "wait" -> told(deliveries.persevere(user().accountId(), copy.get(), actor()));
                case "keep" -> asking(terms -> deliveries.keepForReference(user().accountId(), copy.get(), terms, actor()));
                case "unlock" -> told(unlock(copy.get()));
                default -> "";
            };
            external.getSessionMap().put("sent.flaw", refusal);
        }
        // another address each time, or the browser would only jump to #message
        external.redirect(request.getContextPath() + "/mail/sent.xhtml?m=" + parameter("m") + "&at="
                + moments.now().toEpochMilli() + "#message");
    }

    /** Why the last change had no effect; told once, empty if it had. */
    public String getFlaw() {
        if (flaw == null) {
            flaw = Objects.toString(external.getSessionMap().remove("sent.flaw"), "");
        }
        return flaw;
    }

    private String told(boolean done) {
        return done ? "" : phrases().say("sent.toolate");
    }

    private boolean extend(UUID copy) {
        int days = chipMaker.pickupDays(user()).most();
        return deliveries.find(user().accountId(), copy)
                .filter(one -> pickups.extend(user().accountId(), one.id(), days, actor())).isPresent();
    }

    private boolean unlock(UUID copy) {
        return deliveries.find(user().accountId(), copy)
                .filter(one -> pickups.unlock(user().accountId(), one.id(), actor())).isPresent();
    }

    /** With the question, or without one the passphrase, that was typed. */
    private String asking(Predicate<PickupTerms> change) {
        boolean question = !parameter("question").isBlank();
        PickupTerms terms = new PickupTerms(question ? IdentityCheck.QUESTION : IdentityCheck.PASSPHRASE,
                Optional.of(parameter("question").strip()).filter(text -> question),
                Optional.of(parameter("answer").strip()), chipMaker.pickupDays(user()).standard());
        Optional<Reason> unfit = new TermsCheck(chipMaker.pickupDays(user())).flaws(terms).stream().findFirst();
        return unfit.map(phrases()::say).orElseGet(() -> told(change.test(terms)));
    }

    /** Only copies of a message that this user sent. */
    private boolean isMine(UUID copy) {
        return deliveries.find(user().accountId(), copy)
                .filter(one -> one.message().userId().equals(Optional.of(user().id()))).isPresent();
    }

    private Optional<StoredMessage> opened() {
        return OutsideId.of(parameter("m")).flatMap(uuid -> mailboxes.find(user().accountId(), user().id(), uuid))
                .or(() -> OutsideId.of(parameter("message")).flatMap(uuid -> mailboxes.sent(user().accountId(), user().id(), uuid)));
    }

    private List<StoredMessage> messages() {
        if (messages == null) {
            Stream<StoredMessage> all = getSearched().isBlank()
                    ? mailboxes.page(user().accountId(), user().id(), FolderKind.SENT, Optional.empty(), PAGE).stream()
                    : mailboxes.search(user().accountId(), user().id(), getSearched(), PAGE).stream()
                            .filter(one -> one.folder() == FolderKind.SENT);
            messages = all.toList();
            Map<UUID, List<Delivery.State>> states = states();
            messages = messages.stream().filter(one -> !isWaitingOnly()
                    || one.sent().map(states::get).filter(CopyMaker::isWaiting).isPresent()).toList();
        }
        return messages;
    }

    private Map<UUID, List<Delivery.State>> states() {
        return states(messages().stream().flatMap(one -> one.sent().stream()).toList());
    }

    private Map<UUID, List<Delivery.State>> states(Collection<UUID> sent) {
        return deliveries.states(user().accountId(), sent);
    }

    private User user() {
        return signedIn.user();
    }

    private String actor() {
        return user().address().toString();
    }

    private String parameter(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.webmail.webmail");
    }
}
