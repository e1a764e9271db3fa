package org.sealpost.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
import org.sealpost.assurance.TlsLevel;
import org.sealpost.directory.Directory;
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

/** Each fall is told once to whom it concerns, in the transaction that records it. */
@ExtendWith(ArquillianExtension.class)
class AlarmMailIT {

    private static final Address ADA = Address.of("ada@clinic.test");

    @Inject
    private Chronicle chronicle;
    @Inject
    private DomainChanges changes;
    @Inject
    private Directory directory;
    @Inject
    private Submission submission;
    @Inject
    private Vault vault;
    @Inject
    private DataSource database;
    @Resource(lookup = "java:comp/UserTransaction")
    private UserTransaction transaction;

    @Test
    void aFallIsMailedOnceToTheAdministratorsOfWhoWroteThereAndOnceMoreWhenItIsMadeGood() throws Exception {
        Domain domain = written();
        int before = alarms(domain).size();
        chronicle.note(survey(domain, TlsLevel.VERIFIED));
        chronicle.note(survey(domain, TlsLevel.NONE));
        chronicle.note(survey(domain, TlsLevel.NONE));
        List<String> fell = alarms(domain);
        assertEquals(before + 1, fell.size());
        assertTrue(unfolded(fell.get(before)).contains("Subject: " + domain + " is less safe than it was"), fell.get(before));
        assertTrue(unfolded(fell.get(before)).contains("no encryption"), fell.get(before));
        assertTrue(unfolded(fell.get(before)).contains("/admin/destination.xhtml?name=" + domain), fell.get(before));
        assertFalse(fell.get(before).contains("sam@clinic.test"), "nothing of who wrote there");
        chronicle.note(survey(domain, TlsLevel.VERIFIED));
        chronicle.note(survey(domain, TlsLevel.VERIFIED));
        assertEquals(before + 2, alarms(domain).size());
        assertTrue(unfolded(alarms(domain).get(before + 1)).contains("is as safe as before"));
    }

    @Test
    void whoNeverWroteThereHearsNothing() throws Exception {
        Domain domain = new Domain(UUID.randomUUID() + ".alarm.example");
        chronicle.note(survey(domain, TlsLevel.VERIFIED));
        chronicle.note(survey(domain, TlsLevel.NONE));
        assertEquals(1, changes.falls(domain).size());
        assertEquals(List.of(), alarms(domain));
    }

    @Test
    void whatIsRolledBackIsNeitherRecordedNorTold() throws Exception {
        Domain domain = written();
        chronicle.note(survey(domain, TlsLevel.VERIFIED));
        transaction.begin();
        chronicle.note(survey(domain, TlsLevel.NONE));
        transaction.rollback();
        assertEquals(List.of(), changes.falls(domain));
        assertEquals(List.of(), alarms(domain));
        chronicle.note(survey(domain, TlsLevel.NONE));
        assertEquals(1, alarms(domain).size());
    }

    /** A domain that Sam wrote to. */
    private Domain written() throws IOException {
        Domain domain = new Domain(UUID.randomUUID() + ".alarm.example");
        User sam = directory.user(Address.of("sam@clinic.test")).orElseThrow();
        byte[] raw = "From: sam@clinic.test\r\nSubject: s\r\n\r\nbody\r\n".getBytes(StandardCharsets.US_ASCII);
        long content = vault.store(sam.accountId(), new ByteArrayInputStream(raw), raw.length);
        Envelope envelope = new Envelope(ReversePath.of(sam.address()), List.of(ForwardPath.visible(new Address("reader", domain))));
        Wishes wishes = new Wishes(Marking.AS_USUAL, false, Escalation.NONE, false, PickupTerms.CODE_30_DAYS, Duration.ofMinutes(30));
        assertInstanceOf(Acceptance.Accepted.class, submission.accept(submission.read(new Entry(new Sender.Staff(sam), envelope, content, wishes, Optional.empty()))));
        return domain;
    }

    /** What Ada was or will be sent about the domain, the oldest first. */
    private List<String> alarms(Domain domain) throws SQLException, IOException {
        List<String> mails = new ArrayList<>();
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement("""
                SELECT m.account_id, m.content_id FROM message m JOIN delivery d ON d.message_id = m.id
                WHERE m.kind = 'ALARM' AND d.recipient = ? ORDER BY m.id""")) {
            query.setString(1, ADA.toString());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    try (InputStream octets = vault.open(rows.getLong(1), rows.getLong(2)).open()) {
                        mails.add(new String(octets.readAllBytes(), StandardCharsets.UTF_8));
                    }
                }
            }
        }
        return mails.stream().filter(mail -> unfolded(mail).contains(domain.name())).toList();
    }

    private static String unfolded(String mail) {
        return mail.replace("=\r\n", "").replace("=3D", "=").replace("\r\n ", " ");
    }

    private static Survey survey(Domain domain, TlsLevel level) {
        Reason seen = Reason.of(level == TlsLevel.NONE ? "tls.none" : "tls.verified", "mx." + domain);
        return new Survey(domain, Instant.now(), Survey.Kind.REACHED, level, level != TlsLevel.NONE, seen, RoadFloor.NONE,
                new Published(Dane.NONE, Sts.NONE, false), List.of(Evidence.unreached(Instant.now(), "mx." + domain, seen)));
    }
}
