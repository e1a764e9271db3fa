package org.sealpost.reporting;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.authentication.ReportProof;
import org.sealpost.destination.TlsResults;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.RawMessage;
import org.sealpost.mail.ReversePath;
import org.sealpost.mail.SystemMail;
import org.sealpost.testing.Post;
import org.sealpost.tlsrpt.ReportReader;
import org.sealpost.tlsrpt.TlsReport;

/** Days of the tests' own, some weeks ago, so that nobody reports about them by himself. */
@ExtendWith(ArquillianExtension.class)
class DailyReportsIT {

    private static final Domain WANTS = new Domain("verified.test");
    private static final Domain SILENT = new Domain("strict.test");
    private static final LocalDate TODAY = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    private DailyReports daily;
    @Inject
    private SentReports sent;
    @Inject
    private Submitter submitter;
    @Inject
    private TlsResults results;
    @Inject
    private ReportProof proof;
    @Inject
    private DataSource database;
    @Resource(lookup = "java:comp/UserTransaction")
    private UserTransaction transaction;

    /** A key of ours signs once the DNS was seen to show it. */
    @BeforeEach
    void awaitKey() {
        await().atMost(Duration.ofSeconds(120)).until(() -> submitter.identity().isPresent());
    }

    @Test
    void whoAsksForReportsGetsOneWhoeverRunsHoweverOften() throws Exception {
        LocalDate day = TODAY.minusDays(31);
        count(day, WANTS, 7, 2);
        count(day, SILENT, 3, 0);
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            nodes.invokeAll(List.<Callable<Void>>of(run(day), run(day), run(day), run(day))).forEach(DailyReportsIT::ended);
        } finally {
            nodes.shutdown();
        }
        daily.send(day);

        assertEquals(1, handedIn(day, WANTS));
        assertEquals(0, handedIn(day, SILENT), "who publishes no record is told nothing");
        assertTrue(sent.settled(day).containsAll(List.of("verified.test", "strict.test")));
        Post.Mail mail = arrived(day).get(0);
        assertTrue(mail.raw().contains("\r\nTLS-Report-Domain: verified.test\r\nTLS-Report-Submitter: clinic.test\r\n"), mail.raw());
        assertTrue(mail.raw().contains("\r\nTo: tls-reports@verified.test\r\n"), mail.raw());
        assertEquals(1, arrived(day).size());
    }

    @Test
    void whatArrivesIsSignedByUsAndTellsWhatWasCounted() throws Exception {
        LocalDate day = TODAY.minusDays(32);
        count(day, WANTS, 7, 2);
        daily.send(day);
        RawMessage mail = RawMessage.of(arrived(day).get(0).raw().getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(Optional.of(new Domain("clinic.test")), proof.of(mail, List.of(new Domain("clinic.test"))).signer());
        TlsReport report = ReportReader.read(Enclosed.in(mail).orElseThrow());
        assertEquals(results.report(WANTS, day, "clinic.test").orElseThrow(), report);
        assertEquals(day + "_verified.test", report.id());
        assertEquals("postmaster@clinic.test", report.contact());
        assertEquals(7, report.successful());
        assertEquals(2, report.failed());
    }

    @Test
    void aRunThatDiesBeforeItsCommitHasMailedNothingAndTheNextOneDoes() throws Exception {
        LocalDate day = TODAY.minusDays(33);
        count(day, WANTS, 1, 0);
        SystemMail doomed = new SystemMail(SystemMail.Kind.REPORT, submitter.identity().orElseThrow().accountId(), ReversePath.NULL,
                Address.of("tls-reports@verified.test"), RawMessage.of("Subject: canary-doomed-report\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII)), 0);
        transaction.begin();
        assertTrue(sent.settle(day, WANTS, List.of(doomed)));
        transaction.rollback();
        assertFalse(sent.settled(day).contains("verified.test"));

        daily.send(day);
        daily.send(day);

        assertEquals(1, arrived(day).size());
        assertEquals(1, handedIn(day, WANTS));
        assertTrue(Post.of("anna@verified.test").stream().noneMatch(mail -> mail.raw().contains("canary-doomed-report")));
    }

    @Test
    void whoWasFasterHasDoneIt() throws Exception {
        LocalDate day = TODAY.minusDays(34);
        count(day, WANTS, 1, 0);
        assertTrue(sent.settle(day, WANTS, List.of()));
        assertFalse(sent.settle(day, WANTS, List.of()));
        daily.send(day);
        assertEquals(0, handedIn(day, WANTS));
    }

    private Callable<Void> run(LocalDate day) {
        return () -> {
            daily.send(day);
            return null;
        };
    }

    private static void ended(java.util.concurrent.Future<Void> run) {
        try {
            run.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Post.Mail> arrived(LocalDate day) {
        return await().atMost(SOON).until(() -> Post.of("anna@verified.test").stream()
                .filter(mail -> mail.raw().contains("<" + day + "_verified.test@clinic.test>")).toList(), found -> !found.isEmpty());
    }

    private int handedIn(LocalDate day, Domain domain) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(
                "SELECT coalesce(sum(mails), 0) FROM tls_report_sent WHERE day = ? AND domain = ?")) {
            query.setObject(1, day);
            query.setString(2, domain.name());
            var rows = query.executeQuery();
            rows.next();
            return rows.getInt(1);
        }
    }

    private void count(LocalDate day, Domain domain, long successful, long failed) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement add = connection.prepareStatement("""
                INSERT INTO tls_result (day, digest, domain, policy_type, policy_domain, policy, failure, reason, mx_host, mx_ip, sessions)
                VALUES (?, ?, ?, 'NO_POLICY_FOUND', ?, '', ?, '', '', '', ?)""")) {
            for (String failure : failed == 0 ? List.of("") : List.of("", "STARTTLS_NOT_SUPPORTED")) {
                add.setObject(1, day);
                add.setString(2, domain + failure);
                add.setString(3, domain.name());
                add.setString(4, domain.name());
                add.setString(5, failure);
                add.setLong(6, failure.isEmpty() ? successful : failed);
                add.executeUpdate();
            }
        }
    }
}
