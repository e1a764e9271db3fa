package org.sealpost.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.testing.RunningDemo;
import org.sealpost.testing.Sam;

/** Anna's certificate expires between Sam's click and the delivery of three messages: he sends one another way, has one wait, and does nothing about one. */
class WaitingIT extends InTheDemo {

    private static final String ANNA = "anna@verified.test";
    private static final String MOVE_ON = "Send by pickup page now";
    private static final String WAIT = "Wait for a safe connection";
    private static final String INSTEAD = "Goes by pickup page instead";

    /** The demo is shared: others find Anna's server, and what is known of it, as it was. */
    @AfterEach
    void putBack() {
        try (Visitor sam = chromium.visitor(base(), 1280, false)) {
            expire(sam, false);
            sam.signIn("sam@clinic.test", "sealpost-demo");
            annaIsProven(sam);
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true"})
    void samMovesOnOrWaitsOrDoesNothing(int width, boolean dark) throws Exception {
        String moved = "No time to lose " + width;
        String waiting = "For her inbox only " + width;
        String alone = "Whatever happens " + width;
        try (Visitor sam = chromium.visitor(base(), width, dark)) {
            sam.signIn("sam@clinic.test", "sealpost-demo");
            annaIsProven(sam);
            expire(sam, true);
            send(List.of(moved, waiting, alone));
            int before = demo.mailbox(ANNA).size();

            fellShort(sam, alone);
            sam.page().locator(".sp-rcpt-do").scrollIntoViewIfNeeded();
            sam.look("waiting-choices");

            fellShort(sam, waiting);
            press(sam, waiting, WAIT, "If the connection doesn’t become safe again within five days, it comes back.");
            assertThat(sam.page().locator(".sp-timeline")).not().containsText(INSTEAD);
            soon(() -> {
                open(sam, waiting);
                assertThat(sam.button(MOVE_ON)).isVisible();
            });
            assertThat(sam.button(WAIT)).hasCount(0);
            sam.look("waiting-persevered");
            assertEquals(before, demo.mailbox(ANNA).size(), "so far neither message nor notice");

            fellShort(sam, moved);
            press(sam, moved, MOVE_ON, "Another way is taken");
            assertThat(sam.button(MOVE_ON)).hasCount(0);
            assertThat(sam.button(WAIT)).hasCount(0);
            soon(() -> {
                open(sam, moved);
                shows(sam.page().locator(".sp-rcpt"), "Waiting for pickup");
            });
            sam.look("waiting-moved-on");

            onlyTheNoticeArrived(before);
            open(sam, alone);
            shows(sam.page().locator(".sp-timeline .is-future"), INSTEAD);
            withdraw(sam, alone);
            withdraw(sam, waiting);
            assertEquals(before + 1, demo.mailbox(ANNA).size());
        }
    }

    private static void onlyTheNoticeArrived(int before) {
        List<RunningDemo.Mail> arrived = demo.mailbox(ANNA).subList(before, demo.mailbox(ANNA).size());
        assertEquals(1, arrived.size());
        assertTrue(arrived.get(0).raw().contains("/p/"), "the notice has the link");
        assertFalse(arrived.get(0).raw().contains("canary-of-three"));
    }

    private static void withdraw(Visitor sam, String subject) {
        soon(() -> {
            open(sam, subject);
            sam.page().locator(".sp-rcpt-do .sp-pop > summary").click();
            sam.page().locator("[data-do=withdraw]").click();
            shows(sam.page().locator(".sp-rcpt summary").first(), "Withdrawn");
        });
    }

    private static void send(List<String> subjects) throws IOException, InterruptedException {
        Sam quick = new Sam(demo.url());
        quick.signIn();
        for (String subject : subjects) {
            assertTrue(quick.send(ANNA, subject, "canary-of-three"), subject);
        }
    }

    /** It is tried once the ten seconds of undoing are over; while it is tried once more there is nothing to choose. */
    private static void fellShort(Visitor sam, String subject) {
        soon(() -> {
            open(sam, subject);
            shows(sam.page().locator(".sp-timeline"), "Not safe enough: nothing was transmitted");
            assertThat(sam.button(MOVE_ON)).isVisible();
            assertThat(sam.button(WAIT)).isVisible();
        });
        shows(sam.page().locator(".sp-timeline .is-future"), INSTEAD);
    }

    private static void press(Visitor sam, String subject, String button, String then) {
        soon(() -> {
            open(sam, subject);
            if (sam.button(button).count() > 0) {
                sam.button(button).click();
            }
            assertThat(sam.page().locator(".sp-timeline")).containsText(then);
        });
    }

    /** The moment in which it is tried once more is no moment to press: the page says so then, and he looks and presses again. */
    private static void soon(ThrowingRunnable whatHeDoes) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofSeconds(1)).untilAsserted(whatHeDoes);
    }

    private static void open(Visitor sam, String subject) {
        sam.open("/mail/sent.xhtml");
        sam.page().locator(".sp-item", new Page.LocatorOptions().setHasText(subject)).first().locator(".sp-open").click();
        assertThat(sam.page().locator("#msg-h")).hasText(subject);
    }

    /** As the demo page does it. */
    private static void expire(Visitor visitor, boolean on) {
        visitor.open("/demo/");
        Locator mishap = visitor.page().getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("Let verified.test’s certificate expire"));
        if (!mishap.getAttribute("aria-checked").equals(String.valueOf(on))) {
            mishap.click();
        }
        assertThat(mishap).hasAttribute("aria-checked", String.valueOf(on));
    }

    private static void annaIsProven(Visitor sam) {
        Page page = sam.page();
        sam.open("/mail/compose.xhtml");
        page.locator("[data-line=TO]").fill(ANNA);
        page.locator("[data-line=TO]").press("Enter");
        page.locator("details[data-keep=details] > summary").click();
        sam.button("Look again").click();
        assertThat(page.getByText(ANNA + " · arrives in inbox").first()).isVisible(
                new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
        page.locator("[id='compose:discard']").click();
        page.waitForURL("**/mail/inbox.xhtml*");
    }

    private static void shows(Locator where, String words) {
        assertThat(where).containsText(words, new LocatorAssertions.ContainsTextOptions().setTimeout(10_000));
    }

    private static String base() {
        return demo.url().toString();
    }
}
