package org.sealpost.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.testing.Sam;

/** Ada sees every forward and lets only safe ones be; Sam sees his own, and sets some only where he may. */
class ForwardsIT extends InTheDemo {

    private static final String PASSWORD = "sealpost-demo";
    private static final String BOB = "bob@no-tls.test";
    private static final String ANNA = "anna@verified.test";

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true", "1280, true", "390, false"})
    void adaSeesWhatWouldBeSwitchedOffBeforeSheDecides(int width, boolean dark) {
        try (Visitor ada = ada(width, dark)) {
            looked(ada);
            assertThat(row(ada, ANNA)).containsText("proven server");
            ada.look("forwarding");
            ada.button("Switch on …").click();
            Locator preview = ada.page().locator("#forwarding\\:switch .sp-note");
            assertThat(preview).containsText("1 forward will be switched off:");
            assertThat(preview).containsText(BOB);
            assertThat(preview).not().containsText(ANNA);
            ada.look("forwarding-preview");
            ada.button("Cancel").click();
            assertThat(preview).hasCount(0);
            assertThat(row(ada, BOB)).not().containsText("switched off");
        }
    }

    @Test
    void onceItIsSwitchedOnNothingGoesToAnUnsafeTarget() throws IOException, InterruptedException {
        int before = demo.mailbox(BOB).size();
        try (Visitor ada = ada(1280, false)) {
            looked(ada);
            ada.button("Switch on …").click();
            ada.button("Switch on now").click();
            assertThat(row(ada, BOB)).containsText("switched off");
            Sam sam = new Sam(demo.url());
            sam.signIn();
            assertTrue(sam.send(ANNA, "A budget draft", "canary-browser-4410"));
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> demo.mailbox(ANNA).stream().anyMatch(mail -> mail.raw().contains("canary-browser-4410")));
            ada.button("Switch on: " + BOB).click();
            assertThat(ada.page().locator(".sp-flaw")).containsText("no-tls.test isn’t proven to be safe enough");
            ada.look("forwarding-refused");
            ada.button("Switch off").click();
            ada.button("Switch on: " + BOB).click();
            assertThat(row(ada, BOB)).not().containsText("switched off");
        }
        assertEquals(before, demo.mailbox(BOB).size());
        assertFalse(demo.mailbox(BOB).stream().anyMatch(mail -> mail.raw().contains("canary-browser-4410")));
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true"})
    void samSetsHisOwnOnlyWhereHeMay(int width, boolean dark) {
        try (Visitor ada = ada(1280, false); Visitor sam = chromium.visitor(demo.url().toString(), width, dark)) {
            sam.signIn("sam@clinic.test", PASSWORD);
            sam.open("/mail/forwards.xhtml");
            assertThat(sam.page().locator("tbody tr")).hasCount(1);
            assertThat(sam.page().locator("tbody tr")).containsText(ANNA);
            assertThat(sam.button("Add a forward")).hasCount(0);
            assertEquals(403, sam.page().request().get(demo.url().resolve("/admin/forwarding.xhtml").toString()).status());
            ada.button("Let users set their own").click();
            assertThat(ada.button("Don’t let users set their own")).hasCount(1);
            sam.open("/mail/forwards.xhtml");
            sam.page().locator("#forwards\\:target").fill("dora@dane.test");
            sam.button("Add a forward").click();
            assertThat(sam.page().locator("tbody tr")).hasCount(2);
            sam.look("forwards");
            sam.button("Remove: dora@dane.test").click();
            assertThat(sam.page().locator("tbody tr")).hasCount(1);
            ada.button("Don’t let users set their own").click();
            assertThat(ada.button("Let users set their own")).hasCount(1);
        }
    }

    private static Visitor ada(int width, boolean dark) {
        Visitor ada = chromium.visitor(demo.url().toString(), width, dark);
        ada.signIn("ada@clinic.test", PASSWORD);
        ada.open("/admin/forwarding.xhtml");
        return ada;
    }

    /** Until the targets were looked at. */
    private static void looked(Visitor ada) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofSeconds(1)).until(() -> {
            ada.open("/admin/forwarding.xhtml");
            return row(ada, BOB).innerText().contains("Not safe") && row(ada, ANNA).innerText().contains("Safe");
        });
    }

    private static Locator row(Visitor ada, String target) {
        return ada.page().locator("#forwarding\\:list tbody tr", new Page.LocatorOptions().setHasText(target));
    }
}
