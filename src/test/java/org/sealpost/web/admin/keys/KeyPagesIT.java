package org.sealpost.web.admin.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
import org.sealpost.mail.Address;
import org.sealpost.openpgp.ContactKeys;
import org.sealpost.ownkeys.KeyDesk;
import org.sealpost.ownkeys.KeyForm;
import org.sealpost.ownkeys.KeyOverview;
import org.sealpost.ownkeys.Recovery;
import org.sealpost.testing.PlainBrowser;
import org.sealpost.testing.Staff;

/** Who sees all keys of an organisation, and who sets its recovery key. Rita administrates hers, Otto audits it, Kim works elsewhere. */
@ExtendWith(ArquillianExtension.class)
class KeyPagesIT {

    private static final Instant MADE = Instant.parse("2026-01-05T10:00:00Z");
    private static final Duration LIFE = Duration.ofDays(900);
    private static final Address VOS = Address.of("vos@peer.test");
    private static final SecretKey FIRST = ContactKeys.key("Vos <vos@peer.test>", MADE, LIFE);
    private static final SecretKey SECOND = ContactKeys.key("Vos <vos@peer.test>", MADE, LIFE);
    private static final SecretKey RECOVERY = ContactKeys.key("Recovery <recovery@house.test>", MADE, LIFE);

    @Inject
    private HttpServletRequest request;
    @Inject
    private Directory directory;
    @Inject
    private Keyring keyring;
    @Inject
    private KeyDesk desk;
    @Inject
    private KeyOverview overview;
    @Inject
    private Recovery recovery;

    private User rita;
    private User otto;
    private User kim;

    @BeforeEach
    void found() {
        String house = UUID.randomUUID().toString().substring(0, 8) + ".test";
        rita = Staff.of(directory, "rita@" + house, Set.of(Role.STAFF, Role.ACCOUNT));
        otto = Staff.of(directory, "otto@" + house, Set.of(Role.STAFF, Role.AUDITOR));
        kim = Staff.of(directory, "kim@elsewhere-" + house, Set.of(Role.STAFF, Role.ACCOUNT));
        offer(FIRST);
        offer(SECOND);
    }

    @Test
    void contactsKeysAreListedByTheirStateAndTakenAlong() throws Exception {
        PlainBrowser administrator = signedIn(rita);
        administrator.get("/admin/keys.xhtml");
        assertTrue(administrator.page().contains(grouped(FIRST)), administrator.page());
        assertTrue(administrator.page().contains(grouped(SECOND)), administrator.page());
        assertTrue(administrator.page().contains("Waits for a decision"));
        administrator.get("/admin/keys.xhtml?state=IN_USE&q=VOS%40");
        assertTrue(administrator.page().contains(grouped(FIRST)));
        assertFalse(administrator.page().contains(grouped(SECOND)));
        administrator.get("/admin/keys.xhtml?q=nobody&state=rubbish&from=-1");
        assertEquals(200, administrator.status());
        assertFalse(administrator.page().contains(grouped(FIRST)));
        administrator.get("/admin/contactkeys.csv");
        assertTrue(administrator.page().contains("\r\nvos@peer.test,OpenPGP," + fingerprint(FIRST) + ",Their mail domain,In use,2028-06-23T10:00:00Z\r\n"),
                administrator.page());
    }

    @Test
    void ownPeoplesKeysAreListedThoseInUseFirst() throws Exception {
        UUID earlier = desk.make(otto, KeyForm.OPENPGP_4).key().orElseThrow();
        UUID current = desk.make(otto, KeyForm.OPENPGP_4).key().orElseThrow();
        UUID smime = desk.make(rita, KeyForm.SMIME_SELF_SIGNED).key().orElseThrow();
        desk.publish(otto, current, false);
        assertEquals(Set.of(current, smime), Set.copyOf(ids(KeyOverview.State.ALL, "").subList(0, 2)));
        assertEquals(earlier, ids(KeyOverview.State.ALL, "").get(2));
        assertEquals(List.of(current), ids(KeyOverview.State.IN_USE, "otto@"));
        assertEquals(List.of(), ids(KeyOverview.State.SOON, ""));
        desk.revoke(otto, current, true);
        assertEquals(List.of(current), ids(KeyOverview.State.ENDED, ""));
        assertEquals(List.of(), overview.of(kim.accountId(), KeyOverview.State.ALL, "", 0, 10), "nobody else's");

        PlainBrowser administrator = signedIn(rita);
        administrator.get("/admin/staffkeys.csv");
        List<String> lines = administrator.page().lines().toList();
        assertEquals("Whose,Standard,Fingerprint,Published,State,Good until", lines.get(0));
        assertTrue(lines.get(1).startsWith(rita.address() + ",S/MIME,"), lines.get(1));
        assertTrue(administrator.page().contains(",No,Revoked,"), administrator.page());
        assertTrue(administrator.page().contains(",No,Kept for reading,"), administrator.page());
        administrator.get("/admin/keys.xhtml");
        assertTrue(administrator.page().contains("Kept for reading"));
    }

    @Test
    void anAuditorReadsAllOfItAndChangesNothing() throws Exception {
        UUID key = desk.make(otto, KeyForm.OPENPGP_4).key().orElseThrow();
        assertEquals(Optional.empty(), recovery.set(rita, ContactKeys.certificate(RECOVERY).octets()));
        PlainBrowser auditor = signedIn(otto);
        auditor.get("/admin/keys.xhtml");
        assertEquals(200, auditor.status());
        assertTrue(auditor.page().contains(grouped(FIRST)));
        assertTrue(auditor.page().contains(grouped(RECOVERY)), "that there is a recovery key");
        assertFalse(auditor.page().contains("recovery:take"), auditor.page());
        assertFalse(auditor.page().contains("/admin/recovered"), auditor.page());
        for (String button : List.of("recovery:take", "recovery:askDrop", "recovery:drop")) {
            auditor.get("/admin/keys.xhtml");
            forged(auditor, button);
            assertEquals(fingerprint(RECOVERY), recovery.of(rita.accountId()).orElseThrow().fingerprint());
        }
        for (String place : List.of("/admin/contactkeys.csv", "/admin/staffkeys.csv")) {
            auditor.get(place);
            assertEquals(200, auditor.status(), place);
        }
        auditor.get("/admin/recovered?id=" + key);
        assertEquals(403, auditor.status());
    }

    @Test
    void anAdministratorSetsTheRecoveryKeyAndTakesAKeyAgain() throws Exception {
        UUID key = desk.make(otto, KeyForm.OPENPGP_4).key().orElseThrow();
        PlainBrowser administrator = signedIn(rita);
        administrator.get("/admin/keys.xhtml");
        for (String word : List.of("", "wrong horse battery")) {
            administrator.fill("recovery:password", word).file("recovery:file", "recovery.asc", ContactKeys.armored(ContactKeys.certificate(RECOVERY)))
                    .press("recovery:take");
            assertEquals(Optional.empty(), recovery.of(rita.accountId()), "a screen that nobody watches isn't enough");
        }
        administrator.fill("recovery:password", Staff.PASSWORD).file("recovery:file", "recovery.asc", ContactKeys.armored(RECOVERY)).press("recovery:take");
        assertEquals(Optional.empty(), recovery.of(rita.accountId()), "its secret stays away");
        administrator.fill("recovery:password", Staff.PASSWORD)
                .file("recovery:file", "recovery.asc", ContactKeys.armored(ContactKeys.certificate(RECOVERY))).press("recovery:take");
        assertTrue(administrator.page().contains(grouped(RECOVERY)), administrator.page());
        assertTrue(administrator.page().contains(", by " + rita.address()), administrator.page());
        administrator.get("/admin/recovered?id=" + key);
        assertEquals(200, administrator.status());
        assertTrue(administrator.headers().get("content-disposition").endsWith(".pgp.gpg\""), administrator.headers().toString());
        assertTrue(administrator.octets().length > 100);

        PlainBrowser other = signedIn(kim);
        other.get("/admin/recovered?id=" + key);
        assertEquals(404, other.status());
        other.get("/admin/recovered?id=rubbish");
        assertEquals(404, other.status());
        administrator.get("/admin/keys.xhtml");
        administrator.press("recovery:askDrop");
        assertTrue(administrator.page().contains("Take the recovery key away?"), administrator.page());
        administrator.press("recovery:drop");
        assertEquals(Optional.empty(), recovery.of(rita.accountId()));
        administrator.get("/admin/recovered?id=" + key);
        assertEquals(404, administrator.status());
    }

    @Test
    void othersSeeNothing() throws Exception {
        PlainBrowser other = signedIn(kim);
        other.get("/admin/keys.xhtml?q=vos");
        assertEquals(200, other.status());
        assertFalse(other.page().contains(grouped(FIRST)));
        other.get("/admin/contactkeys.csv");
        assertEquals("Whose,Standard,Fingerprint,From,State,Good until\r\n", other.page());
        PlainBrowser staff = signedIn(Staff.of(directory, "sue@" + rita.address().domain(), Set.of(Role.STAFF)));
        PlainBrowser stranger = new PlainBrowser("http://localhost:" + request.getLocalPort());
        for (String place : List.of("/admin/keys.xhtml", "/admin/contactkeys.csv", "/admin/staffkeys.csv", "/admin/recovered?id=" + UUID.randomUUID())) {
            staff.get(place);
            assertEquals(403, staff.status(), place);
            stranger.get(place);
            assertEquals("/signin.xhtml", stranger.place());
        }
    }

    private void offer(SecretKey key) {
        keyring.offer(rita.accountId(), new Offer(Standard.OPENPGP, VOS, ContactKeys.certificate(key), Source.WKD, false), "system");
    }

    private List<UUID> ids(KeyOverview.State state, String part) {
        return overview.of(rita.accountId(), state, part, 0, 10).stream().map(KeyOverview.Row::uuid).toList();
    }

    /** A button that the page doesn't have. */
    private static void forged(PlainBrowser browser, String button) throws Exception {
        Map<String, String> fields = new HashMap<>(Map.of("recovery", "recovery", button, button, "recovery:pasted", ContactKeys.armored(ContactKeys.certificate(FIRST))));
        fields.put("jakarta.faces.ViewState", first("name=\"jakarta.faces.ViewState\"[^>]* value=\"([^\"]+)\"", browser.page()));
        fields.put("primefaces.nonce", first("<script[^>]* nonce=\"([^\"]+)\"", browser.page()));
        browser.post("/admin/keys.xhtml", fields);
    }

    private static String first(String pattern, String page) {
        Matcher found = Pattern.compile(pattern).matcher(page);
        assertTrue(found.find(), pattern + " in " + page);
        return found.group(1);
    }

    private static String fingerprint(SecretKey key) {
        return ContactKeys.fingerprint(ContactKeys.certificate(key));
    }

    private static String grouped(SecretKey key) {
        return fingerprint(key).replaceAll("(.{4})(?=.)", "$1 ");
    }

    private PlainBrowser signedIn(User user) throws Exception {
        return new PlainBrowser("http://localhost:" + request.getLocalPort()).signIn(user.address().toString(), Staff.PASSWORD);
    }
}
