package org.sealpost.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.testing.RunningDemo;
import org.sealpost.testing.Sam;

/** Ada sees how messages went and what connections met, and takes both along; auditors see the first. */
class ReportsIT {

    private static final String PASSWORD = "sealpost-demo";

    private static final List<String> CLOSED_TO_AUDITORS = List.of("/admin/settings.xhtml", "/admin/destinations.xhtml",
            "/admin/destination.xhtml?name=verified.test", "/admin/domains.csv", "/admin/forwarding.xhtml", "/admin/forced.xhtml",
            "/admin/senders.xhtml", "/admin/users.xhtml", "/admin/domains.xhtml", "/admin/tls-report?domain=verified.test&day=2026-11-27");

    private static RunningDemo demo;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        demo = RunningDemo.shared();
        chromium = new Chromium();
        Sam sam = new Sam(demo.url());
        sam.signIn();
        assertTrue(sam.send("anna@verified.test", "For the report", "Hello"));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !demo.mailbox("anna@verified.test").isEmpty());
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true", "1280, true", "390, false"})
    void whatEndedAndWhatConnectionsMetIsShownAndTakenAlong(int width, boolean dark) throws IOException {
        try (Visitor ada = chromium.visitor(demo.url().toString(), width, dark)) {
            ada.signIn("ada@clinic.test", PASSWORD);
            // results are kept once a minute
            Awaitility.await().atMost(Duration.ofSeconds(120)).pollInterval(Duration.ofSeconds(2)).until(() -> {
                ada.open("/admin/reports.xhtml");
                return ada.page().locator("#tls .sp-rowlink").count() > 0;
            });
            Locator today = ada.page().locator(".sp-ended tbody tr").first();
            assertTrue(Integer.parseInt(today.locator("td.num").first().locator("span").last().innerText().strip()) >= 1);
            assertThat(ada.page().locator("#dropped")).containsText("Nothing was dropped.");
            ada.look("reports");
            ada.page().locator("#tls .sp-rowlink").getByText("verified.test").click();
            assertThat(ada.page().locator(".sp-tlsreport")).containsText("The domain has none");
            ada.look("reports-one");
            Download report = ada.page().waitForDownload(() -> ada.link("JSON").first().click());
            assertTrue(report.suggestedFilename().contains("!verified.test!"), report.suggestedFilename());
            String json = Files.readString(report.path());
            assertTrue(json.contains("\"policy-type\":\"no-policy-found\""), json);
            assertTrue(json.contains("\"total-failure-session-count\":0"), json);
            List<String> lines = Files.readAllLines(ada.page().waitForDownload(() -> ada.page().locator("a[href$='ended.csv']").click()).path());
            assertEquals("Day,In the inbox,Inside,Pickup page,Returned,Dropped", lines.get(0));
        }
    }

    @ParameterizedTest
    @CsvSource({"/admin/reports.xhtml", "/admin/tls-report?domain=verified.test&day=2026-11-27", "/admin/ended.csv", "/admin/clear.csv"})
    void staffSeeNoneOfIt(String path) {
        try (Visitor sam = chromium.visitor(demo.url().toString(), 1280, false)) {
            sam.signIn("sam@clinic.test", PASSWORD);
            assertEquals(403, status(sam, path), path);
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true"})
    void anAuditorReadsReportsAndNothingElseOfTheAdministration(int width, boolean dark) throws IOException {
        String address = "otto" + width + "@clinic.test";
        try (Visitor ada = chromium.visitor(demo.url().toString(), 1280, false);
                Visitor otto = chromium.visitor(demo.url().toString(), width, dark)) {
            String once = auditor(ada, address);
            otto.signIn(address, once);
            choosePassword(otto, once);
            assertThat(otto.page().locator("a[href$='/admin/settings.xhtml']")).hasCount(0);
            otto.open("/admin/reports.xhtml");
            assertThat(otto.page().locator("#ended-h")).isVisible();
            assertThat(otto.page().locator("#tls")).hasCount(0);
            assertThat(otto.page().locator("nav a[href*='/admin/']:not([href$='/admin/reports.xhtml'], [href$='/admin/keys.xhtml'])")).hasCount(0);
            otto.look("reports-auditor");
            String ended = Files.readString(otto.page().waitForDownload(() -> otto.page().locator("a[href$='ended.csv']").click()).path());
            assertTrue(ended.startsWith("Day,In the inbox,"), ended);
            assertEquals(200, status(otto, "/admin/dropped.csv"));
            assertEquals(200, status(otto, "/admin/clear.csv"));
            for (String closed : CLOSED_TO_AUDITORS) {
                assertEquals(403, status(otto, closed), closed);
            }
        }
    }

    /** @return the password for their first time */
    private static String auditor(Visitor ada, String address) {
        ada.signIn("ada@clinic.test", PASSWORD);
        ada.open("/admin/users.xhtml");
        ada.page().getByLabel("Name").fill("Otto Auer");
        ada.page().getByLabel("Address").fill(address);
        ada.page().getByLabel("Auditor").check();
        ada.button("Add a user").click();
        return ada.page().locator(".sp-once").textContent();
    }

    private static void choosePassword(Visitor otto, String once) {
        otto.open("/mail/sent.xhtml");
        otto.page().getByLabel("Present password").fill(once);
        otto.page().getByLabel("New password").fill("correct horse battery");
        otto.button("Save password").click();
        otto.page().waitForURL("**/mail/inbox.xhtml");
    }

    private static int status(Visitor visitor, String path) {
        return visitor.page().request().get(demo.url().resolve(path).toString()).status();
    }
}
