package org.sealpost.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Published;
import org.sealpost.assurance.Published.Dane;
import org.sealpost.assurance.Published.Sts;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.destination.Destinations;
import org.sealpost.directory.Directory;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.Outbox;
import org.sealpost.mail.RawMessage;
import org.sealpost.mail.ReversePath;
import org.sealpost.mail.SystemMail;
import org.sealpost.monitor.Correspondents.Order;
import org.sealpost.monitor.Correspondents.Wanted;
import org.sealpost.transport.Survey;

/** Accounts of their own write to domains of their own, so that the tests don't meet. */
@ExtendWith(ArquillianExtension.class)
class CorrespondentsIT {

    private static final Instant NOW = Instant.now();
    private static final Sight GOOD = new Sight(TlsLevel.VERIFIED, Dane.NONE, Sts.NONE, false, false);
    private static final Sight BAD = new Sight(TlsLevel.NONE, Dane.NONE, Sts.NONE, false, false);
    private static final String MESSAGE = """
            INSERT INTO message (uuid, account_id, kind, reverse_path, author, author_name, thread, content_id, accepted_at, released_at)
            VALUES (gen_random_uuid(), ?, 'MAIL', '', 'a@b.example', 'A', gen_random_uuid(), 0, now(), now()) RETURNING id""";
    private static final String DELIVERIES = """
            INSERT INTO delivery (uuid, account_id, message_id, recipient, domain, visible, decision, identity_check, terms, state,
              priority, due_at)
            SELECT gen_random_uuid(), ?, ?, 'x@' || ?, replace(?, '#', n::text), true, '{}', 'CODE', '', ?, 0, 'infinity'
            FROM generate_series(1, ?) n""";

    @Inject
    private Correspondents correspondents;
    @Inject
    private DomainChanges changes;
    @Inject
    private Destinations destinations;
    @Inject
    private Directory directory;
    @Inject
    private Outbox outbox;
    @Inject
    private DataSource database;

    private long clinic;
    private long strangers;

    @BeforeEach
    void found() {
        clinic = directory.found("Clinic that writes", "test").id();
        strangers = directory.found("Strangers who write", "test").id();
    }

    @Test
    void nobodyLearnsOfADomainThatOnlyOthersWroteTo() throws SQLException {
        Domain theirs = fallen("theirs.written.example");
        write(strangers, theirs.name(), "HELD", 3);
        write(clinic, "ours.written.example", "DELIVERED", 1);
        assertEquals(List.of("ours.written.example"), names(clinic, "", Order.NAME));
        assertEquals(Map.of(Standing.UNKNOWN, 1L), correspondents.counts(clinic));
        assertEquals(List.of(), names(clinic, "theirs", Order.NAME));
        assertFalse(correspondents.wrote(clinic, theirs));
        assertTrue(correspondents.wrote(strangers, theirs));
        assertEquals(List.of(), correspondents.alarms(clinic, 10));
        assertEquals(0, correspondents.countAlarms(clinic));
        assertEquals(Map.of(), correspondents.times(clinic, List.of(theirs)));
        assertEquals(1, correspondents.countAlarms(strangers));
    }

    @Test
    void aReportThatIsSentForAllTellsNobodyWhomTheOthersWroteTo() throws SQLException {
        Domain theirs = fallen("reported.written.example");
        write(strangers, theirs.name(), "HELD", 1);
        outbox.handIn(new SystemMail(SystemMail.Kind.REPORT, clinic, ReversePath.NULL, new Address("tls", theirs),
                RawMessage.of("Subject: Report\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII)), 0));
        assertFalse(correspondents.wrote(clinic, theirs));
        assertEquals(List.of(), names(clinic, "", Order.NAME));
        assertEquals(0, correspondents.countAlarms(clinic));
        assertEquals(Map.of(), correspondents.times(clinic, List.of(theirs)));
        assertFalse(correspondents.accounts(theirs).contains(clinic), "no alarm is mailed to them");
        assertTrue(correspondents.accounts(theirs).contains(strangers));
    }

    @Test
    void aFallIsAnAlarmUntilItIsMadeGood() throws SQLException {
        Domain joe = fallen("joe.written.example");
        write(clinic, joe.name(), "QUEUED", 2);
        write(clinic, joe.name(), "HELD", 1);
        write(clinic, joe.name(), "DELIVERED", 5);
        write(strangers, joe.name(), "HELD", 7);
        Alarm alarm = correspondents.alarms(clinic, 10).get(0);
        assertEquals(joe, alarm.domain());
        assertEquals(new Change(Change.What.LEVEL, "VERIFIED", "NONE", true), alarm.fall());
        assertEquals(3, alarm.waiting(), "others' messages aren't counted");
        assertEquals(Map.of(Standing.FELL, 1L), correspondents.counts(clinic));
        assertEquals(Map.of(joe, 8L), correspondents.times(clinic, List.of(joe)));

        changes.see(joe, GOOD, NOW);
        assertEquals(List.of(), correspondents.alarms(clinic, 10));
        assertEquals(0, correspondents.countAlarms(clinic));
        PastChange fall = changes.history(joe, 10).get(1);
        assertTrue(fall.change().fall());
        assertTrue(fall.overAt().isPresent());
    }

    @Test
    void theWeakestComesFirst() throws SQLException {
        for (String name : List.of("a.order.example", "b.order.example", "c.order.example", "d.order.example", "e.order.example")) {
            write(clinic, name, "DELIVERED", name.startsWith("c") ? 9 : 1);
        }
        destinations.learn(survey("a.order.example", TlsLevel.AUTHENTICATED, RoadFloor.NONE));
        destinations.learn(survey("b.order.example", TlsLevel.NONE, RoadFloor.NONE));
        destinations.learn(survey("c.order.example", TlsLevel.VERIFIED, new RoadFloor(TlsLevel.AUTHENTICATED, Reason.of("floor.sts"))));
        destinations.learn(survey("d.order.example", TlsLevel.ENCRYPTED, RoadFloor.NONE));
        assertEquals(List.of("c.order.example", "b.order.example", "d.order.example", "e.order.example", "a.order.example"),
                names(clinic, "", Order.WEAKEST));
        assertEquals("c.order.example", names(clinic, "", Order.MOST_WRITTEN).get(0));
        assertEquals(Map.of(Standing.BLOCKED, 1L, Standing.CLEAR, 1L, Standing.ENCRYPTED, 1L, Standing.UNKNOWN, 1L,
                Standing.AUTHENTICATED, 1L), correspondents.counts(clinic));
        assertEquals(List.of("d.order.example"), correspondents.list(clinic, new Wanted(Optional.of(Standing.ENCRYPTED), "", Order.NAME, 0, 9))
                .stream().map(one -> one.domain().name()).toList());
        assertEquals(List.of("b.order.example", "c.order.example"), correspondents.list(clinic,
                new Wanted(Optional.empty(), "order", Order.NAME, 1, 2)).stream().map(one -> one.domain().name()).toList());
    }

    @Test
    void whatIsOursIsNoDomainThatWeWroteTo() throws SQLException {
        write(clinic, "clinic.test", "DELIVERED", 2);
        assertEquals(List.of(), names(clinic, "", Order.NAME));
    }

    @Test
    void tenThousandDomainsAreListedQuickly() throws SQLException {
        write(clinic, "d#.many.example", "DELIVERED", 10_000);
        write(clinic, "d#.many.example", "DELIVERED", 10_000);
        run("ANALYZE delivery");
        assertTimeout(Duration.ofSeconds(2), () -> {
            assertEquals(10_000L, correspondents.counts(clinic).get(Standing.UNKNOWN));
            assertEquals(51, correspondents.list(clinic, new Wanted(Optional.empty(), "", Order.WEAKEST, 5_000, 51)).size());
        });
    }

    private Domain fallen(String name) {
        Domain domain = new Domain(name);
        destinations.learn(survey(name, TlsLevel.VERIFIED, RoadFloor.NONE));
        changes.see(domain, GOOD, NOW);
        changes.see(domain, BAD, NOW);
        return domain;
    }

    private List<String> names(long account, String part, Order order) {
        return correspondents.list(account, new Wanted(Optional.empty(), part, order, 0, 100)).stream()
                .map(one -> one.domain().name()).toList();
    }

    /** @param domain with {@code #} in place of a number */
    private void write(long account, String domain, String state, int times) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement message = connection.prepareStatement(MESSAGE);
                PreparedStatement deliveries = connection.prepareStatement(DELIVERIES)) {
            message.setLong(1, account);
            var row = message.executeQuery();
            row.next();
            deliveries.setLong(1, account);
            deliveries.setLong(2, row.getLong(1));
            deliveries.setString(3, domain);
            deliveries.setString(4, domain);
            deliveries.setString(5, state);
            deliveries.setInt(6, times);
            deliveries.executeUpdate();
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private static Survey survey(String name, TlsLevel level, RoadFloor floor) {
        return new Survey(new Domain(name), NOW, Survey.Kind.REACHED, level, level != TlsLevel.NONE, Reason.of("tls.verified"), floor,
                new Published(Dane.NONE, Sts.NONE, false), List.of(Evidence.unreached(NOW, "mx." + name, Reason.of("tls.none"))));
    }
}
