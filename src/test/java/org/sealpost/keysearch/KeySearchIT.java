package org.sealpost.keysearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.assurance.Reason;
import org.sealpost.audit.AuditEvent;
import org.sealpost.audit.AuditTrail;
import org.sealpost.directory.Directory;
import org.sealpost.directory.Enrolment;
import org.sealpost.directory.LocalDomain;
import org.sealpost.directory.Locality;
import org.sealpost.directory.Role;
import org.sealpost.directory.User;
import org.sealpost.dns.MailboxNames;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.Standard;
import org.sealpost.http.HttpsClient;
import org.sealpost.http.SignedObjectClient;
import org.sealpost.keyring.ContactCertificate;
import org.sealpost.keysearch.KeyPlaces.Extent;
import org.sealpost.keyring.Keyring;
import org.sealpost.keyring.Source;
import org.sealpost.keyring.Standing;
import org.sealpost.keyring.Usable;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.openpgp.ContactKeys;
import org.sealpost.openpgp.KeyReading;
import org.sealpost.openpgp.KeyServer;
import org.sealpost.openpgp.OpenPgp;
import org.sealpost.openpgp.OpenPgpKeyRecords;
import org.sealpost.openpgp.WebKeyDirectory;
import org.sealpost.smime.AlgorithmPolicy;
import org.sealpost.smime.MailCertificates;
import org.sealpost.smime.RevocationCheck;
import org.sealpost.smime.SmimeaRecords;
import org.sealpost.testing.FakeZones;
import org.sealpost.testing.FixedTime;
import org.sealpost.testing.HttpHost;
import org.sealpost.testing.HttpsHost;
import org.sealpost.testing.TestCa;
import org.sealpost.wire.Dialer;
import org.sealpost.wire.TrustAnchors;

/** A fresh account looks for somebody's keys at servers on real sockets. */
@ExtendWith(ArquillianExtension.class)
class KeySearchIT {

    private static final TestCa CA = TestCa.root();
    private static final Duration LIFE = Duration.ofDays(900);
    private static final String HOSTS = "openpgpkey.peer.test A 192.0.2.1\nkeys.third.test A 192.0.2.2\ncrl.test A 192.0.2.3\npeer.test SIGNED\n";

    @Inject
    private Keyring keyring;
    @Inject
    private SearchBook book;
    @Inject
    private Directory directory;
    @Inject
    private Locality locality;
    @Inject
    private AuditTrail audit;
    @Inject
    private InstantSource clock;
    @Inject
    private ExecutorService executor;
    @Inject
    private DataSource database;

    private final HttpsHost wkd = HttpsHost.as(CA.leaf("openpgpkey.peer.test"));
    private final HttpsHost server = HttpsHost.as(CA.leaf("keys.third.test"));
    private final HttpHost lists = HttpHost.start();
    private final MailCertificates authority = new MailCertificates("CN=Mail CA");
    private final Address vos = Address.of("Vos" + UUID.randomUUID().toString().substring(0, 8) + "@peer.test");
    private final SecureRandom random = new SecureRandom();
    private User kim;
    private HttpsClient https;
    private SignedObjectClient signedObjects;

    @BeforeEach
    void found() {
        Domain domain = new Domain("kim" + UUID.randomUUID().toString().substring(0, 8) + ".test");
        long account = directory.found("Searching", "test").id();
        LocalDomain claimed = directory.claim(account, domain, "test");
        directory.prove(account, domain, List.of(claimed.proofToken()), "test");
        kim = assertInstanceOf(Enrolment.Enrolled.class, directory.enrol(account, new Address("kim", domain), "kim", Set.of(Role.STAFF),
                "correct horse battery".toCharArray(), "test")).user();
    }

    @AfterEach
    void end() {
        https.close();
        signedObjects.close();
        wkd.close();
        server.close();
        lists.close();
    }

    @Test
    void whatTheDomainPublishesComesIntoUseAndNobodyWaits() throws Exception {
        SecretKey key = key();
        CountDownLatch everybodyAsked = new CountDownLatch(1);
        wkd.answering((peer, raw) -> {
            await(everybodyAsked);
            publishing(ContactKeys.certificate(key)).answer(peer, raw);
        });
        KeySearch search = search("");
        assertTrue(search.look(kim.accountId(), vos, Extent.DOMAIN));
        assertTrue(search.isUnderWay(kim.accountId(), vos), "nobody waits for the server, which has said nothing yet");
        assertTrue(search.look(kim.accountId(), vos, Extent.DOMAIN), "whoever asks meanwhile hears that somebody looks");
        everybodyAsked.countDown();
        done(search);
        Usable usable = keyring.usable(kim.accountId(), vos).get(0);
        assertEquals(Source.WKD, usable.source());
        assertFalse(usable.confirmed());
        assertEquals(1, wkd.connections());
        assertEquals("WKD FOUND, OPENPGPKEY NONE, SMIMEA NONE", noted());
        assertEquals(0, server.connections(), "no third party learns of it");
    }

    @Test
    void anAddressIsLookedForOnceADayWhoeverAsks() throws Exception {
        look(search(""), Extent.DOMAIN);
        assertEquals(1, wkd.connections());
        look(search(""), Extent.DOMAIN);
        assertEquals(1, wkd.connections(), "another process, the same day");
        yesterday();
        look(search(""), Extent.DOMAIN);
        assertEquals(2, wkd.connections());
    }

    @Test
    void keyServerIsAskedOnlyWhereTheAccountAllowsItAndBindsNobody() throws Exception {
        server.answering(publishing(ContactKeys.certificate(key())));
        look(search(""), Extent.DOMAIN);
        assertEquals(0, server.connections());
        yesterday();
        look(search(""), Extent.KEY_SERVER);
        assertEquals(1, server.connections());
        assertEquals("WKD NONE, OPENPGPKEY NONE, SMIMEA NONE, KEY_SERVER FOUND", noted());
        assertEquals(List.of(), keyring.usable(kim.accountId(), vos));
        assertEquals(List.of(Standing.PENDING), keyring.of(kim.accountId(), vos).stream().map(ContactCertificate::standing).toList());
    }

    @Test
    void ourOwnPeopleAreNeverLookedFor() throws Exception {
        KeySearch search = search("openpgpkey." + kim.address().domain() + " A 192.0.2.1\n");
        search.look(kim.accountId(), kim.address(), Extent.KEY_SERVER);
        Awaitility.await().until(() -> !search.isUnderWay(kim.accountId(), kim.address()));
        assertEquals(0, wkd.connections() + server.connections());
    }

    @Test
    void signedDnsBringsBothStandards() {
        String records = MailboxNames.openPgpKey(vos) + " OPENPGPKEY " + HexFormat.of().formatHex(ContactKeys.certificate(key()).octets()) + "\n"
                + smimea(authority.issue(vos.toString(), clock.instant(), false));
        look(search(records), Extent.DOMAIN);
        assertEquals(List.of(Source.OPENPGPKEY, Source.SMIMEA), keyring.usable(kim.accountId(), vos).stream().map(Usable::source).sorted().toList());
    }

    @Test
    void whatItsAuthorityTookBackIsNotUsedAnyMore() throws Exception {
        Certificate theirs = authority.issue(vos.toString(), clock.instant(), true);
        lists.publishing(authority.list(clock.instant()));
        look(search(smimea(theirs)), Extent.DOMAIN);
        assertEquals(1, keyring.usable(kim.accountId(), vos).size());
        assertEquals(1, lists.requests().size());

        lists.answering(head -> HttpHost.octets("HTTP/1.1 503 Later\r\nContent-Length: 0\r\n\r\n"));
        yesterday();
        look(search(smimea(theirs)), Extent.DOMAIN);
        assertEquals(1, keyring.usable(kim.accountId(), vos).size(), "nobody answers: it stays in use");

        authority.takeBack(theirs);
        lists.publishing(authority.list(clock.instant()));
        yesterday();
        look(search(smimea(theirs)), Extent.DOMAIN);
        assertEquals(List.of(), keyring.usable(kim.accountId(), vos));
        ContactCertificate kept = keyring.of(kim.accountId(), vos).get(0);
        assertEquals(Standing.PINNED, kept.standing(), "nothing takes its place by itself");
        assertTrue(kept.takenBack().isPresent());
        assertEquals(Optional.of(Reason.of("keyring.revoked")), keyring.pin(kim, kept.uuid()));
        List<AuditEvent> events = audit.about(kim.accountId(), kept.uuid().toString());
        assertEquals("certificate.revoked", events.get(events.size() - 1).action());
        yesterday();
        look(search(smimea(theirs)), Extent.DOMAIN);
        assertEquals(List.of(), keyring.usable(kim.accountId(), vos), "seen once more it doesn't come back");
        assertEquals(events.size(), audit.about(kim.accountId(), kept.uuid().toString()).size());
    }

    @Test
    void thoseInUseComeDueAgainAfterADay() throws Exception {
        wkd.answering(publishing(ContactKeys.certificate(key())));
        KeySearch search = search("");
        look(search, Extent.DOMAIN);
        assertFalse(isDue(search));
        yesterday();
        assertTrue(isDue(search));
        search.leave(kim.accountId(), vos);
        assertFalse(isDue(search), "an account that doesn't want it keeps nobody else waiting");
        assertEquals("not wanted", noted());
        assertEquals(1, wkd.connections());
    }

    private boolean isDue(KeySearch search) {
        return search.due().getOrDefault(kim.accountId(), List.of()).contains(vos);
    }

    private void look(KeySearch search, Extent extent) {
        search.look(kim.accountId(), vos, extent);
        done(search);
    }

    private void done(KeySearch search) {
        Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> !search.isUnderWay(kim.accountId(), vos));
    }

    /** As another process would: nothing in memory. */
    private KeySearch search(String records) {
        if (https != null) {
            https.close();
            signedObjects.close();
        }
        FakeZones zones = FakeZones.of(HOSTS + records);
        Dialer dialer = Dialer.loopback(Map.of("openpgpkey.peer.test:443", wkd.port(), "openpgpkey." + kim.address().domain() + ":443", wkd.port(),
                "keys.third.test:443", server.port(), "crl.test:80", lists.port()));
        InstantSource noon = () -> FixedTime.NOON;
        https = new HttpsClient(zones, dialer, TrustAnchors.of(CA.certificate()), noon, random);
        signedObjects = new SignedObjectClient(zones, dialer);
        KeyReading reading = new OpenPgp(clock, random).keys();
        Authorities authorities = new Authorities(List.of(authority.authority()), new RevocationCheck(signedObjects, AlgorithmPolicy.usual()));
        KeyPlaces places = new KeyPlaces(new WebKeyDirectory(https, reading, clock), new OpenPgpKeyRecords(zones, reading, clock),
                new SmimeaRecords(zones, authorities.chain(), clock),
                Optional.of(new KeyServer(URI.create("https://keys.third.test"), https, reading, clock)));
        return new KeySearch(book, places, keyring, authorities, locality, clock, executor);
    }

    private SecretKey key() {
        return ContactKeys.key("Zoë Vos <" + vos + ">", clock.instant().minusSeconds(600), LIFE);
    }

    private String smimea(Certificate certificate) {
        return MailboxNames.smimeCertificate(vos) + " SMIMEA 3 0 0 " + HexFormat.of().formatHex(MailCertificates.alone(certificate)) + "\n";
    }

    private static HttpsHost.Manner publishing(Certificate certificate) {
        return HttpsHost.politely(HttpsHost.ok("application/octet-stream", new String(certificate.octets(), StandardCharsets.ISO_8859_1)));
    }

    /** A server that is never told to speak hangs up. */
    private static void await(CountDownLatch told) throws IOException {
        try {
            if (!told.await(5, TimeUnit.SECONDS)) {
                throw new IOException("nobody said so");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void yesterday() throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement back = connection.prepareStatement(
                "UPDATE key_search SET searched_at = searched_at - interval '25 hours' WHERE account_id = ?")) {
            back.setLong(1, kim.accountId());
            assertEquals(1, back.executeUpdate());
        }
    }

    private String noted() throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement asked = connection.prepareStatement(
                "SELECT found FROM key_search WHERE account_id = ? AND address = ?")) {
            asked.setLong(1, kim.accountId());
            asked.setString(2, vos.toString());
            try (ResultSet row = asked.executeQuery()) {
                return row.next() ? row.getString(1) : "nothing";
            }
        }
    }
}
