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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.assurance.Reason;
import org.sealpost.audit.AuditTrail;
import org.sealpost.delivery.Deliveries;
import org.sealpost.delivery.Delivery;
import org.sealpost.delivery.Delivery.State;
import org.sealpost.delivery.DeliveryEvent;
import org.sealpost.directory.Directory;
import org.sealpost.directory.User;
import org.sealpost.mail.Address;
import org.sealpost.mail.Envelope;
import org.sealpost.mail.ForwardPath;
import org.sealpost.mail.ReversePath;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.vault.Vault;

@ExtendWith(ArquillianExtension.class)
class SubmissionIT {

    private static final String RAW = "From: sam@clinic.test\r\nSubject: s\r\nMessage-ID: <1@clinic.test>\r\n\r\nbody\r\n";
    private static final PickupTerms QUESTION =
            new PickupTerms(IdentityCheck.QUESTION, Optional.of("Where?"), Optional.of("here"), 30);

    @Inject
    private Submission submission;
    @Inject
    private Deliveries deliveries;
    @Inject
    private Directory directory;
    @Inject
    private Vault vault;
    @Inject
    private AuditTrail audit;
    @Inject
    private Mailboxes mailboxes;

    @Test
    void acceptedMessageIsDecidedAndTriedForEach() throws IOException {
        Acceptance.Accepted accepted = accepted(Duration.ZERO, "nobody@unreachable.example", "other@unreachable.example");
        assertEquals(2, accepted.plan().size());
        List<Delivery> tried = await().atMost(Duration.ofSeconds(30)).until(() -> of(accepted.message()),
                all -> all.stream().allMatch(one -> one.tries() > 0));
        for (Delivery delivery : tried) {
            // whether this machine's resolver answers "no such domain" or nothing at all is not ours to say
            State expected = delivery.timeline().get(1).kind() == DeliveryEvent.Kind.RETURNED ? State.RETURNED : State.QUEUED;
            assertEquals(expected, delivery.state());
            assertEquals(DeliveryEvent.Kind.QUEUED, delivery.timeline().get(0).kind());
            assertTrue(audit.about(sam().accountId(), delivery.uuid().toString()).size() >= 2);
        }
    }

    @Test
    void undoTakesAllBackBeforeItIsReleasedAndOnlyForItsSender() throws IOException {
        Acceptance.Accepted accepted = accepted(Duration.ofMinutes(1), "nobody@unreachable.example");
        assertTrue(mailboxes.sent(sam().accountId(), sam().id(), accepted.message()).isPresent());
        assertFalse(submission.undo(sam().accountId(), sam().id() + 1, accepted.message()));
        assertTrue(submission.undo(sam().accountId(), sam().id(), accepted.message()));
        assertFalse(submission.undo(sam().accountId(), sam().id(), accepted.message()));
        assertEquals(State.WITHDRAWN, of(accepted.message()).get(0).state());
        assertEquals(0, of(accepted.message()).get(0).tries());
        assertTrue(mailboxes.sent(sam().accountId(), sam().id(), accepted.message()).isEmpty());
    }

    @Test
    void whatCannotBeAcceptedIsRefusedWithReasons() throws IOException {
        Envelope foreign = envelope("eve@clinic.test", "a@unreachable.example");
        assertEquals(List.of(Reason.of("sender.foreign")), refused(foreign, wishes(Duration.ZERO, QUESTION)));
        Envelope nobody = envelope("sam@clinic.test", "nobody@clinic.test");
        assertEquals(List.of(Reason.of("recipient.unknown", "nobody@clinic.test")), refused(nobody, wishes(Duration.ZERO, QUESTION)));
        PickupTerms unanswered = new PickupTerms(IdentityCheck.QUESTION, Optional.of("Where?"), Optional.empty(), 30);
        assertEquals(List.of(Reason.of("pickup.answer.short", "3")),
                refused(envelope("sam@clinic.test", "a@unreachable.example"), wishes(Duration.ZERO, unanswered)));
    }

    @Test
    void nobodyElsesAccountSeesADelivery() throws IOException {
        Acceptance.Accepted accepted = accepted(Duration.ofMinutes(1), "nobody@unreachable.example");
        Delivery delivery = of(accepted.message()).get(0);
        assertTrue(deliveries.ofMessage(sam().accountId() + 1, accepted.message()).isEmpty());
        assertFalse(deliveries.withdraw(sam().accountId() + 1, delivery.uuid(), "eve"));
        assertTrue(deliveries.withdraw(sam().accountId(), delivery.uuid(), "sam@clinic.test"));
        assertFalse(deliveries.withdraw(sam().accountId(), delivery.uuid(), "sam@clinic.test"));
    }

    private Acceptance.Accepted accepted(Duration undo, String... recipients) throws IOException {
        Acceptance acceptance = submission.accept(submission.read(entry(envelope("sam@clinic.test", recipients), wishes(undo, QUESTION))));
        return assertInstanceOf(Acceptance.Accepted.class, acceptance);
    }

    private List<Reason> refused(Envelope envelope, Wishes wishes) throws IOException {
        return assertInstanceOf(Acceptance.Refused.class, submission.accept(submission.read(entry(envelope, wishes)))).reasons();
    }

    private Entry entry(Envelope envelope, Wishes wishes) throws IOException {
        long content = vault.store(sam().accountId(), new ByteArrayInputStream(RAW.getBytes(StandardCharsets.US_ASCII)), 1_000);
        return new Entry(new Sender.Staff(sam()), envelope, content, wishes, Optional.empty());
    }

    private static Envelope envelope(String from, String... recipients) {
        return new Envelope(ReversePath.of(Address.of(from)),
                Arrays.stream(recipients).map(to -> ForwardPath.visible(Address.of(to))).toList());
    }

    private static Wishes wishes(Duration undo, PickupTerms terms) {
        return new Wishes(Marking.AS_USUAL, false, Escalation.NONE, false, terms, undo);
    }

    private List<Delivery> of(UUID message) {
        return deliveries.ofMessage(sam().accountId(), message);
    }

    private User sam() {
        return directory.user(Address.of("sam@clinic.test")).orElseThrow();
    }
}
