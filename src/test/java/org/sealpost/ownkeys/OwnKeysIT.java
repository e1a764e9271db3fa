package org.sealpost.ownkeys;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.assurance.Reason;
import org.sealpost.audit.AuditTrail;
import org.sealpost.directory.Directory;
import org.sealpost.directory.Enrolment;
import org.sealpost.directory.LocalDomain;
import org.sealpost.directory.Role;
import org.sealpost.directory.User;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.Standard;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mailbox.FolderKind;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.openpgp.ContactKeys;
import org.sealpost.openpgp.OpenPgp;
import org.sealpost.openpgp.WebKeyDirectory;
import org.sealpost.smime.Issuing;

/** Kim and Rita have keys in two accounts; each test founds both anew. */
@ExtendWith(ArquillianExtension.class)
class OwnKeysIT {

    private static final char[] NONE = new char[0];
    private static final Duration LIFE = Duration.ofDays(900);

    @Inject
    private OwnKeys keys;
    @Inject
    private KeyDesk desk;
    @Inject
    private CertificateRequests requests;
    @Inject
    private KeyExport export;
    @Inject
    private Recovery recovery;
    @Inject
    private EndWarnings warnings;
    @Inject
    private Mailboxes mailboxes;
    @Inject
    private Directory directory;
    @Inject
    private AuditTrail audit;
    @Inject
    private InstantSource clock;

    private User kim;
    private User rita;

    @BeforeEach
    void found() {
        kim = somebody("kim");
        rita = somebody("rita");
    }

    @Test
    void aKeyThatIsMadeSignsAndOpensForItsOwnerOnly() {
        assertEquals(Optional.empty(), signing(kim, Standard.OPENPGP));
        UUID made = desk.make(kim, KeyForm.OPENPGP_4).key().orElseThrow();
        SecretKey signing = signing(kim, Standard.OPENPGP).orElseThrow();
        assertArrayEquals(signing.octets(), keys.opening(kim.accountId(), kim.id(), Standard.OPENPGP).get(0).octets());
        assertEquals(1, keys.opening(kim.accountId(), kim.id(), Standard.OPENPGP).size());
        OwnKey key = keys.one(kim, made).orElseThrow();
        assertTrue(keys.facts(key).names(kim.address()));
        assertEquals(List.of("key.made", "key.current"), actions(kim, made));
        assertEquals(Map.of("fingerprint", key.fingerprint(), "standard", "OPENPGP"), audit.about(kim.accountId(), made.toString()).get(0).details());

        assertEquals(Optional.empty(), signing(kim, Standard.SMIME));
        assertEquals(Optional.empty(), signing(rita, Standard.OPENPGP));
        assertEquals(Optional.empty(), keys.signing(rita.accountId(), kim.address(), Standard.OPENPGP), "nobody else's account");
        assertEquals(List.of(), keys.opening(rita.accountId(), kim.id(), Standard.OPENPGP));
        assertEquals(Optional.empty(), keys.one(rita, made));
        assertThrows(IllegalArgumentException.class, () -> desk.remove(rita, made));
        assertThrows(IllegalArgumentException.class, () -> desk.use(rita, made));
    }

    @Test
    void aNewKeyIsCurrentAndTheFormerOneStillOpens() {
        UUID first = desk.make(kim, KeyForm.OPENPGP_4).key().orElseThrow();
        UUID second = desk.make(kim, KeyForm.OPENPGP_6).key().orElseThrow();
        assertEquals(List.of(second, first), keys.of(kim).stream().map(OwnKey::uuid).toList());
        assertEquals(List.of(true, false), keys.of(kim).stream().map(OwnKey::isCurrent).toList());
        assertEquals(2, keys.opening(kim.accountId(), kim.id(), Standard.OPENPGP).size());

        assertEquals(Optional.empty(), desk.use(kim, first));
        assertEquals(List.of(false, true), keys.of(kim).stream().map(OwnKey::isCurrent).toList());
        desk.remove(kim, second);
        assertEquals(1, keys.opening(kim.accountId(), kim.id(), Standard.OPENPGP).size());
        assertEquals(List.of("key.made", "key.current", "key.removed"), actions(kim, second));
    }

    @Test
    void aKeyFromElsewhereMustBeTheirOwnAndOneThatHasEndedIsKeptForReading() {
        String person = "Kim <" + kim.address() + ">";
        SecretKey others = ContactKeys.key("Zoë Vos <vos@peer.test>", clock.instant().minusSeconds(60), LIFE);
        assertEquals("ownkey.others", refusal(desk.bring(kim, Standard.OPENPGP, others.octets(), NONE)));
        assertEquals("ownkey.unreadable", refusal(desk.bring(kim, Standard.OPENPGP, "no key".getBytes(), NONE)));
        assertEquals("ownkey.unreadable", refusal(desk.bring(kim, Standard.SMIME, others.octets(), NONE)));
        assertEquals("ownkey.large", refusal(desk.bring(kim, Standard.SMIME, new byte[KeyDesk.LARGEST + 1], NONE)));
        assertEquals(List.of(), keys.of(kim));

        SecretKey ended = ContactKeys.key(person, Instant.parse("2020-01-01T00:00:00Z"), Duration.ofDays(30));
        byte[] file = new OpenPgp(clock, new SecureRandom()).files().locked(ended, "old words".toCharArray());
        assertEquals("ownkey.unreadable", refusal(desk.bring(kim, Standard.OPENPGP, file, "other words".toCharArray())));
        UUID old = desk.bring(kim, Standard.OPENPGP, file, "old words".toCharArray()).key().orElseThrow();
        assertEquals("ownkey.known", refusal(desk.bring(kim, Standard.OPENPGP, ended.octets(), NONE)));
        assertEquals(Optional.empty(), signing(kim, Standard.OPENPGP));
        assertEquals(1, keys.opening(kim.accountId(), kim.id(), Standard.OPENPGP).size());
        assertEquals("ownkey.expired", desk.use(kim, old).orElseThrow().code());
        assertEquals(List.of("key.imported"), actions(kim, old));
    }

    @Test
    void whatIsPublishedIsWhatOthersLookForAndNothingElse() throws Exception {
        Domain domain = kim.address().domain();
        String place = WebKeyDirectory.hash("kim");
        assertEquals(Optional.empty(), keys.published(domain, place));
        UUID first = desk.make(kim, KeyForm.OPENPGP_4).key().orElseThrow();
        UUID second = desk.make(kim, KeyForm.OPENPGP_4).key().orElseThrow();
        assertEquals(List.of(fingerprint(second)), found(place), "the former one isn't");
        assertEquals(Optional.empty(), keys.published(rita.address().domain(), place));
        assertEquals(Optional.empty(), keys.published(new Domain("elsewhere.test"), place));
        assertEquals(Optional.empty(), keys.published(domain, WebKeyDirectory.hash("rita")));

        assertEquals(Optional.empty(), desk.revoke(kim, second, true));
        assertEquals(Optional.empty(), signing(kim, Standard.OPENPGP));
        assertEquals(1, openPgp().keys().certificates(keys.published(domain, place).orElseThrow()).size());
        assertTrue(openPgp().keys().certificates(keys.published(domain, place).orElseThrow()).get(0).isRevoked(clock.instant()));
        assertEquals(Optional.empty(), desk.use(kim, first));
        assertEquals(List.of(fingerprint(second), fingerprint(first)), found(place), "who knows the one must learn that it ended");
        assertEquals(Optional.of("ownkey.revoked"), desk.use(kim, second).map(Reason::code));
        assertEquals(2, keys.opening(kim.accountId(), kim.id(), Standard.OPENPGP).size(), "what was encrypted to it still opens");

        desk.publish(kim, first, false);
        desk.publish(kim, second, false);
        assertEquals(Optional.empty(), keys.published(domain, place));
        UUID third = desk.make(kim, KeyForm.OPENPGP_4).key().orElseThrow();
        assertEquals(false, keys.one(kim, third).orElseThrow().isPublished(), "who publishes nothing publishes no new one either");
        desk.make(kim, KeyForm.SMIME_SELF_SIGNED);
        assertEquals(Optional.empty(), keys.published(domain, place));
    }

    @Test
    void aProlongedKeyLivesForTwoYearsMore() {
        String person = "Kim <" + kim.address() + ">";
        SecretKey ended = ContactKeys.key(person, Instant.parse("2020-01-01T00:00:00Z"), Duration.ofDays(30));
        UUID old = desk.bring(kim, Standard.OPENPGP, ended.octets(), NONE).key().orElseThrow();
        assertEquals(Optional.empty(), desk.prolong(kim, old));
        Instant ends = keys.one(kim, old).orElseThrow().ends().orElseThrow();
        assertTrue(Duration.between(clock.instant().plus(KeyDesk.LIFE), ends).abs().compareTo(Duration.ofMinutes(1)) < 0, ends.toString());
        assertEquals(Optional.empty(), desk.use(kim, old));
        assertTrue(signing(kim, Standard.OPENPGP).isPresent());
        UUID smime = desk.make(kim, KeyForm.SMIME_SELF_SIGNED).key().orElseThrow();
        assertThrows(IllegalArgumentException.class, () -> desk.prolong(kim, smime));
        assertThrows(IllegalArgumentException.class, () -> desk.revoke(kim, smime, false));
        assertThrows(IllegalArgumentException.class, () -> desk.revoke(rita, old, false));
    }

    @Test
    void anAuthoritysCertificateMeetsTheKeyThatWaitsForIt() throws Exception {
        assertEquals(Optional.empty(), requests.make(kim, KeyKindWanted.ELLIPTIC));
        assertEquals(Optional.empty(), requests.make(kim, KeyKindWanted.ELLIPTIC));
        OwnRequest request = requests.of(kim).get(1);
        byte[] issued = Issuing.certificate(request.request(), kim.address());
        assertEquals("ownkey.unasked", refusal(requests.join(rita, issued)), "nobody else has its key");
        assertEquals("ownkey.certificate", refusal(requests.join(kim, "no certificate".getBytes())));
        UUID key = requests.join(kim, issued).key().orElseThrow();
        assertEquals(OwnKey.Origin.ISSUED, keys.one(kim, key).orElseThrow().origin());
        assertEquals(Optional.of("CN=Issuing"), keys.facts(keys.one(kim, key).orElseThrow()).issuer());
        assertTrue(signing(kim, Standard.SMIME).isPresent());
        assertEquals(1, requests.of(kim).size(), "the other one still waits");
        requests.drop(kim, requests.of(kim).get(0).uuid());
        assertEquals(List.of(), requests.of(kim));
        assertEquals("ownkey.unasked", refusal(requests.join(kim, issued)));
    }

    @Test
    void aSecretLeavesUnderAPassphraseOnlyAndIsWrittenDown() throws Exception {
        UUID key = desk.make(kim, KeyForm.OPENPGP_4).key().orElseThrow();
        assertThrows(IllegalArgumentException.class, () -> export.secret(kim, key, "short".toCharArray()));
        assertEquals(Optional.empty(), export.secret(rita, key, "long enough words".toCharArray()));
        assertEquals(Optional.empty(), export.certificate(rita, key));
        KeyExport.KeyFile file = export.secret(kim, key, "long enough words".toCharArray()).orElseThrow();
        assertEquals(kim.address() + "-secret.asc", file.name());
        assertThrows(UnfitKey.class, () -> openPgp().files().unlocked(file.octets(), NONE), "it is locked");
        assertEquals(fingerprint(key), openPgp().keys().certificate(openPgp().certificate(openPgp().files()
                .unlocked(file.octets(), "long enough words".toCharArray())).octets()).fingerprint());
        assertEquals(List.of("key.made", "key.current", "key.exported"), actions(kim, key));
        assertEquals(List.of(), actions(rita, key));
        assertThrows(UnfitKey.class, () -> openPgp().files().unlocked(export.certificate(kim, key).orElseThrow().octets(), NONE), "no secret in it");
    }

    @Test
    void anOrganisationsRecoveryKeyOpensEveryKeyOfItsPeopleAndNobodyElses() throws Exception {
        UUID before = desk.make(kim, KeyForm.OPENPGP_4).key().orElseThrow();
        SecretKey recoverySecret = ContactKeys.key("Recovery <recovery@" + kim.address().domain() + ">", clock.instant().minusSeconds(60), LIFE);
        User ada = enrol(kim.accountId(), new Address("ada", kim.address().domain()), Set.of(Role.STAFF, Role.ACCOUNT));
        byte[] certificate = ContactKeys.certificate(recoverySecret).octets();
        assertThrows(SecurityException.class, () -> recovery.set(kim, certificate));
        assertEquals(Optional.of("recovery.unreadable"), recovery.set(ada, recoverySecret.octets()).map(Reason::code), "its secret stays away");
        assertEquals(Optional.empty(), recovery.since(keys.one(kim, before).orElseThrow()));
        assertEquals(Optional.empty(), recovery.set(ada, certificate));
        assertTrue(recovery.since(keys.one(kim, before).orElseThrow()).isPresent(), "what was there before, at once");
        UUID later = desk.make(kim, KeyForm.SMIME_SELF_SIGNED).key().orElseThrow();

        assertArrayEquals(keys.opening(kim.accountId(), kim.id(), Standard.OPENPGP).get(0).octets(), recovered(ada, before, recoverySecret));
        assertArrayEquals(keys.opening(kim.accountId(), kim.id(), Standard.SMIME).get(0).octets(), recovered(ada, later, recoverySecret));
        assertEquals("key.recovered", actions(kim, before).get(actions(kim, before).size() - 1));
        assertThrows(SecurityException.class, () -> recovery.file(kim, before));
        User bea = enrol(rita.accountId(), new Address("bea", rita.address().domain()), Set.of(Role.STAFF, Role.ACCOUNT));
        assertEquals(Optional.empty(), recovery.file(bea, before), "another organisation's");
        assertEquals(Optional.empty(), recovery.of(rita.accountId()));

        recovery.drop(ada);
        assertEquals(Optional.empty(), recovery.since(keys.one(kim, before).orElseThrow()));
        assertEquals(Optional.empty(), recovery.file(ada, before));
    }

    private byte[] recovered(User ada, UUID key, SecretKey secret) throws Exception {
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        openPgp().decrypt(new ByteArrayInputStream(recovery.file(ada, key).orElseThrow().octets()), clear, List.of(secret), List.of());
        return clear.toByteArray();
    }

    @Test
    void theOwnerIsToldOnceThatAKeyEnds() {
        SecretKey soon = ContactKeys.key("Kim <" + kim.address() + ">", clock.instant().minusSeconds(60), Duration.ofDays(5));
        UUID key = desk.bring(kim, Standard.OPENPGP, soon.octets(), NONE).key().orElseThrow();
        assertEquals(0, told(kim));
        warnings.look();
        warnings.look();
        assertEquals(7, keys.one(kim, key).orElseThrow().warned());
        await().atMost(Duration.ofSeconds(10)).until(() -> told(kim) == 1);
        assertEquals(0, told(rita));
        desk.prolong(kim, key);
        warnings.look();
        assertEquals(0, keys.one(kim, key).orElseThrow().warned());
        assertEquals(1, told(kim));
    }

    @Test
    void administratorsAreToldOnceThatTheRecoveryKeyEnds() {
        User ada = enrol(kim.accountId(), new Address("ada", kim.address().domain()), Set.of(Role.STAFF, Role.ACCOUNT));
        SecretKey brief = ContactKeys.key("Recovery <recovery@kim.test>", clock.instant().minusSeconds(60), Duration.ofDays(5));
        assertEquals(Optional.empty(), recovery.set(ada, ContactKeys.certificate(brief).octets()));
        assertTrue(recovery.isEnding(recovery.of(kim.accountId()).orElseThrow()));
        warnings.look();
        warnings.look();
        await().atMost(Duration.ofSeconds(10)).until(() -> received(ada, "Your organisation’s recovery key ends in 7 days") == 1);
        assertEquals(0, received(kim, "Your organisation’s recovery key ends in 7 days"), "who can't set one isn't told");
        SecretKey lasting = ContactKeys.key("Recovery <recovery@kim.test>", clock.instant().minusSeconds(60), Duration.ofDays(900));
        assertEquals(Optional.empty(), recovery.set(ada, ContactKeys.certificate(lasting).octets()));
        assertFalse(recovery.isEnding(recovery.of(kim.accountId()).orElseThrow()));
        warnings.look();
        assertEquals(1, received(ada, "Your organisation’s recovery key ends in 7 days"));
    }

    private long told(User user) {
        return received(user, "Your key for encrypted mail ends in 7 days");
    }

    private long received(User user, String subject) {
        return mailboxes.page(user.accountId(), user.id(), FolderKind.INBOX, Optional.empty(), 50).stream()
                .filter(message -> message.headline().subject().equals(subject)).count();
    }

    private OpenPgp openPgp() {
        return new OpenPgp(clock, new SecureRandom());
    }

    private String fingerprint(UUID key) {
        return keys.one(kim, key).orElseThrow().fingerprint();
    }

    private List<String> found(String place) throws UnfitKey {
        return openPgp().keys().certificates(keys.published(kim.address().domain(), place).orElseThrow()).stream().map(one -> one.fingerprint()).toList();
    }

    private Optional<SecretKey> signing(User user, Standard standard) {
        return keys.signing(user.accountId(), user.address(), standard);
    }

    private List<String> actions(User user, UUID key) {
        return audit.about(user.accountId(), key.toString()).stream().map(event -> event.action()).toList();
    }

    private static String refusal(Entered entered) {
        return entered.refusal().orElseThrow().code();
    }

    private User somebody(String name) {
        Domain domain = new Domain(name + UUID.randomUUID().toString().substring(0, 8) + ".test");
        long account = directory.found("Keys " + name, "test").id();
        LocalDomain claimed = directory.claim(account, domain, "test");
        directory.prove(account, domain, List.of(claimed.proofToken()), "test");
        return enrol(account, new Address(name, domain), Set.of(Role.STAFF));
    }

    private User enrol(long account, Address address, Set<Role> roles) {
        return assertInstanceOf(Enrolment.Enrolled.class, directory.enrol(account, address, address.localPart(), roles,
                "correct horse battery".toCharArray(), "test")).user();
    }
}
