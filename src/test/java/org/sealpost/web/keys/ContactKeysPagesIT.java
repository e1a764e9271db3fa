package org.sealpost.web.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.directory.Directory;
import org.sealpost.directory.Role;
import org.sealpost.directory.User;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.Standard;
import org.sealpost.keyring.Keyring;
import org.sealpost.keyring.Offer;
import org.sealpost.keyring.Source;
import org.sealpost.keyring.Standing;
import org.sealpost.mail.Address;
import org.sealpost.openpgp.ContactKeys;
import org.sealpost.smime.MailCertificates;
import org.sealpost.testing.PlainBrowser;
import org.sealpost.testing.Staff;

/** Who sees the keys of an organisation's contacts, who decides about them, and what a plain browser can do. Two organisations know Vos. */
@ExtendWith(ArquillianExtension.class)
class ContactKeysPagesIT {

    private static final Instant MADE = Instant.parse("2026-01-05T10:00:00Z");
    private static final Duration LIFE = Duration.ofDays(900);
    private static final Address VOS = Address.of("vos@peer.test");
    private static final SecretKey FIRST = ContactKeys.key("Vos <vos@peer.test>", MADE, LIFE);
    private static final SecretKey SECOND = ContactKeys.key("Vos <vos@peer.test>", MADE, LIFE);
    private static final SecretKey THIRD = ContactKeys.key("Vos <vos@peer.test>", MADE, LIFE);

    @Inject
    private HttpServletRequest request;
    @Inject
    private Directory directory;
    @Inject
    private Keyring keyring;

    private User kim;
    private User rita;

    @BeforeEach
    void found() {
        kim = somebody("kim");
        rita = somebody("rita");
    }

    @Test
    void nobodySeesOrFetchesTheKeysOfAnotherOrganisation() throws Exception {
        UUID kims = offer(kim, FIRST);
        PlainBrowser own = signedIn(kim);
        own.get("/mail/contactkey?id=" + kims);
        assertEquals(200, own.status());
        assertEquals(ContactKeys.armored(ContactKeys.certificate(FIRST)), own.page());
        assertEquals("attachment; filename=\"" + fingerprint(FIRST) + ".asc\"", own.headers().get("content-disposition"));
        own.get("/mail/contactkeys.xhtml?a=vos@peer.test");
        assertTrue(own.page().contains(grouped(FIRST)), own.page());

        PlainBrowser other = signedIn(rita);
        other.get("/mail/contactkey?id=" + kims);
        assertEquals(404, other.status());
        String foreign = other.page();
        other.get("/mail/contactkey?id=" + UUID.randomUUID());
        assertEquals(404, other.status());
        assertEquals(comparable(foreign), comparable(other.page()), "as if there were none");
        other.get("/mail/contactkey?id=rubbish");
        assertEquals(404, other.status());
        other.get("/mail/contactkeys.xhtml?a=vos@peer.test");
        assertEquals(200, other.status());
        assertFalse(other.page().contains(grouped(FIRST)));
    }

    @Test
    void aDecisionIsAboutTheKeyThatWasShownWhateverOthersChangedMeanwhile() throws Exception {
        offer(kim, FIRST);
        UUID second = offer(kim, SECOND);
        UUID third = offer(kim, THIRD);
        PlainBrowser browser = signedIn(kim);
        browser.get("/mail/contactkeys.xhtml?a=vos@peer.test");
        // somebody else decides against the first that waits: the one shown first isn't the first any more
        keyring.reject(kim, second);
        browser.press("contacts:each:0:pending:0:use");
        assertEquals(Optional.of(second), inUse(kim), "what Kim saw above the button");
        assertEquals(Standing.PENDING, standing(kim, third));

        browser.get("/mail/contactkeys.xhtml?a=vos@peer.test");
        keyring.forget(kim, VOS);
        browser.press("contacts:each:0:pending:0:use");
        assertTrue(browser.page().contains("Somebody else has changed this meanwhile."), browser.page());
        assertEquals(Optional.empty(), inUse(kim));
    }

    @Test
    void onlyTheKeyInUseIsConfirmed() throws Exception {
        UUID first = offer(kim, FIRST);
        UUID second = offer(kim, SECOND);
        PlainBrowser early = signedIn(kim);
        early.get("/mail/contactkeys.xhtml?a=vos@peer.test");
        PlainBrowser late = signedIn(kim);
        late.get("/mail/contactkeys.xhtml?a=vos@peer.test");
        early.press("contacts:each:0:used:0:confirm");
        assertTrue(early.page().contains("The key is confirmed in your name."), early.page());
        assertTrue(early.page().contains("Confirmed by " + kim.address()), early.page());
        assertEquals(Optional.of(first), inUse(kim));
        assertEquals(Standing.PENDING, standing(kim, second));

        // another one takes its place before somebody confirms what was shown
        keyring.pin(kim, second);
        late.press("contacts:each:0:used:0:confirm");
        assertTrue(late.page().contains("Somebody else has changed this meanwhile."), late.page());
        assertEquals(Optional.of(second), inUse(kim));
        assertEquals(Standing.REPLACED, standing(kim, first));
    }

    @Test
    void aRenewedCertificateIsCalledSoAndStillWaitsForAPerson() throws Exception {
        MailCertificates authority = new MailCertificates("CN=CA " + UUID.randomUUID());
        Instant now = Instant.now();
        keyring.offer(kim.accountId(), new Offer(Standard.SMIME, VOS, authority.issue("vos@peer.test", now.minus(Duration.ofDays(350)), false),
                Source.FILE, true), "kim");
        UUID fresh = keyring.offer(kim.accountId(), new Offer(Standard.SMIME, VOS, authority.issue("vos@peer.test", now, false),
                Source.SIGNED_MAIL, true), "system").certificate().orElseThrow();
        PlainBrowser browser = signedIn(kim);
        browser.get("/mail/contactkeys.xhtml?a=vos@peer.test");
        assertTrue(browser.page().contains("A renewed certificate was found for vos@peer.test"), browser.page());
        assertEquals(Standing.PENDING, standing(kim, fresh));
        browser.press("contacts:each:0:pending:0:use");
        assertEquals(Optional.of(fresh), inUse(kim));
    }

    @Test
    void aSecretKeyInAFileIsRefusedAndARevocationCounts() throws Exception {
        PlainBrowser browser = signedIn(kim);
        browser.get("/mail/contactkeys.xhtml");
        browser.file("import:files", "vos.asc", ContactKeys.armored(FIRST)).press("import:take");
        assertTrue(browser.page().contains("vos.asc: not taken. There is a secret key in it, and nothing of it was kept."), browser.page());
        assertEquals(List.of(), keyring.of(kim.accountId(), VOS));

        browser.file("import:files", "vos.asc", ContactKeys.armored(ContactKeys.certificate(FIRST))).press("import:take");
        assertTrue(browser.page().contains("vos@peer.test: taken, and in use from now on."), browser.page());
        browser.file("import:files", "vos.asc", ContactKeys.armored(ContactKeys.certificate(FIRST))).press("import:take");
        assertTrue(browser.page().contains("vos@peer.test: in use already."), browser.page());
        browser.file("import:files", "gone.asc", ContactKeys.armored(ContactKeys.revokedAndBare(FIRST, Instant.now().minusSeconds(5)))).press("import:take");
        assertTrue(browser.page().contains("vos@peer.test: what is new is kept. This key can’t be used any more"), browser.page());
        assertTrue(browser.page().contains("Its owner has revoked this key. Nothing is encrypted with it."), browser.page());
        assertEquals(List.of(), keyring.usable(kim.accountId(), VOS));
        browser.file("import:files", "new.asc", ContactKeys.armored(ContactKeys.certificate(SECOND))).press("import:take");
        assertTrue(browser.page().contains("The one until now can’t be used any more."), browser.page());
        assertEquals(List.of(), keyring.usable(kim.accountId(), VOS), "nothing takes its place by itself");
    }

    @Test
    void aRevocationWithoutItsKeyCountsForTheKeyThatMadeItAndForNoOther() throws Exception {
        PlainBrowser browser = signedIn(kim);
        browser.get("/mail/contactkeys.xhtml");
        offer(kim, FIRST);
        offer(rita, FIRST);
        String other = new String(ContactKeys.bareRevocation(SECOND, Instant.now().minusSeconds(5)).octets(), StandardCharsets.US_ASCII);
        browser.file("import:files", "other.asc", other).press("import:take");
        assertTrue(browser.page().contains("other.asc: not taken. It calls back a key that isn’t kept here."), browser.page());
        assertEquals(1, keyring.usable(kim.accountId(), VOS).size());

        String own = new String(ContactKeys.bareRevocation(FIRST, Instant.now().minusSeconds(5)).octets(), StandardCharsets.US_ASCII);
        browser.file("import:files", "gone.asc", "Kept by GnuPG for the day it is lost:\n" + own).press("import:take");
        assertTrue(browser.page().contains("vos@peer.test: its owner calls this key back."), browser.page());
        assertEquals(List.of(), keyring.usable(kim.accountId(), VOS));
        assertEquals(1, keyring.usable(rita.accountId(), VOS).size(), "another organisation decides for itself what it takes in");
    }

    private User somebody(String name) {
        return Staff.of(directory, name + "@" + name + UUID.randomUUID().toString().substring(0, 8) + ".test", Set.of(Role.STAFF));
    }

    private UUID offer(User by, SecretKey key) {
        return keyring.offer(by.accountId(), new Offer(Standard.OPENPGP, VOS, ContactKeys.certificate(key), Source.WKD, false), "system")
                .certificate().orElseThrow();
    }

    private Optional<UUID> inUse(User of) {
        return keyring.of(of.accountId(), VOS).stream().filter(one -> one.standing() == Standing.PINNED).map(one -> one.uuid()).findFirst();
    }

    private Standing standing(User of, UUID certificate) {
        return keyring.of(of.accountId(), VOS).stream().filter(one -> one.uuid().equals(certificate)).findFirst().orElseThrow().standing();
    }

    private static String fingerprint(SecretKey key) {
        return ContactKeys.fingerprint(ContactKeys.certificate(key));
    }

    private static String grouped(SecretKey key) {
        return fingerprint(key).replaceAll("(.{4})(?=.)", "$1 ");
    }

    /** Without what is drawn anew for each page. */
    private static String comparable(String page) {
        return page.replaceAll("(?s)<script.*?</script>|<input type=\"hidden\"[^>]*>|[0-9A-Z]{8}", "");
    }

    private PlainBrowser signedIn(User user) throws Exception {
        return new PlainBrowser("http://localhost:" + request.getLocalPort()).signIn(user.address().toString(), Staff.PASSWORD);
    }
}
