package org.sealpost.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.assurance.Published;
import org.sealpost.assurance.Published.Dane;
import org.sealpost.assurance.Published.Sts;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.Setting;
import org.sealpost.assurance.Settings;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.assurance.TlsUse;
import org.sealpost.delivery.Delivery.State;
import org.sealpost.destination.Destinations;
import org.sealpost.directory.Directory;
import org.sealpost.directory.SettingsBook;
import org.sealpost.directory.User;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.Envelope;
import org.sealpost.mail.ForwardPath;
import org.sealpost.mail.ReversePath;
import org.sealpost.submission.Acceptance;
import org.sealpost.submission.Entry;
import org.sealpost.submission.Sender;
import org.sealpost.submission.Submission;
import org.sealpost.submission.Wishes;
import org.sealpost.transport.Survey;
import org.sealpost.vault.Vault;

/** What a rule drops is counted and listed for its own account, and nobody gets a return. */
@ExtendWith(ArquillianExtension.class)
class EndingsIT {

    @Inject
    private Endings endings;
    @Inject
    private AlarmBook alarms;
    @Inject
    private SettingsBook settings;
    @Inject
    private Submission submission;
    @Inject
    private Deliveries deliveries;
    @Inject
    private Destinations destinations;
    @Inject
    private Directory directory;
    @Inject
    private Vault vault;
    @Inject
    private DataSource database;
    @Resource(lookup = "java:comp/UserTransaction")
    private UserTransaction transaction;

    @Test
    void bulkMailThatTlsCannotCarryIsDroppedCountedAndListedAndNeverBounced() throws Exception {
        Domain clear = new Domain(UUID.randomUUID() + ".drop.example");
        learnThatItSpeaksNoTls(clear);
        long before = endings.countDropped(account());
        long dropsToday = today().getOrDefault(Endings.Way.DROPPED, 0L);
        UUID message = sendExclusively(new Address("reader", clear));
        await().atMost(Duration.ofSeconds(30)).until(() -> state(message) == State.DROPPED);

        assertEquals(before + 1, endings.countDropped(account()));
        Drop drop = endings.dropped(account(), Long.MAX_VALUE, 1).get(0);
        assertEquals("reader@" + clear, drop.recipient().toString());
        assertEquals("sam@clinic.test", drop.author().toString());
        assertEquals(dropsToday + 1, today().get(Endings.Way.DROPPED));
        assertEquals(List.of(), endings.dropped(account(), drop.number(), 1_000).stream().filter(one -> one.number() >= drop.number()).toList());
        assertEquals(0, count("SELECT count(*) FROM message WHERE kind = 'DSN' AND about = " + drop.number()), "nobody is told by mail");

        long strangers = directory.found("Strangers who drop nothing", "test").id();
        assertEquals(0, endings.countDropped(strangers));
        assertEquals(List.of(), endings.dropped(strangers, Long.MAX_VALUE, 10));
        assertEquals(Map.of(), endings.byDay(strangers, LocalDate.now(ZoneOffset.UTC).minusDays(3)));
    }

    @Test
    void aThousandMessagesToOneBrokenDomainAreOneAlarmADay() throws Exception {
        Domain broken = new Domain(UUID.randomUUID() + ".alarm.example");
        LocalDate day = LocalDate.parse("2026-11-27");
        transaction.begin();
        assertTrue(alarms.isNew(account(), broken, "alarm", day));
        for (int i = 0; i < 1_000; i++) {
            assertFalse(alarms.isNew(account(), broken, "alarm", day));
        }
        assertTrue(alarms.isNew(account(), broken, "poison", day));
        assertTrue(alarms.isNew(account(), broken, "alarm", day.plusDays(1)));
        transaction.rollback();
    }

    private UUID sendExclusively(Address to) throws IOException {
        Settings usual = settings.account(account());
        settings.change(account(), usual.with(Setting.TLS, TlsUse.EXCLUSIVE), "test");
        try {
            User sam = sam();
            byte[] raw = "From: sam@clinic.test\r\nSubject: s\r\n\r\nbody\r\n".getBytes(StandardCharsets.US_ASCII);
            long content = vault.store(sam.accountId(), new ByteArrayInputStream(raw), raw.length);
            Envelope envelope = new Envelope(ReversePath.of(sam.address()), List.of(ForwardPath.visible(to)));
            Wishes wishes = new Wishes(Marking.AS_USUAL, false, Escalation.NONE, false, PickupTerms.CODE_30_DAYS, Duration.ZERO);
            Acceptance accepted = submission.accept(submission.read(new Entry(new Sender.Staff(sam), envelope, content, wishes, Optional.empty())));
            return assertInstanceOf(Acceptance.Accepted.class, accepted).message();
        } finally {
            settings.change(account(), usual, "test");
        }
    }

    private void learnThatItSpeaksNoTls(Domain domain) {
        destinations.learn(new Survey(domain, Instant.now(), Survey.Kind.REACHED,
                TlsLevel.NONE, false, Reason.of("tls.none", "mx." + domain), RoadFloor.NONE,
                new Published(Dane.NONE, Sts.NONE, false),
                List.of(Evidence.unreached(Instant.now(), "mx." + domain, Reason.of("tls.none", "mx." + domain)))));
    }

    private Map<Endings.Way, Long> today() {
        return endings.byDay(account(), LocalDate.now(ZoneOffset.UTC)).getOrDefault(LocalDate.now(ZoneOffset.UTC), Map.of());
    }

    private State state(UUID message) {
        return deliveries.ofMessage(account(), message).get(0).state();
    }

    private User sam() {
        return directory.user(Address.of("sam@clinic.test")).orElseThrow();
    }

    private long account() {
        return sam().accountId();
    }

    private int count(String sql) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }
}
