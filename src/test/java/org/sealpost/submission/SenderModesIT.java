package org.sealpost.submission;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.SenderMode;
import org.sealpost.assurance.Setting;
import org.sealpost.assurance.Settings;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.audit.AuditEvent;
import org.sealpost.audit.AuditTrail;
import org.sealpost.delivery.Deliveries;
import org.sealpost.delivery.Delivery;
import org.sealpost.delivery.Delivery.State;
import org.sealpost.directory.Directory;
import org.sealpost.directory.Role;
import org.sealpost.directory.SettingsBook;
import org.sealpost.directory.User;
import org.sealpost.forecast.Forecast;
import org.sealpost.forecast.Forecasts;
import org.sealpost.mail.Address;
import org.sealpost.mail.Envelope;
import org.sealpost.mail.ForwardPath;
import org.sealpost.mail.ReversePath;
import org.sealpost.policy.Decision;
import org.sealpost.policy.Decision.Handling;
import org.sealpost.policy.MessageFacts;
import org.sealpost.testing.Post;
import org.sealpost.testing.Staff;
import org.sealpost.testing.TappedInternet;
import org.sealpost.vault.Vault;

/** Who may send without protection, in an account of the test's own: Eva was named by an administrator, Nils wasn't. */
@ExtendWith(ArquillianExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SenderModesIT {

    private static final String BOB = "bob@no-tls.test";
    private static final String CONFIRMED = "canary-confirmed-30112612";
    private static final String UNCONFIRMED = "canary-unconfirmed-71530094";
    private static final String UNNAMED = "canary-unnamed-48820157";
    private static final Settings OPT_OUT = Settings.NONE.with(Setting.SENDER_MODE, SenderMode.OPT_OUT);
    private static final Settings OPT_IN = Settings.NONE.with(Setting.SENDER_MODE, SenderMode.OPT_IN);
    private static final PickupTerms QUESTION =
            new PickupTerms(IdentityCheck.QUESTION, Optional.of("Where?"), Optional.of("here"), 30);

    @Inject
    private Submission submission;
    @Inject
    private Deliveries deliveries;
    @Inject
    private Directory directory;
    @Inject
    private SettingsBook book;
    @Inject
    private Forecasts forecasts;
    @Inject
    private Vault vault;
    @Inject
    private AuditTrail audit;

    @Test
    @Order(1)
    void confirmedMessageOfOneWhoMayTravelsAsOrdinaryMailAndTheAuditLogSaysWhoAnswersForIt() throws IOException {
        set(OPT_OUT);
        Acceptance.Accepted accepted = sent(eva(), CONFIRMED, marked(Marking.ORDINARY, true, Duration.ZERO));
        assertEquals(List.of(), accepted.refusals());
        assertEquals(State.DELIVERED, ended(accepted).state());
        assertTrue(ended(accepted).decision().reasons().contains(Reason.of("ordinary.attested")));
        Post.Mail mail = Post.of(BOB).stream().filter(one -> one.raw().contains(CONFIRMED)).findFirst().orElseThrow();
        assertEquals("", mail.tls());
        assertEquals(List.of(new AuditEvent(eva().accountId(), "eva@modes.test", "message.optedout", accepted.message().toString(),
                Map.of("sentence", "attestation.nothing.confidential"))), optOuts(accepted));
        assertTrue(deliveries.ofMessage(eva().accountId() + 1, accepted.message()).isEmpty());
    }

    @Test
    @Order(2)
    void withoutConfirmationOrNameItGoesSecurelyAndTheSenderIsTold() throws IOException {
        set(OPT_OUT);
        Acceptance.Accepted unconfirmed = sent(eva(), UNCONFIRMED, marked(Marking.ORDINARY, false, Duration.ZERO));
        Acceptance.Accepted unnamed = sent(nils(), UNNAMED, marked(Marking.ORDINARY, true, Duration.ZERO));
        assertEquals(List.of(Reason.of("optout.refused.attestation")), unconfirmed.refusals());
        assertEquals(List.of(Reason.of("optout.refused.sender")), unnamed.refusals());
        for (Acceptance.Accepted accepted : List.of(unconfirmed, unnamed)) {
            assertEquals(State.WAITING_FOR_PICKUP, ended(accepted).state());
            assertEquals(List.of(), optOuts(accepted));
        }
        assertFalse(Post.of(BOB).stream().anyMatch(mail -> mail.raw().contains(UNCONFIRMED) || mail.raw().contains(UNNAMED)));
    }

    @Test
    @Order(3)
    @RunAsClient
    void theWireHeardWhatWasConfirmedAndNoOctetOfTheRest() {
        TappedInternet.shared().taps().forEach((host, tap) -> {
            assertFalse(tap.heard(UNCONFIRMED), host);
            assertFalse(tap.heard(UNNAMED), host);
            assertEquals(host.equals("mx.no-tls.test"), tap.heard(CONFIRMED), host);
        });
    }

    @Test
    @Order(4)
    void whatAnAdministratorTakesBackIsGoneWithTheNextMessage() throws IOException {
        set(OPT_OUT);
        User eva = eva();
        assertEquals(Handling.ORDINARY, decided(eva, marked(Marking.ORDINARY, true), Optional.empty()).handling());
        directory.giveRoles(eva.accountId(), eva.id(), Set.of(Role.STAFF), "test");
        Decision decision = decided(eva, marked(Marking.ORDINARY, true), Optional.empty());
        directory.giveRoles(eva.accountId(), eva.id(), Set.of(Role.STAFF, Role.OPT_OUT), "test");
        assertEquals(Handling.SECURE, decision.handling());
        assertEquals(Optional.of(Reason.of("optout.refused.sender")), decision.refusal());
    }

    @Test
    @Order(5)
    void whereAllMailIsSecureNobodyOptsOut() throws IOException {
        set(Settings.NONE);
        Decision decision = decided(eva(), marked(Marking.ORDINARY, true), Optional.empty());
        assertEquals(Handling.SECURE, decision.handling());
        assertEquals(Optional.of(Reason.of("optout.refused.always")), decision.refusal());
    }

    @Test
    @Order(6)
    void whoAsksForMoreAsWellGetsMore() throws IOException {
        set(OPT_OUT);
        Decision decision = decided(eva(), new Wishes(Marking.ORDINARY, true, Escalation.ESCROW, false, QUESTION, Duration.ofMinutes(30)),
                Optional.empty());
        assertEquals(Handling.SECURE, decision.handling());
        assertEquals(Optional.of(Reason.of("optout.refused.escalated")), decision.refusal());
    }

    @Test
    @Order(7)
    void whereSendersAskForItOnlyMarkedMailAndAnswersToItAreSecure() throws IOException {
        set(OPT_IN);
        UUID thread = UUID.randomUUID();
        assertEquals(Handling.ORDINARY, decided(nils(), marked(Marking.AS_USUAL, false), Optional.of(thread)).handling());
        assertEquals(Handling.SECURE, decided(nils(), marked(Marking.SECURE, false), Optional.of(thread)).handling());
        Decision answer = decided(nils(), marked(Marking.AS_USUAL, false), Optional.of(thread));
        assertEquals(Handling.SECURE, answer.handling());
        assertTrue(answer.reasons().contains(Reason.of("secure.thread")));
        assertEquals(Optional.of(Reason.of("optout.refused.thread")),
                decided(eva(), marked(Marking.ORDINARY, true), Optional.of(thread)).refusal());
    }

    @Test
    @Order(8)
    void headerThatGivesTlsAwayIsIgnored() throws IOException {
        set(OPT_OUT);
        Acceptance.Accepted accepted = accepted(eva(), "TLS-Required: No\r\n", "x", BOB, marked(Marking.AS_USUAL, false), Optional.empty());
        assertTrue(submission.undo(eva().accountId(), eva().id(), accepted.message()));
        assertEquals(Handling.SECURE, accepted.plan().get(0).decision().handling());
    }

    @Test
    @Order(9)
    void evenConfirmedItWaitsWhereTlsWasOnceSpoken() throws IOException {
        set(OPT_OUT);
        Address joe = Address.of("joe@stripped.test");
        await().atMost(Duration.ofSeconds(30)).until(() -> forecasts.forecast(eva().accountId(), eva().id(), joe,
                MessageFacts.mail(Marking.ORDINARY, true, Escalation.NONE, false)).state() == Forecast.State.BLOCKED);
        Acceptance.Accepted accepted = accepted(eva(), "", "x", joe.toString(), marked(Marking.ORDINARY, true), Optional.empty());
        assertTrue(submission.undo(eva().accountId(), eva().id(), accepted.message()));
        Decision decision = accepted.plan().get(0).decision();
        assertEquals(Handling.ORDINARY, decision.handling());
        assertEquals(TlsLevel.ENCRYPTED, decision.contentLevel());
        assertEquals(Decision.End.HOLD, decision.end());
        assertEquals(Reason.of("memory.lost"), decision.reasons().get(0));
        assertTrue(decision.pickupOffered());
    }

    private Acceptance.Accepted sent(User from, String body, Wishes wishes) throws IOException {
        return accepted(from, "", body, BOB, wishes, Optional.empty());
    }

    /** How Bob would have got it: it is taken back before it leaves. */
    private Decision decided(User from, Wishes wishes, Optional<UUID> thread) throws IOException {
        Acceptance.Accepted accepted = accepted(from, "", "x", BOB, wishes, thread);
        assertTrue(submission.undo(from.accountId(), from.id(), accepted.message()));
        return accepted.plan().get(0).decision();
    }

    private Acceptance.Accepted accepted(User from, String header, String body, String to, Wishes wishes, Optional<UUID> thread)
            throws IOException {
        String raw = "From: " + from.address() + "\r\nSubject: s\r\nMessage-ID: <1@modes.test>\r\n" + header + "\r\n" + body + "\r\n";
        long content = vault.store(from.accountId(), new ByteArrayInputStream(raw.getBytes(StandardCharsets.US_ASCII)), 1_000);
        Envelope envelope = new Envelope(ReversePath.of(from.address()), List.of(ForwardPath.visible(Address.of(to))));
        return assertInstanceOf(Acceptance.Accepted.class,
                submission.accept(submission.read(new Entry(new Sender.Staff(from), envelope, content, wishes, thread))));
    }

    private static Wishes marked(Marking marking, boolean attested) {
        return marked(marking, attested, Duration.ofMinutes(30));
    }

    private static Wishes marked(Marking marking, boolean attested, Duration undo) {
        return new Wishes(marking, attested, Escalation.NONE, false, QUESTION, undo);
    }

    private Delivery ended(Acceptance.Accepted accepted) {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(300))
                .until(() -> deliveries.ofMessage(eva().accountId(), accepted.message()).get(0), one -> !one.state().isOpen());
    }

    private List<AuditEvent> optOuts(Acceptance.Accepted accepted) {
        return audit.about(eva().accountId(), accepted.message().toString()).stream()
                .filter(event -> event.action().equals("message.optedout")).toList();
    }

    private void set(Settings settings) {
        book.change(eva().accountId(), settings, "test");
    }

    private User eva() {
        return Staff.of(directory, "eva@modes.test", Set.of(Role.STAFF, Role.OPT_OUT));
    }

    private User nils() {
        return Staff.of(directory, "nils@modes.test", Set.of(Role.STAFF));
    }
}
