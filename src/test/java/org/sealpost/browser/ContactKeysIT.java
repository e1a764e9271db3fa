package org.sealpost.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.openpgp.ContactKeys;

/** Sam brings the keys of contacts along and decides about those that have changed. */
class ContactKeysIT extends InTheDemo {

    private static final String PASSWORD = "sealpost-demo";
    private static final Instant MADE = Instant.now().minus(3, ChronoUnit.DAYS);
    private static final Duration LIFE = Duration.ofDays(900);

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true", "1280, true", "390, false"})
    void aKeyIsPastedAndAnotherOneFromAFileWaitsUntilSamDecides(int width, boolean dark) throws IOException {
        String vos = "vos-" + width + (dark ? "d" : "l") + "@keys.test";
        SecretKey first = ContactKeys.key("Dr. Zoë Vos <" + vos + ">", MADE, LIFE);
        SecretKey second = ContactKeys.key("Dr. Zoë Vos <" + vos + ">", MADE, LIFE);
        try (Visitor sam = sam(width, dark, "/mail/contactkeys.xhtml?a=" + vos)) {
            assertThat(sam.page().locator("#contacts .sp-empty")).containsText("No key is kept for an address with");
            paste(sam, ContactKeys.armored(ContactKeys.certificate(first)));
            assertThat(said(sam)).containsText(vos + ": taken, and in use from now on.");
            Locator contact = contact(sam, vos);
            assertThat(contact).containsText("Encrypted mail goes to " + vos + " with this key.");
            assertThat(contact).containsText("Pasted by one of you");
            assertThat(contact).containsText("Nobody has confirmed it since.");
            contact.locator("summary").first().click();
            assertThat(contact.locator(".sp-fingerprint").first()).hasText(grouped(first));
            assertThat(contact).containsText("Dr. Zoë Vos <" + vos + ">");
            sam.look("contactkeys");
            sam.button("Confirm this key: " + grouped(first)).click();
            assertThat(sam.page().locator("#contacts\\:told")).hasText("The key is confirmed in your name.");
            assertThat(contact).containsText("Confirmed by sam@clinic.test");
            assertThat(sam.page().getByText("Confirm this key")).hasCount(0);

            choose(sam, "vos.asc", ContactKeys.armored(ContactKeys.certificate(second)));
            assertThat(said(sam)).containsText(vos + ": taken. Another key is known for this address, so it waits for a decision.");
            assertThat(contact.locator(".sp-compare .sp-fingerprint")).hasText(new String[] {grouped(first), grouped(second)});
            assertThat(contact).containsText("Ask them by telephone, not by e-mail");
            assertThat(contact.locator(".sp-keyline").first()).containsText("Encrypted mail goes to");
            assertThat(sam.page().locator("#strip")).containsText("for a decision");
            if (!sam.onPhone()) {
                assertThat(sam.page().locator(".sp-side .sp-keysnav .sp-count")).containsText("waiting for a decision");
            }
            sam.look("contactkeys-pending");

            sam.button("Use this key: " + grouped(second)).focus();
            sam.page().keyboard().press("Enter");
            assertThat(sam.page().locator("#contacts\\:told")).hasText("The key is in use from now on.");
            assertThat(contact).containsText("Confirmed by sam@clinic.test");
            assertThat(contact.locator(".sp-compare")).hasCount(0);
            contact.getByText("Earlier keys (1)").click();
            assertThat(contact).containsText("It was in use before.");
            sam.look("contactkeys-decided");
            String file = Files.readString(sam.page().waitForDownload(() -> {
                contact.locator(".sp-keyline summary").first().click();
                contact.locator("a[download]").first().click();
            }).path());
            assertEquals(ContactKeys.armored(ContactKeys.certificate(second)), file);

            sam.button("Forget: " + vos).click();
            assertThat(contact).containsText("Forget all keys of " + vos + "?");
            sam.look("contactkeys-forget");
            sam.button("Keep them").click();
            assertThat(contact).not().containsText("Forget all keys");
            sam.button("Forget: " + vos).click();
            sam.button("Forget them").click();
            assertThat(contact).hasCount(0);
            assertThat(sam.page().locator("#contacts\\:told")).hasText("The keys of " + vos + " are forgotten.");
        }
    }

    @Test
    void aSecretKeyIsRefusedAndNeitherKeptNorShownAgain() {
        String eve = "eve@keys.test";
        String secret = ContactKeys.armored(ContactKeys.key("Eve <" + eve + ">", MADE, LIFE));
        String line = secret.lines().skip(3).findFirst().orElseThrow();
        try (Visitor sam = sam(1280, false, "/mail/contactkeys.xhtml?a=" + eve)) {
            paste(sam, secret);
            assertThat(said(sam)).containsText("The pasted text: not taken. There is a secret key in it, and nothing of it was kept.");
            assertThat(sam.page().locator("#import\\:pasted")).hasValue("");
            choose(sam, "eve.asc", secret);
            assertThat(said(sam)).containsText("eve.asc: not taken. There is a secret key in it");
            sam.look("contactkeys-secret");
            sam.open("/mail/contactkeys.xhtml?a=" + eve);
            assertThat(sam.page().locator("#contacts .sp-empty")).hasCount(1);
            assertFalse(sam.page().content().contains(line));
        }
        assertFalse(demo.output().contains(line));
    }

    @Test
    void aKeyOfSeveralAddressesIsTakenForThoseThatSamChooses() {
        SecretKey key = ContactKeys.key("Nora <nora@keys.test>", MADE, LIFE);
        String armored = ContactKeys.armored(ContactKeys.alsoNamed(key, "Nora <office@keys.test>", MADE.plusSeconds(60), LIFE));
        try (Visitor sam = sam(390, false, "/mail/contactkeys.xhtml?a=@keys.test")) {
            choose(sam, "nora.asc", armored);
            assertThat(sam.page().locator(".sp-choose")).containsText("nora.asc names several addresses.");
            sam.look("contactkeys-whose");
            sam.page().getByLabel("office@keys.test").check();
            sam.button("Take it").click();
            assertThat(said(sam)).hasText("office@keys.test: taken, and in use from now on.");
            assertThat(contact(sam, "office@keys.test")).hasCount(1);
            assertThat(contact(sam, "nora@keys.test")).hasCount(0);
            assertThat(sam.page().locator(".sp-choose")).hasCount(0);
        }
    }

    @Test
    void filesAreDroppedAnywhereOnThePage() {
        String dan = "dan@keys.test";
        String armored = ContactKeys.armored(ContactKeys.certificate(ContactKeys.key("Dan <" + dan + ">", MADE, LIFE)));
        try (Visitor sam = sam(1280, false, "/mail/contactkeys.xhtml?a=" + dan)) {
            sam.page().evaluate("""
                    content => {
                      const data = new DataTransfer();
                      data.items.add(new File([content], 'dan.asc'));
                      data.items.add(new File(['no key at all'], 'notes.txt'));
                      document.dispatchEvent(new DragEvent('dragenter', {dataTransfer: data}));
                      document.dispatchEvent(new DragEvent('drop', {dataTransfer: data, cancelable: true}));
                    }""", armored);
            assertThat(said(sam)).containsText(dan + ": taken, and in use from now on.");
            assertThat(said(sam)).containsText("notes.txt: not taken. This isn’t a key, or one that is too large.");
            assertThat(contact(sam, dan)).hasCount(1);
            assertThat(sam.page().locator("#drop")).isHidden();
        }
    }

    @Test
    void composeLeadsToTheKeysOfWhomSamWritesTo() {
        try (Visitor sam = sam(1280, false, "/mail/compose.xhtml")) {
            sam.page().locator("#compose\\:to").fill("anna@verified.test");
            sam.page().keyboard().press("Enter");
            Locator keys = sam.page().locator(".sp-details a[href*='contactkeys.xhtml']");
            assertThat(keys).hasAttribute("href", "contactkeys.xhtml?a=anna%40verified.test");
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true"})
    void adaSeesAllKeysWithTheirEnds(int width, boolean dark) {
        String pim = "pim-" + width + (dark ? "d" : "l") + "@keys.test";
        SecretKey recovery = ContactKeys.key("Recovery <recovery@clinic.test>", MADE, LIFE);
        try (Visitor sam = sam(width, dark, "/mail/contactkeys.xhtml");
                Visitor ada = chromium.visitor(demo.url().toString(), width, dark)) {
            paste(sam, ContactKeys.armored(ContactKeys.certificate(ContactKeys.key("Pim <" + pim + ">", MADE, Duration.ofDays(12)))));
            assertThat(said(sam)).containsText(pim + ": taken");
            paste(sam, ContactKeys.armored(ContactKeys.certificate(ContactKeys.key("Pim <" + pim + ">", MADE, LIFE))));
            assertThat(said(sam)).containsText(pim + ": taken. Another key is known");
            ada.signIn("ada@clinic.test", PASSWORD);
            ada.open("/admin/keys.xhtml?q=pim-");
            Locator rows = ada.page().locator("#contacts tbody tr").filter(new Locator.FilterOptions().setHasText(pim));
            assertThat(rows).hasCount(2);
            assertThat(rows.first()).containsText("Ends soon");
            assertThat(rows.last()).containsText("Waits for a decision");
            ada.page().locator("#recovery\\:pasted").fill(ContactKeys.armored(ContactKeys.certificate(recovery)));
            ada.page().locator("#recovery\\:password").fill(PASSWORD);
            ada.page().locator("#recovery\\:take").click();
            assertThat(ada.page().locator("#recovery\\:all .sp-fingerprint")).hasText(grouped(recovery));
            ada.look("keys-admin");
            ada.page().locator("#recovery\\:askDrop").scrollIntoViewIfNeeded();
            ada.button("Take it away").click();
            assertThat(ada.page().locator("#recovery\\:all")).containsText("Take the recovery key away?");
            ada.look("keys-admin-recovery");
            ada.page().locator("#recovery\\:drop").click();
            assertThat(ada.page().locator("#recovery\\:all")).containsText("No recovery key is set");
        }
    }

    private static Visitor sam(int width, boolean dark, String page) {
        Visitor sam = chromium.visitor(demo.url().toString(), width, dark);
        sam.signIn("sam@clinic.test", PASSWORD);
        sam.open(page);
        return sam;
    }

    private static void paste(Visitor sam, String armored) {
        sam.page().locator("#import\\:pasted").fill(armored);
        sam.button("Import").click();
    }

    private static void choose(Visitor sam, String name, String armored) {
        sam.page().locator("#import\\:files").setInputFiles(new FilePayload(name, "application/octet-stream", armored.getBytes(US_ASCII)));
        sam.button("Import").click();
    }

    private static Locator said(Visitor sam) {
        return sam.page().locator("#import\\:said");
    }

    private static Locator contact(Visitor sam, String address) {
        return sam.page().locator(".sp-contact").filter(
                new Locator.FilterOptions().setHas(sam.page().locator("h2", new Page.LocatorOptions().setHasText(address))));
    }

    private static String grouped(SecretKey key) {
        return ContactKeys.fingerprint(ContactKeys.certificate(key)).replaceAll("(.{4})(?=.)", "$1 ");
    }
}
