package org.sealpost.reporting;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.audit.AuditTrail;
import org.sealpost.authentication.DkimSigner;
import org.sealpost.directory.Account;
import org.sealpost.directory.Directory;
import org.sealpost.directory.LocalDomain;
import org.sealpost.directory.Role;
import org.sealpost.directory.User;
import org.sealpost.forwarding.Forward;
import org.sealpost.keys.SigningKeys;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.RawMessage;
import org.sealpost.mail.ReversePath;
import org.sealpost.mailbox.FolderKind;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.reception.ForwardDesk;
import org.sealpost.reception.ForwardWish;
import org.sealpost.reception.Inbound;
import org.sealpost.reception.InboundMail;
import org.sealpost.reception.Origin;
import org.sealpost.testing.Staff;
import org.sealpost.tlsrpt.PolicyType;
import org.sealpost.tlsrpt.ReportText;
import org.sealpost.tlsrpt.ResultType;
import org.sealpost.tlsrpt.TlsReport;

/** Others' reports come in by the door for all mail. The demo's DNS publishes one pair of keys, that of clinic.test: so it reports. */
@ExtendWith(ArquillianExtension.class)
class ReportDeskIT {

    private static final Domain CLINIC = new Domain("clinic.test");
    private static final Address DESK = Address.of("tlsrpt@clinic.test");
    private static final ReversePath ANNA = ReversePath.of(Address.of("anna@verified.test"));

    @Inject
    private Inbound inbound;
    @Inject
    private ReceivedReports received;
    @Inject
    private Directory directory;
    @Inject
    private ForwardDesk forwards;
    @Inject
    private SigningKeys keys;
    @Inject
    private Mailboxes mailboxes;
    @Inject
    private AuditTrail audit;
    @Inject
    private DataSource database;

    private final String id = "it-" + UUID.randomUUID();

    @Test
    void aProvenReportIsKeptOnceHoweverOftenItComes() throws Exception {
        Map<Discard, Long> before = received.discarded(clinic());
        String mail = mail("postmaster@clinic.test", "clinic.test", packed(report("clinic.test", 12, 3)));
        arrive(DESK, ANNA, signed(mail));
        arrive(DESK, ReversePath.NULL, signed(mail));

        assertEquals(1, rows());
        ReceivedReport kept = received.latest(clinic(), 1).get(0);
        assertEquals(new ReceivedReport(LocalDate.parse("2099-01-01"), CLINIC, "Company-X " + id, CLINIC, 12, 3,
                Optional.of(ResultType.CERTIFICATE_EXPIRED)), kept);
        assertEquals(1, newly(before, Discard.REPEATED));
        assertTrue(audit.about(clinic(), "clinic.test").stream().anyMatch(event -> event.action().equals("tlsreport.received")));
    }

    @Test
    void withoutASignatureOfItsAuthorNothingIsKeptAndNobodyIsTold() throws Exception {
        Map<Discard, Long> before = received.discarded(clinic());
        long mails = mailsToAnna();
        String ours = mail("postmaster@clinic.test", "clinic.test", packed(report("clinic.test", 1, 0)));
        String theirs = mail("anna@verified.test", "verified.test", packed(report("clinic.test", 1, 0)));
        arrive(DESK, ANNA, ours);
        arrive(DESK, ANNA, signed(theirs));
        arrive(DESK, ANNA, signed(ours).replace("12345", "12346"));
        arrive(DESK, ANNA, signed(mail("postmaster@clinic.test", "verified.test", packed(report("clinic.test", 1, 0)))));

        assertEquals(0, rows());
        assertEquals(4, newly(before, Discard.UNPROVEN));
        assertEquals(mails, mailsToAnna(), "no notification goes anywhere");
    }

    @Test
    void aBombAndOtherNonsenseAreDiscardedUnread() throws Exception {
        Map<Discard, Long> before = received.discarded(clinic());
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bomb)) {
            out.write(ReportText.of(report("clinic.test", 1, 0)).getBytes(US_ASCII));
            for (int i = 0; i < 100; i++) {
                out.write(" ".repeat(1_000_000).getBytes(US_ASCII));
            }
        }
        arrive(DESK, ANNA, signed(mail("postmaster@clinic.test", "clinic.test", bomb.toByteArray())));
        arrive(DESK, ANNA, signed(mail("postmaster@clinic.test", "clinic.test", "[".repeat(100_000).getBytes(US_ASCII))));
        arrive(DESK, ANNA, signed("From: postmaster@clinic.test\r\nSubject: hello\r\n\r\nIs anybody there?\r\n"));
        arrive(DESK, ANNA, signed(mail("postmaster@clinic.test", "clinic.test", packed(withId("x".repeat(256))))));

        assertEquals(0, rows());
        assertEquals(4, newly(before, Discard.UNREADABLE));
    }

    @Test
    void whatIsAboutOthersIsNotOurs() throws Exception {
        Map<Discard, Long> before = received.discarded(clinic());
        arrive(DESK, ANNA, signed(mail("postmaster@clinic.test", "clinic.test", packed(report("verified.test", 1, 0)))));
        assertEquals(0, rows());
        assertEquals(1, newly(before, Discard.FOREIGN));
    }

    @Test
    void theAddressIsOfEachProvenDomainUnlessAUserHasIt() {
        assertTrue(inbound.addressee(Address.of("TLSRPT@clinic.test")).orElseThrow().reports());
        assertEquals(Optional.empty(), inbound.addressee(Address.of("tlsrpt@verified.test")));
        assertFalse(inbound.addressee(Address.of("sam@clinic.test")).orElseThrow().reports());
        Domain domain = new Domain("desk-" + UUID.randomUUID() + ".test");
        Account account = directory.found("Desk", "test");
        LocalDomain claimed = directory.claim(account.id(), domain, "test");
        assertEquals(Optional.empty(), inbound.addressee(new Address("tlsrpt", domain)), "claimed is not proven");
        directory.prove(account.id(), domain, List.of(claimed.proofToken()), "test");
        assertTrue(inbound.addressee(new Address("tlsrpt", domain)).orElseThrow().reports());
        directory.enrol(account.id(), new Address("tlsrpt", domain), "Tina", Set.of(Role.STAFF), "correct horse battery".toCharArray(), "test");
        assertFalse(inbound.addressee(new Address("tlsrpt", domain)).orElseThrow().reports());
    }

    @Test
    void aCatchAllLeavesReportsToTheDeskAndAnAliasTakesThem() {
        Domain domain = new Domain("alias-" + UUID.randomUUID() + ".test");
        Address desk = new Address("tlsrpt", domain);
        Address tina = new Address("tina", domain);
        User admin = Staff.of(directory, tina.toString(), Set.of(Role.ACCOUNT, Role.STAFF));
        assertEquals(Optional.empty(), forwards.add(new ForwardWish(Forward.Kind.CATCH_ALL, domain.name(), "", tina), admin));
        assertFalse(inbound.addressee(new Address("anything", domain)).orElseThrow().reports());
        assertTrue(inbound.addressee(desk).orElseThrow().reports());
        assertEquals(Optional.empty(), forwards.add(new ForwardWish(Forward.Kind.ALIAS, desk.toString(), "", tina), admin));
        assertFalse(inbound.addressee(desk).orElseThrow().reports());
    }

    @Test
    void aMessageToThePersonAndTheDeskReachesBoth() throws Exception {
        long user = directory.user(Address.of("sam@clinic.test")).orElseThrow().id();
        arrive(List.of(DESK, Address.of("sam@clinic.test")), ANNA, signed(mail("postmaster@clinic.test", "clinic.test", packed(report("clinic.test", 1, 0)))));
        assertEquals(1, rows());
        assertTrue(mailboxes.page(clinic(), user, FolderKind.INBOX, Optional.empty(), 100).stream()
                .anyMatch(message -> message.headline().subject().contains(id)));
    }

    private void arrive(Address to, ReversePath from, String message) throws IOException {
        arrive(List.of(to), from, message);
    }

    private void arrive(List<Address> to, ReversePath from, String message) throws IOException {
        Origin origin = new Origin(InetAddress.getByName("192.0.2.7"), "mx.verified.test", Optional.empty(), from, false);
        List<Inbound.Addressee> desks = to.stream().map(address -> inbound.addressee(address).orElseThrow()).toList();
        try (InboundMail mail = inbound.open(origin, desks)) {
            mail.write(message.getBytes(StandardCharsets.ISO_8859_1));
            mail.finish();
        }
    }

    private String signed(String mail) throws IOException {
        List<DkimSigner.Key> signing = await().atMost(Duration.ofSeconds(120)).until(() -> keys.signing(clinic()).stream()
                .filter(key -> key.domain().equals(CLINIC)).toList(), found -> !found.isEmpty());
        return new DkimSigner(InstantSource.system()).sign(RawMessage.of(mail.getBytes(StandardCharsets.ISO_8859_1)), signing) + mail;
    }

    private String mail(String author, String submitter, byte[] content) {
        return "From: " + author + "\r\nTo: tlsrpt@clinic.test\r\nSubject: Report Domain: clinic.test Submitter: " + submitter + " Report-ID: <" + id
                + "@" + submitter + ">\r\nTLS-Report-Domain: clinic.test\r\nTLS-Report-Submitter: " + submitter
                + "\r\nX-Number: 12345\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=\"tlsrpt\"; boundary=b\r\n\r\n--b\r\n"
                + "Content-Type: text/plain\r\n\r\nA report, number 12345.\r\n--b\r\nContent-Type: application/tlsrpt+gzip\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n" + Base64.getMimeEncoder().encodeToString(content) + "\r\n--b--\r\n";
    }

    private TlsReport report(String domain, long successful, long failed) {
        TlsReport.Failures failures = new TlsReport.Failures(ResultType.CERTIFICATE_EXPIRED, Optional.empty(), Optional.of("mx.clinic.test"),
                Optional.empty(), Optional.empty(), failed, Optional.empty(), Optional.empty());
        return new TlsReport("Company-X " + id, Instant.parse("2099-01-01T00:00:00Z"), Instant.parse("2099-01-01T23:59:59Z"),
                "tls@company-x.example", id, List.of(new TlsReport.Result(PolicyType.STS, List.of(), Optional.of(domain), List.of(), successful,
                        failed, failed == 0 ? List.of() : List.of(failures))));
    }

    private TlsReport withId(String other) {
        TlsReport report = report("clinic.test", 1, 0);
        return new TlsReport(report.organization(), report.from(), report.until(), report.contact(), other, report.results());
    }

    private static byte[] packed(TlsReport report) {
        return ReportText.gzip(report);
    }

    private long newly(Map<Discard, Long> before, Discard why) {
        return received.discarded(clinic()).getOrDefault(why, 0L) - before.getOrDefault(why, 0L);
    }

    private long rows() throws SQLException {
        return number("SELECT count(*) FROM tls_report_received WHERE organization = ?", "Company-X " + id);
    }

    private long mailsToAnna() throws SQLException {
        return number("SELECT count(*) FROM delivery WHERE recipient = ?", "anna@verified.test");
    }

    private long number(String sql, String value) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, value);
            var rows = query.executeQuery();
            rows.next();
            return rows.getLong(1);
        }
    }

    private long clinic() {
        return directory.user(Address.of("ada@clinic.test")).orElseThrow().accountId();
    }
}
