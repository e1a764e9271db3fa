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

/** Ada sees how messages went and what connections met, and takes both along. */
class ReportsIT {

    private static final String PASSWORD = "sealpost-demo";

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
    @CsvSource({"/admin/reports.xhtml", "/admin/tls-report?domain=verified.test&day=2026-11-27", "/admin/ended.csv"})
    void staffSeeNoneOfIt(String path) {
        try (Visitor sam = chromium.visitor(demo.url().toString(), 1280, false)) {
            sam.signIn("sam@clinic.test", PASSWORD);
            assertEquals(403, sam.page().request().get(demo.url().resolve(path).toString()).status(), path);
        }
    }
}
