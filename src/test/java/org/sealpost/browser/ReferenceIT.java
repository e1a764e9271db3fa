package org.sealpost.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing may be sent to Hal: Sam keeps the message, tells him the reference by telephone, and Hal reads and answers. */
class ReferenceIT extends InTheDemo {

    private static final String PASSWORD = "sealpost-demo";
    private static final String HAL = "hal@forced.test";

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true"})
    void heldMessageIsKeptToldReadAndAnsweredAndNothingReachesHal(int width, boolean dark) {
        String subject = "Only by telephone " + width;
        String reference;
        try (Visitor sam = chromium.visitor(base(), width, dark)) {
            sam.signIn("sam@clinic.test", PASSWORD);
            write(sam, subject);
            openSent(sam, subject);
            reference = keep(sam);
        }
        try (Visitor hal = chromium.visitor(base(), width, dark)) {
            hal.open("/p");
            hal.page().locator("#reference").fill(reference);
            hal.page().locator("#address").fill(HAL);
            hal.page().locator("#go").click();
            shows(hal.page().locator("#question"), "Where did we meet?");
            hal.page().locator("#words").fill("At the lake");
            hal.button("Open the message").click();
            shows(hal.page().locator("main"), subject);
            hal.look("reference-read");
            hal.link("Reply securely").click();
            hal.page().locator("#text").fill("Heard you, thanks.");
            hal.button("Send reply").click();
            shows(hal.page().locator("main"), "Your reply is sent");
        }
        assertEquals(List.of(), demo.mailbox(HAL), "neither notice nor code nor message");
        try (Visitor sam = chromium.visitor(base(), width, dark)) {
            sam.signIn("sam@clinic.test", PASSWORD);
            sam.open("/mail/inbox.xhtml");
            shows(row(sam, subject), "Secure reply");
        }
    }

    private static void write(Visitor sam, String subject) {
        Page page = sam.page();
        sam.open("/mail/compose.xhtml");
        Locator to = page.locator("[data-line=TO]");
        to.fill(HAL);
        to.press("Enter");
        shows(page.locator(".sp-chip.is-held, .sp-chip.is-blocked").first(), "must not be sent now");
        page.getByLabel("Subject").fill(subject);
        page.locator("#editor").click();
        page.keyboard().type("The result is there.");
        Locator send = page.locator("[id='compose:send']");
        PlaywrightAssertions.assertThat(send).isEnabled();
        sam.look("reference-compose");
        send.click();
        page.waitForURL("**/mail/inbox.xhtml*");
    }

    /** It is tried once the ten seconds of undoing are over. */
    private static void openSent(Visitor sam, String subject) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            sam.open("/mail/sent.xhtml");
            row(sam, subject).locator(".sp-open").click();
            shows(sam.page().locator(".sp-timeline"), "nothing was transmitted");
        });
    }

    private static String keep(Visitor sam) {
        Page page = sam.page();
        page.getByText("Pickup by reference…").click();
        page.locator("input[data-field=question]").fill("Where did we meet?");
        sam.look("reference-keep");
        page.getByText("Keep it there").click();
        shows(page.locator(".sp-flaw, .sp-note.is-warn").first(), "answer");
        page.getByText("Pickup by reference…").click();
        page.locator("input[data-field=question]").fill("Where did we meet?");
        page.locator("input[data-field=answer]").fill("at the lake");
        page.getByText("Keep it there").click();
        shows(page.locator(".sp-script"), "Tell hal@forced.test by telephone");
        shows(page.locator(".sp-script"), "/p");
        sam.look("reference-told");
        return page.locator(".sp-script code").innerText();
    }

    private static Locator row(Visitor sam, String subject) {
        return sam.page().locator(".sp-item", new Page.LocatorOptions().setHasText(subject)).first();
    }

    private static void shows(Locator where, String words) {
        PlaywrightAssertions.assertThat(where).containsText(words, new LocatorAssertions.ContainsTextOptions().setTimeout(10_000).setIgnoreCase(true));
    }

    private static String base() {
        return demo.url().toString();
    }
}
