package org.sealpost.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.delivery.Delivery.State;
import org.sealpost.directory.Directory;
import org.sealpost.directory.User;
import org.sealpost.escrow.Door;
import org.sealpost.escrow.Doorkeeper;
import org.sealpost.escrow.PickupFacts;
import org.sealpost.escrow.Pickups;
import org.sealpost.escrow.Verdict;
import org.sealpost.mail.Address;
import org.sealpost.mail.Envelope;
import org.sealpost.mail.ForwardPath;
import org.sealpost.mail.ReversePath;
import org.sealpost.submission.Acceptance;
import org.sealpost.submission.Entry;
import org.sealpost.submission.Sender;
import org.sealpost.submission.Submission;
import org.sealpost.submission.Wishes;
import org.sealpost.vault.Vault;

/** Pickup by reference with the real database: the message waits, its reader gets in, and nothing is sent to their domain. */
@ExtendWith(ArquillianExtension.class)
class KeptForReferenceIT {

    private static final PickupTerms QUESTION = new PickupTerms(IdentityCheck.QUESTION, Optional.of("Where?"), Optional.of("here"), 30);
    private static final String ACTOR = "sam@clinic.test";

    @Inject
    private Submission submission;
    @Inject
    private Deliveries deliveries;
    @Inject
    private Directory directory;
    @Inject
    private Pickups pickups;
    @Inject
    private Doorkeeper doorkeeper;
    @Inject
    private Vault vault;
    @Inject
    private DataSource database;

    @Test
    void whoIsToldTheReferenceReadsItAndNothingWasSentToTheirDomain() throws Exception {
        Address reader = Address.of("reader@" + UUID.randomUUID() + ".example");
        Delivery stuck = stuck(reader);
        assertTrue(deliveries.keepForReference(sam().accountId(), stuck.uuid(), QUESTION, ACTOR));

        Delivery kept = deliveries.find(sam().accountId(), stuck.uuid()).orElseThrow();
        assertEquals(State.WAITING_FOR_PICKUP, kept.state());
        PickupFacts facts = pickups.facts(sam().accountId(), stuck.id()).orElseThrow();
        Door door = doorkeeper.byReference(facts.reference(), reader);
        assertEquals("Where?", doorkeeper.start(door).question().orElseThrow());
        assertInstanceOf(Verdict.Wrong.class, doorkeeper.verify(door, "elsewhere"));
        assertEquals(new Verdict.Passed(), doorkeeper.verify(door, "Here"));
        assertTrue(doorkeeper.enter(door, doorkeeper.challenge(door).terms()).isPresent());
        assertEquals(State.PICKED_UP, deliveries.find(sam().accountId(), stuck.uuid()).orElseThrow().state());

        Door stranger = doorkeeper.byReference(facts.reference(), Address.of("stranger@other.example"));
        assertInstanceOf(Verdict.Unreadable.class, doorkeeper.verify(stranger, "Here"));
        assertEquals(1, count("SELECT count(*) FROM delivery WHERE domain = ?", reader.domain().name()), "neither notice nor code");
        assertEquals(0, count("SELECT count(*) FROM pickup_link l JOIN pickup p ON p.id = l.pickup_id WHERE p.recipient = ?", reader.toString()));
        assertEquals(0, count("SELECT attempts FROM delivery WHERE domain = ?", reader.domain().name()), "nobody called there");
    }

    @Test
    void noCodeCanBeAskedForNeitherAtFirstNorLater() throws Exception {
        Delivery stuck = stuck(Address.of("reader@" + UUID.randomUUID() + ".example"));
        assertThrows(RuntimeException.class, () -> deliveries.keepForReference(sam().accountId(), stuck.uuid(), PickupTerms.CODE_30_DAYS, ACTOR));
        assertEquals(State.QUEUED, deliveries.find(sam().accountId(), stuck.uuid()).orElseThrow().state());
        assertTrue(deliveries.keepForReference(sam().accountId(), stuck.uuid(), QUESTION, ACTOR));
        assertFalse(deliveries.setTerms(sam().accountId(), stuck.uuid(), PickupTerms.CODE_30_DAYS, ACTOR));
        assertEquals(IdentityCheck.QUESTION, pickups.facts(sam().accountId(), stuck.id()).orElseThrow().check());
    }

    @Test
    void itIsKeptOnceAndOnlyForItsOwnAccountAndTakenBackByItsSender() throws Exception {
        Delivery stuck = stuck(Address.of("reader@" + UUID.randomUUID() + ".example"));
        assertFalse(deliveries.keepForReference(sam().accountId() + 1, stuck.uuid(), QUESTION, "eve"));
        assertTrue(deliveries.keepForReference(sam().accountId(), stuck.uuid(), QUESTION, ACTOR));
        assertFalse(deliveries.keepForReference(sam().accountId(), stuck.uuid(), QUESTION, ACTOR));
        assertEquals(1, count("SELECT count(*) FROM audit_event WHERE action = 'delivery.kept-for-reference' AND subject = ?", stuck.uuid().toString()));
        PickupFacts facts = pickups.facts(sam().accountId(), stuck.id()).orElseThrow();
        assertTrue(deliveries.withdraw(sam().accountId(), stuck.uuid(), ACTOR));
        Door door = doorkeeper.byReference(facts.reference(), stuck.recipient());
        assertFalse(doorkeeper.verify(door, "here") instanceof Verdict.Passed);
        assertEquals(State.WITHDRAWN, deliveries.find(sam().accountId(), stuck.uuid()).orElseThrow().state());
    }

    @Test
    void whatCanStillBeSentIsNotKept() throws Exception {
        Delivery queued = queued(Address.of("reader@" + UUID.randomUUID() + ".example"));
        assertFalse(deliveries.keepForReference(sam().accountId(), queued.uuid(), QUESTION, ACTOR));
        assertEquals(Optional.empty(), pickups.facts(sam().accountId(), queued.id()));
    }

    /** As after an attempt that found the road below its floor. */
    private Delivery stuck(Address to) throws IOException, SQLException {
        Delivery queued = queued(to);
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("UPDATE delivery SET waits = 'ROAD' WHERE uuid = ?")) {
            update.setObject(1, queued.uuid());
            assertEquals(1, update.executeUpdate());
        }
        return queued;
    }

    /** Accepted, and not released while the test runs. */
    private Delivery queued(Address to) throws IOException {
        byte[] raw = ("From: sam@clinic.test\r\nTo: " + to + "\r\nSubject: s\r\n\r\nbody\r\n").getBytes(StandardCharsets.US_ASCII);
        long content = vault.store(sam().accountId(), new ByteArrayInputStream(raw), raw.length);
        Envelope envelope = new Envelope(ReversePath.of(sam().address()), List.of(ForwardPath.visible(to)));
        Wishes wishes = new Wishes(Marking.AS_USUAL, false, Escalation.NONE, false, PickupTerms.CODE_30_DAYS, Duration.ofMinutes(30));
        Acceptance accepted = submission.accept(submission.read(new Entry(new Sender.Staff(sam()), envelope, content, wishes, Optional.empty())));
        return deliveries.ofMessage(sam().accountId(), assertInstanceOf(Acceptance.Accepted.class, accepted).message()).get(0);
    }

    private User sam() {
        return directory.user(Address.of("sam@clinic.test")).orElseThrow();
    }

    private int count(String sql, String value) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, value);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
