package org.sealpost.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.openpgp.ContactKeys;

/** Kim makes keys, takes a secret one away and brings it back, calls one back, and asks an authority. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OwnKeysPageIT extends InTheDemo {

    private static final String KIM = "kim.vale@clinic.test";
    private static final String PASSWORD = "correct horse battery";
    private static final String WORDS = "a long walk in the rain";

    @Test
    @Order(1)
    void aKeyIsMadeTakenAwayAndBroughtBack() throws IOException {
        try (Visitor kim = kim(1280, false)) {
            kim.look("ownkeys-none");
            kim.button("Make the key").click();
            assertThat(kim.page().locator("#keys\\:told")).containsText("your mail is signed with it");
            assertThat(card(kim, 0)).containsText("In use");
            assertThat(card(kim, 0)).containsText("Anybody who knows your address finds it.");

            press(kim, "Save secret key …");
            fill(kim, "passphrase", WORDS);
            fill(kim, "again", WORDS);
            fill(kim, "password", "not the password");
            kim.look("ownkeys-export");
            kim.button("Save the file").click();
            assertThat(card(kim, 0).locator("[role=alert]")).containsText("The present password isn’t right.");
            assertThat(kim.page().locator("input[id$=passphrase]").first()).isFocused();
            kim.look("ownkeys-export-refused");
            fill(kim, "passphrase", WORDS);
            fill(kim, "again", WORDS);
            fill(kim, "password", PASSWORD);
            Download download = kim.page().waitForDownload(() -> kim.button("Save the file").click());
            Path file = Path.of("target", "ownkeys-secret.asc");
            download.saveAs(file);
            assertTrue(Files.readString(file).startsWith("-----BEGIN PGP PRIVATE KEY BLOCK-----"));

            kim.open("/mail/keys.xhtml");
            press(kim, "Remove …");
            kim.button("Remove it").click();
            assertThat(kim.page().locator(".sp-ownkey")).hasCount(0);
            kim.page().locator("#bring\\:file").setInputFiles(file);
            kim.page().locator("#bring\\:passphrase").fill("wrong");
            kim.button("Bring the key").click();
            assertThat(kim.page().locator("#bring\\:flaw")).containsText("or the passphrase is wrong");
            assertThat(kim.page().locator("#bring\\:flaw")).isInViewport();
            kim.page().locator("#bring\\:file").setInputFiles(file);
            kim.page().locator("#bring\\:passphrase").fill(WORDS);
            kim.button("Bring the key").click();
            assertThat(card(kim, 0)).containsText("In use");
            card(kim, 0).locator("summary").click();
            kim.look("ownkeys-details");
            assertEquals(404, kim.page().request().get(demo.url().resolve("/mail/ownkey?id=00000000-0000-0000-0000-000000000000").toString()).status());
        }
    }

    @Test
    @Order(2)
    void oneIsCalledBackAndAnAuthorityIsAsked() {
        try (Visitor kim = kim(390, false)) {
            kim.button("Make the key").click();
            assertThat(kim.page().locator(".sp-ownkey")).hasCount(2);
            press(kim, "Call back …");
            kim.look("ownkeys-revoke");
            kim.button("Call it back").click();
            assertThat(card(kim, 0)).containsText("Called back");
            assertThat(card(kim, 0)).containsText("finds that it was called back");
            card(kim, 1).locator("button:has-text('Use for signing')").click();
            assertThat(card(kim, 0)).containsText("In use");
            assertThat(card(kim, 1)).containsText("Called back");
            card(kim, 0).locator("button:has-text('Prolong')").click();
            assertThat(kim.page().locator("#keys\\:told")).containsText("good for two years from now");
            assertThat(kim.page().locator("#keys\\:told .sp-note")).isInViewport();
            kim.page().locator("#make\\:form").selectOption("SMIME_SELF_SIGNED");
            kim.button("Make the key").click();
            assertThat(card(kim, 0)).containsText("No authority vouches for it");
            kim.page().locator("#request\\:kind").selectOption("ELLIPTIC");
            kim.button("Make a request").click();
            assertThat(kim.page().locator(".sp-request")).hasCount(1);
            Download request = kim.page().waitForDownload(() -> kim.link("Save request").click());
            assertTrue(request.suggestedFilename().endsWith(".csr"), request.suggestedFilename());
        }
    }

    @ParameterizedTest
    @Order(3)
    @CsvSource({"1280, false", "390, true"})
    void theKeysAreSeen(int width, boolean dark) {
        try (Visitor kim = kim(width, dark)) {
            assertThat(kim.page().locator(".sp-ownkey")).hasCount(3);
            card(kim, 0).locator("details > summary").click();
            kim.look("ownkeys");
        }
    }

    @Test
    @Order(4)
    void adaSetsARecoveryKeyWhichKimSeesAndTakesItAwayAgain() throws IOException {
        SecretKey secret = ContactKeys.key("Recovery <recovery@clinic.test>", Instant.now().minusSeconds(60), Duration.ofDays(900));
        Path certificate = Files.write(Path.of("target", "recovery.pgp"), ContactKeys.certificate(secret).octets());
        try (Visitor ada = chromium.visitor(demo.url().toString(), 1280, false); Visitor kim = kim(390, false)) {
            ada.signIn("ada@clinic.test", "sealpost-demo");
            ada.open("/admin/keys.xhtml?q=kim.vale");
            assertThat(ada.page().locator("#staff a[href*='recovered']")).hasCount(0);
            ada.page().locator("#recovery\\:file").setInputFiles(certificate);
            ada.page().locator("#recovery\\:password").fill("sealpost-demo");
            ada.page().locator("#recovery\\:take").click();
            assertThat(ada.page().locator("#recovery\\:all")).containsText("by ada@clinic.test");
            assertThat(ada.page().locator("#staff tbody tr")).hasCount(3);
            Download copy = ada.page().waitForDownload(() -> ada.page().locator("#staff a[href*='recovered']").first().click());
            assertTrue(copy.suggestedFilename().endsWith(".gpg"), copy.suggestedFilename());
            kim.open("/mail/keys.xhtml");
            assertThat(kim.page().locator("main")).containsText("Your organisation can recover your keys");
            kim.look("ownkeys-recoverable");
            assertEquals(403, kim.page().request().get(demo.url().resolve("/admin/recovered?id=00000000-0000-0000-0000-000000000000").toString()).status());
            ada.page().locator("#recovery\\:askDrop").click();
            ada.page().locator("#recovery\\:drop").click();
            assertThat(ada.page().locator("#recovery\\:all")).containsText("No recovery key is set");
            assertThat(ada.page().locator("#staff a[href*='recovered']")).hasCount(0);
        }
    }

    @BeforeAll
    static void enrol() {
        try (Visitor ada = chromium.visitor(demo.url().toString(), 1280, false); Visitor kim = chromium.visitor(demo.url().toString(), 1280, false)) {
            ada.signIn("ada@clinic.test", "sealpost-demo");
            ada.open("/admin/users.xhtml");
            ada.page().getByLabel("Name").fill("Kim Vale");
            ada.page().getByLabel("Address").fill(KIM);
            ada.button("Add a user").click();
            String once = ada.page().locator(".sp-once").textContent();
            kim.signIn(KIM, once);
            kim.open("/mail/sent.xhtml");
            kim.page().getByLabel("Present password").fill(once);
            kim.page().getByLabel("New password").fill(PASSWORD);
            kim.button("Save password").click();
            kim.page().waitForURL("**/mail/inbox.xhtml");
        }
    }

    private static Visitor kim(int width, boolean dark) {
        Visitor kim = chromium.visitor(demo.url().toString(), width, dark);
        kim.signIn(KIM, PASSWORD);
        kim.open("/mail/keys.xhtml");
        return kim;
    }

    private static Locator card(Visitor kim, int number) {
        return kim.page().locator(".sp-ownkey").nth(number);
    }

    private static void press(Visitor kim, String words) {
        card(kim, 0).locator("button:has-text('" + words + "')").click();
    }

    private static void fill(Visitor kim, String field, String text) {
        kim.page().locator(".sp-ownkey input[id$='" + field + "']").fill(text);
    }
}
