package org.sealpost.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.testing.RunningDemo;
import org.sealpost.testing.RunningDemo.Mail;

/** Ada lets Sam opt out, Sam confirms that a message needs no protection, and afterwards all is as it was. */
class OptOutIT extends InTheDemo {

    private static final String PASSWORD = "sealpost-demo";
    private static final String BOB = "bob@no-tls.test";

    /** The demo is shared: others find it as it was. */
    @AfterEach
    void putBack() {
        try (Visitor ada = ada(1280, false)) {
            ada.open("/admin/settings.xhtml");
            Locator reset = ada.page().getByTitle("Reset: Which messages are secure");
            if (reset.count() > 0) {
                reset.click();
                save(ada);
            }
            name(ada, "End opting out");
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true"})
    void confirmedMessageTravelsLikeAPostcardAndSaysSo(int width, boolean dark) {
        String subject = "Opening hours " + width;
        try (Visitor ada = ada(width, dark); Visitor sam = chromium.visitor(base(), width, dark)) {
            decide(ada, "opt-out");
            ada.look("settings-opt-out");
            sam.signIn("sam@clinic.test", PASSWORD);
            write(sam, BOB);
            assertThat(secure(sam, "Must be secure")).hasCount(0);
            name(ada, "Let opt out");
            ada.look("users-opt-out");

            sam.page().reload();
            assertThat(secure(sam, "Must be secure")).isChecked();
            sam.look("compose-opt-out");
            secure(sam, "Must be secure").click();
            shows(sam.page().locator("#why"), "Confirm that it needs no protection");
            assertThat(sam.button("Send by pickup page")).isDisabled();
            assertThat(chip(sam, "pickup page")).isVisible();
            sam.look("compose-attest");
            sam.button("I confirm").click();
            assertThat(chip(sam, "unencrypted, like a postcard")).isVisible();
            shows(sam.page().locator(".sp-protect"), "1 travels unencrypted, like a postcard.");
            assertThat(sam.button("Send unprotected")).isEnabled();
            sam.look("compose-unprotected");
            askingForMoreSwitchesItOn(sam);
            reopenedDraftMustBeConfirmedAgain(sam);
            sam.page().getByLabel("Subject").fill(subject);
            sam.button("Send unprotected").click();
            sam.page().waitForURL("**/mail/inbox.xhtml*");
            Mail mail = Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofSeconds(1))
                    .until(() -> about(subject), all -> !all.isEmpty()).get(0);
            assertTrue(mail.tls().isEmpty());
            sam.open("/mail/sent.xhtml");
            sam.page().locator(".sp-item", new Page.LocatorOptions().setHasText(subject)).first().locator(".sp-open").click();
            shows(sam.page().locator("#message"), "The sender confirmed that this message needs no protection.");
            sam.look("sent-unprotected");
        }
    }

    private static void askingForMoreSwitchesItOn(Visitor sam) {
        sam.button("Send all by pickup page").click();
        assertThat(secure(sam, "Must be secure")).isChecked();
        assertThat(secure(sam, "Must be secure")).isDisabled();
        shows(sam.page().locator("#secureHint"), "You asked for more protection, so it is secure.");
        sam.button("Send all by pickup page").click();
        assertThat(secure(sam, "Must be secure")).isEnabled();
        assertThat(secure(sam, "Must be secure")).isChecked();
        assertThat(chip(sam, "pickup page")).isVisible();
        secure(sam, "Must be secure").click();
        assertThat(sam.button("I confirm")).isVisible();
    }

    private static void reopenedDraftMustBeConfirmedAgain(Visitor sam) {
        sam.button("I confirm").click();
        assertThat(sam.button("Send unprotected")).isEnabled();
        sam.page().navigate(draft(sam));
        assertThat(secure(sam, "Must be secure")).not().isChecked();
        assertThat(chip(sam, "pickup page")).isVisible();
        sam.button("I confirm").click();
        assertThat(sam.button("Send unprotected")).isEnabled();
    }

    @Test
    void draftThatWasOptedOutIsSecureOnceAllMailMustBeAndItsSenderIsTold() {
        try (Visitor ada = ada(1280, false); Visitor sam = chromium.visitor(base(), 1280, false)) {
            decide(ada, "opt-out");
            name(ada, "Let opt out");
            sam.signIn("sam@clinic.test", PASSWORD);
            write(sam, "anna@verified.test");
            secure(sam, "Must be secure").click();
            sam.button("I confirm").click();
            assertThat(chip(sam, "in inbox, without a promise")).isVisible();
            decide(ada, "always");
            sam.page().navigate(draft(sam));
            shows(sam.page().locator(".sp-protect"), "Nobody may opt out here, so it is sent securely.");
            assertThat(secure(sam, "Must be secure")).hasCount(0);
            sam.look("compose-opt-out-refused");
            sam.button("Send").click();
            sam.page().waitForURL("**/mail/inbox.xhtml*");
            shows(sam.page().locator(".sp-said"), "Sent. Nobody may opt out here, so it is sent securely.");
            sam.look("just-sent-securely");
        }
    }

    @Test
    void whereSendersAskForItTheSwitchIsOffAndMailWithoutTlsThatOnceHadItMustWait() {
        try (Visitor ada = ada(1280, false); Visitor sam = chromium.visitor(base(), 390, true)) {
            decide(ada, "opt-in");
            sam.signIn("sam@clinic.test", PASSWORD);
            write(sam, "joe@stripped.test");
            assertThat(secure(sam, "Send securely")).not().isChecked();
            shows(sam.page().locator(".sp-protect"), "must not be sent now. Their mail server used to encrypt connections and doesn’t now.");
            sam.look("compose-opt-in-held");
            secure(sam, "Send securely").click();
            assertThat(chip(sam, "pickup page")).isVisible();
            sam.look("compose-opt-in");
            sam.page().locator("[id='compose:discard']").click();
            sam.page().waitForURL("**/mail/inbox.xhtml*");
        }
    }

    private static Visitor ada(int width, boolean dark) {
        Visitor ada = chromium.visitor(base(), width, dark);
        ada.signIn("ada@clinic.test", PASSWORD);
        return ada;
    }

    private static void decide(Visitor ada, String mode) {
        ada.open("/admin/settings.xhtml");
        ada.page().getByLabel("Which messages are secure").selectOption(mode);
        save(ada);
    }

    private static void save(Visitor ada) {
        Locator save = ada.page().locator("[id='settings:save']");
        assertThat(save).hasText("Save 1 change");
        save.click();
        shows(ada.page().locator("[id='settings:bar']"), "Saved");
    }

    private static void name(Visitor ada, String words) {
        ada.open("/admin/users.xhtml");
        Locator button = ada.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words + ": Sam Berger"));
        if (button.count() > 0) {
            button.click();
            assertThat(button).hasCount(0);
        }
    }

    private static void write(Visitor sam, String to) {
        sam.open("/mail/compose.xhtml");
        Locator field = sam.page().locator("[data-line=TO]");
        field.fill(to);
        field.press("Enter");
        assertThat(sam.page().locator(".sp-chip:not(.is-checking)")).hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(30_000));
        sam.page().navigate(draft(sam));
    }

    /** The address of the draft that is open. */
    private static String draft(Visitor sam) {
        sam.open("/mail/drafts.xhtml");
        return "/mail/" + sam.page().locator("a[href*='compose.xhtml?draft=']").first().getAttribute("href");
    }

    private static Locator secure(Visitor sam, String words) {
        return sam.page().getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName(words));
    }

    private static Locator chip(Visitor sam, String words) {
        return sam.page().locator(".sp-chip").filter(new Locator.FilterOptions().setHasText("· " + words));
    }

    private static List<Mail> about(String subject) {
        return demo.mailbox(BOB).stream().filter(mail -> mail.raw().contains("Subject: " + subject)).toList();
    }

    private static void shows(Locator where, String words) {
        assertThat(where).containsText(words, new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
    }

    private static String base() {
        return demo.url().toString();
    }
}
