package org.sealpost.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.testing.RunningDemo;

/** Ada decides how mail must come, Stan meets it, and Sam sees how it came. */
class ReceivingIT {

    private static final String PASSWORD = "sealpost-demo";

    private static RunningDemo demo;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        demo = RunningDemo.shared();
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true", "1280, true", "390, false"})
    void adaLocksASenderAndUnlocksIt(int width, boolean dark) {
        try (Visitor ada = chromium.visitor(demo.url().toString(), width, dark)) {
            ada.signIn("ada@clinic.test", PASSWORD);
            ada.open("/admin/senders.xhtml");
            assertThat(ada.page().locator("tbody")).containsText("strict.test");
            ada.page().getByLabel("Domain or network").fill("nothing at all");
            ada.button("Lock a sender").click();
            assertThat(ada.page().locator(".sp-flaw")).containsText("“nothing at all” is neither a domain nor a network");
            ada.page().getByLabel("Domain or network").fill("192.0.2.77/24");
            ada.page().getByLabel("How it must come").selectOption("VERIFIED");
            ada.button("Lock a sender").click();
            Locator row = ada.page().locator("tbody tr").filter(new Locator.FilterOptions().setHasText("192.0.2.0/24"));
            assertThat(row).containsText("From a proven host of theirs");
            ada.look("senders");
            ada.button("Unlock: 192.0.2.0/24").click();
            assertThat(row).hasCount(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true"})
    void adaLetsAMailboxTakeTlsOnlyAndChoosesWords(int width, boolean dark) {
        try (Visitor ada = chromium.visitor(demo.url().toString(), width, dark)) {
            ada.signIn("ada@clinic.test", PASSWORD);
            ada.open("/admin/users.xhtml");
            ada.button("Take mail over TLS only: Ada Lind").click();
            assertThat(ada.button("Take mail in clear, too: Ada Lind")).isVisible();
            ada.look("users-tls-only");
            ada.page().getByLabel("May write from").fill("office@verified.test");
            ada.button("Allow").click();
            assertThat(ada.page().locator("[id='users:delegateFlaw']")).containsText("verified.test");
            ada.page().getByLabel("May write from").fill("office@clinic.test");
            ada.button("Allow").click();
            assertThat(ada.page().locator("[id='users:delegations'] li")).containsText("office@clinic.test");
            ada.look("users-delegation");
            ada.button("Take back: office@clinic.test").click();
            assertThat(ada.page().locator("[id='users:delegations'] li")).hasCount(0);
            ada.button("Take mail in clear, too: Ada Lind").click();
            assertThat(ada.button("Take mail over TLS only: Ada Lind")).isVisible();
            ada.open("/admin/settings.xhtml");
            ada.page().getByLabel("Pickup page", new com.microsoft.playwright.Page.GetByLabelOptions().setExact(true)).last().fill("x");
            ada.page().keyboard().press("Tab");
            assertThat(ada.page().locator(".sp-flaw")).containsText("3 to 40");
            ada.look("settings-programs");
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true"})
    void stanIsRefusedInClearAndArrivesOverTls(int width, boolean dark) {
        try (Visitor visitor = chromium.visitor(demo.url().toString(), width, dark)) {
            visitor.open("/demo/");
            visitor.button("Stan, in clear").click();
            assertThat(visitor.page().locator("[role=status]")).containsText("In clear: 530 5.7.0");
            visitor.button("Stan, over TLS").click();
            assertThat(visitor.page().locator("[role=status]")).containsText("Over TLS: 250 2.0.0");
            visitor.look("demo-stan");
            visitor.signIn("sam@clinic.test", PASSWORD);
            visitor.page().locator("a.sp-open").filter(new Locator.FilterOptions().setHasText("Stan Weber")).first().click();
            assertThat(visitor.page().locator("body")).containsText("Received over TLS 1.3 from mx.strict.test");
            visitor.look("received-over-tls");
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true", "1280, true", "390, false"})
    void whoWritesInClearIsToldToSamUnderDetailsAndToAdaAmongTheReports(int width, boolean dark) throws IOException {
        try (Visitor visitor = chromium.visitor(demo.url().toString(), width, dark)) {
            visitor.open("/demo/");
            visitor.button("Bob, in clear").click();
            assertThat(visitor.page().locator("[role=status]")).containsText("In clear: 250 2.0.0");
            visitor.page().locator("[role=status]").scrollIntoViewIfNeeded();
            visitor.look("demo-bob");
            visitor.signIn("sam@clinic.test", PASSWORD);
            visitor.open("/mail/compose.xhtml");
            visitor.page().locator("[data-line=TO]").fill("bob@no-tls.test, anna@verified.test");
            visitor.page().locator("[data-line=TO]").press("Enter");
            assertThat(visitor.page().getByText("bob@no-tls.test · pickup page").first()).isVisible();
            visitor.page().getByText("Details", new com.microsoft.playwright.Page.GetByTextOptions().setExact(true)).click();
            Locator details = visitor.page().locator("details.sp-details .sp-way");
            assertThat(details.filter(new Locator.FilterOptions().setHasText("bob@no-tls.test")))
                    .containsText("Replies from no-tls.test have arrived without TLS, last on ");
            assertThat(details.filter(new Locator.FilterOptions().setHasText("anna@verified.test"))).not().containsText("Replies");
            visitor.look("replies-in-clear");
        }
        try (Visitor ada = chromium.visitor(demo.url().toString(), width, dark)) {
            ada.signIn("ada@clinic.test", PASSWORD);
            ada.open("/admin/reports.xhtml#clear");
            assertThat(ada.page().locator("#clear tbody tr").filter(new Locator.FilterOptions().setHasText("no-tls.test"))).hasCount(1);
            assertThat(ada.page().locator("#clear tbody")).not().containsText("strict.test");
            List<String> lines = Files.readAllLines(ada.page().waitForDownload(() -> ada.page().locator("a[href$='clear.csv']").click()).path());
            assertEquals("Domain,Without TLS,Of these in 30 days,With TLS,Last without TLS", lines.get(0));
            assertTrue(lines.get(1).matches("no-tls\\.test,(\\d+),\\1,0,\\d{4}-.*Z"), lines.get(1));
            ada.look("reports-clear");
        }
    }
}
