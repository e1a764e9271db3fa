package org.sealpost.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.directory.Directory;
import org.sealpost.directory.Role;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.ReversePath;
import org.sealpost.testing.Staff;

/** What is remembered of how outside domains write, by whom, and of whom it isn't. Each test has two accounts of its own. */
@ExtendWith(ArquillianExtension.class)
class ReplyRoadsIT {

    private static final Domain BOBS = new Domain("no-tls.test");
    private static final Domain ANNAS = new Domain("verified.test");
    private static final Optional<Origin.Tls> CLEAR = Optional.empty();
    private static final Optional<Origin.Tls> TLS_1_2 = Optional.of(new Origin.Tls("TLSv1.2", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", Optional.empty()));
    private static final Optional<Origin.Tls> TLS_1_3 = Optional.of(new Origin.Tls("TLSv1.3", "TLS_AES_256_GCM_SHA384", Optional.empty()));
    /** Their SPF records name loopback alone. */
    private static final String THEIRS = "127.0.0.1";
    private static final String STRANGE = "192.0.2.66";

    @Inject
    private Inbound inbound;
    @Inject
    private ReplyRoads roads;
    @Inject
    private Directory directory;
    @Inject
    private DataSource database;
    @Resource(lookup = "java:comp/UserTransaction")
    private UserTransaction transaction;

    private String here;
    private String there;
    private long hereId;
    private long thereId;

    @BeforeEach
    void found() {
        here = UUID.randomUUID() + ".roads.example";
        there = UUID.randomUUID() + ".roads.example";
        hereId = office(here, "lena", "mike");
        thereId = office(there, "nora");
    }

    @Test
    void whatComesOverTlsAndInClearIsCountedForTheAccountThatGotIt() throws IOException {
        Instant before = Instant.now().minusSeconds(1);
        come(THEIRS, TLS_1_3, "bob@no-tls.test", "bob@no-tls.test", "lena@" + here);
        ReplyRoad good = road(hereId, BOBS);
        assertEquals(new ReplyRoad.Count(1, 0), good.all());
        assertEquals("TLSv1.3", good.weakest());
        assertEquals(Optional.empty(), good.lastClear());
        assertEquals(List.of(), roads.inClear(hereId, 10));

        come(THEIRS, TLS_1_2, "bob@no-tls.test", "bob@no-tls.test", "lena@" + here);
        assertEquals("TLSv1.2", road(hereId, BOBS).weakest());
        come(THEIRS, CLEAR, "bob@no-tls.test", "bob@no-tls.test", "lena@" + here, "mike@" + here);
        come(THEIRS, TLS_1_3, "bob@no-tls.test", "bob@no-tls.test", "lena@" + here);
        ReplyRoad mixed = road(hereId, BOBS);
        assertEquals(new ReplyRoad.Count(3, 1), mixed.all());
        assertEquals(new ReplyRoad.Count(3, 1), mixed.lately());
        assertEquals("", mixed.weakest());
        assertTrue(mixed.lastClear().orElseThrow().isAfter(before));
        assertTrue(mixed.lastTls().orElseThrow().isAfter(mixed.lastClear().orElseThrow()));
        assertEquals(List.of(mixed), roads.inClear(hereId, 10));
    }

    @Test
    void anotherAccountSeesNothingOfIt() throws IOException {
        come(THEIRS, CLEAR, "bob@no-tls.test", "bob@no-tls.test", "lena@" + here);
        assertEquals(Map.of(), roads.of(thereId, Set.of(BOBS, ANNAS)));
        assertEquals(List.of(), roads.inClear(thereId, 10));
    }

    @Test
    void messageForTwoAccountsCountsOnceInEach() throws IOException {
        come(THEIRS, CLEAR, "bob@no-tls.test", "bob@no-tls.test", "lena@" + here, "nora@" + there, "mike@" + here);
        assertEquals(new ReplyRoad.Count(0, 1), road(hereId, BOBS).all());
        assertEquals(new ReplyRoad.Count(0, 1), road(thereId, BOBS).all());
    }

    @Test
    void whoForgesAnAuthorSpoilsNothingOfTheAuthorsDomain() throws IOException {
        come(THEIRS, CLEAR, "mallory@verified.test", "bob@no-tls.test", "lena@" + here);
        assertEquals(Set.of(ANNAS), roads.of(hereId, Set.of(BOBS, ANNAS)).keySet(), "the envelope's domain named the server, the author's didn't");

        come(STRANGE, CLEAR, "bob@no-tls.test", "bob@no-tls.test", "lena@" + here);
        come(STRANGE, CLEAR, "x@unheard-of.test", "bob@no-tls.test", "lena@" + here);
        come(STRANGE, CLEAR, "", "bob@no-tls.test", "lena@" + here);
        assertEquals(new ReplyRoad.Count(0, 1), road(hereId, ANNAS).all());
        assertEquals(1, rows(hereId));
        assertEquals(Map.of(), roads.of(hereId, Set.of(BOBS, new Domain("unheard-of.test"))));
    }

    @Test
    void whatIsNotPlacedIsNotCounted() throws Exception {
        transaction.begin();
        try {
            come(THEIRS, CLEAR, "bob@no-tls.test", "bob@no-tls.test", "lena@" + here);
            assertEquals(1, rows(hereId));
        } finally {
            transaction.rollback();
        }
        assertEquals(0, rows(hereId));
        try (InboundMail broken = open(THEIRS, CLEAR, "bob@no-tls.test", "lena@" + here)) {
            broken.write("From: bob@no-tls.test\r\n\r\nhalf".getBytes(StandardCharsets.US_ASCII));
        }
        assertEquals(0, rows(hereId));
    }

    @Test
    void whatIsOldDoesntCountAndIsForgottenInTheEnd() throws Exception {
        come(THEIRS, TLS_1_3, "bob@no-tls.test", "bob@no-tls.test", "lena@" + here);
        for (int days : List.of(31, 89, 90, 400, 401)) {
            age(days);
        }
        ReplyRoad road = road(hereId, BOBS);
        assertEquals(new ReplyRoad.Count(1, 2), road.all());
        assertEquals(new ReplyRoad.Count(1, 0), road.lately());
        assertEquals(6, rows(hereId));
        roads.forget();
        assertEquals(5, rows(hereId));
        assertFalse(road.lastClear().isEmpty());
    }

    private ReplyRoad road(long account, Domain domain) {
        return roads.of(account, Set.of(domain)).get(domain);
    }

    private void come(String client, Optional<Origin.Tls> tls, String envelope, String author, String... recipients) throws IOException {
        try (InboundMail mail = open(client, tls, envelope, recipients)) {
            mail.write(("From: " + author + "\r\nSubject: s\r\n\r\nbody\r\n").getBytes(StandardCharsets.US_ASCII));
            mail.finish();
        }
    }

    private InboundMail open(String client, Optional<Origin.Tls> tls, String envelope, String... recipients) throws IOException {
        ReversePath path = envelope.isEmpty() ? ReversePath.NULL : ReversePath.of(Address.of(envelope));
        Origin origin = new Origin(InetAddress.getByName(client), "mx.no-tls.test", tls, path, false);
        return inbound.open(origin, Arrays.stream(recipients).map(to -> inbound.addressee(Address.of(to)).orElseThrow()).toList());
    }

    /** One message in clear, so many days ago. */
    private void age(int days) throws SQLException {
        LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(days);
        try (Connection connection = database.getConnection(); PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO reply_road (account_id, domain, day, in_tls, in_clear, last_clear, weakest) VALUES (?, 'no-tls.test', ?, 0, 1, ?, '')")) {
            insert.setLong(1, hereId);
            insert.setObject(2, day);
            insert.setObject(3, day.atStartOfDay().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    private long rows(long account) {
        try (Connection connection = database.getConnection();
                var rows = connection.createStatement().executeQuery("SELECT count(*) FROM reply_road WHERE account_id = " + account)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long office(String domain, String... people) {
        return Arrays.stream(people).map(name -> Staff.of(directory, name + "@" + domain, Set.of(Role.STAFF))).toList().get(0).accountId();
    }
}
