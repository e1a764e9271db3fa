package org.sealpost.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.testing.RunningDemo;
import org.sealpost.testing.Sam;

/** Ada sees how safe the domains are that the clinic wrote to, looks at others, and decides what binds mail there. */
class DomainsIT {

    private static final String PASSWORD = "sealpost-demo";

    private static RunningDemo demo;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        demo = RunningDemo.shared();
        chromium = new Chromium();
        Sam sam = new Sam(demo.url());
        sam.signIn();
        for (String to : List.of("anna@verified.test", "carol@bad-cert.test", "eve@sts.test", "ivy@expired.test")) {
            assertTrue(sam.send(to, "For the map", "Hello"), to);
        }
        try (Visitor visitor = chromium.visitor(demo.url().toString(), 1280, false)) {
            visitor.signIn("sam@clinic.test", PASSWORD);
            write(visitor, "bob@no-tls.test", "pickup page");
            write(visitor, "joe@stripped.test", "pickup page");
            write(visitor, "hal@forced.test", "must not be sent");
        }
    }

    private static void write(Visitor sam, String to, String outcome) {
        Page page = sam.page();
        sam.open("/mail/compose.xhtml");
        page.locator("[data-line=TO]").fill(to);
        page.locator("[data-line=TO]").press("Enter");
        assertThat(page.getByText(to + " · " + outcome).first()).isVisible(patient());
        page.getByLabel("Subject").fill("For the map");
        page.locator("#editor").click();
        page.keyboard().type("Hello");
        if (page.locator("[id='compose:question']").isVisible()) {
            page.locator("[id='compose:question']").fill("Which street do I live in?");
            page.locator("[id='compose:told']").fill("Quay Street");
        }
        assertThat(page.locator("[id='compose:send']")).isEnabled();
        page.locator("[id='compose:send']").click();
        page.waitForURL("**/mail/inbox.xhtml*");
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true", "1280, true", "390, false"})
    void theMapShowsTheWeakestFirstAndWhatFellAboveIt(int width, boolean dark) throws IOException {
        try (Visitor ada = ada(width, dark)) {
            ada.open("/admin/destinations.xhtml");
            Locator alarm = ada.page().locator(".sp-alarm").filter(new Locator.FilterOptions().setHasText("stripped.test is less safe than it was"));
            assertThat(alarm).containsText("proven server");
            assertThat(alarm).containsText("no encryption");
            assertThat(alarm).containsText("Its mail servers no longer encrypt.");
            List<String> names = ada.page().locator("td.sp-lead .sp-rowlink").allTextContents();
            assertEquals("stripped.test", names.get(0));
            assertEquals("forced.test", names.get(1));
            assertTrue(names.indexOf("no-tls.test") < names.indexOf("bad-cert.test"));
            assertTrue(names.indexOf("bad-cert.test") < names.indexOf("verified.test"));
            assertTrue(names.indexOf("verified.test") < names.indexOf("sts.test"));
            assertFalse(names.contains("null-mx.test"), "nobody wrote there");
            assertFalse(names.contains("clinic.test"), "our own");
            assertThat(row(ada, "expired.test")).containsText("Expired");
            assertThat(row(ada, "forced.test")).containsText("Self-signed");
            assertThat(row(ada, "forced.test")).containsText("forced");
            assertThat(row(ada, "bad-cert.test")).containsText("Self-signed");
            assertThat(row(ada, "sts.test")).containsText("Enforced");
            ada.look("destinations");
            whole(ada, "destinations-whole");

            ada.page().getByLabel("Find a domain").fill("verif");
            ada.button("Show").click();
            assertThat(ada.page().locator("td.sp-lead .sp-rowlink")).hasText(new String[] {"verified.test"});
            if (!ada.onPhone()) {
                assertThat(ada.page().getByRole(AriaRole.NAVIGATION).getByText("1 alarm")).isVisible();
                Download file = ada.page().waitForDownload(() -> ada.link("CSV").click());
                List<String> lines = Files.readAllLines(file.path());
                assertEquals("Domain,State,Encryption,Certificate,TLS 1.3,MTA-STS,DANE,Reports,Last failure,Remark", lines.get(0));
                assertTrue(lines.stream().anyMatch(line -> line.startsWith("bad-cert.test,Encrypted only,Yes,Self-signed,")), lines.toString());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true"})
    void anyDomainIsLookedAtLiveAndJudgedInOneSentence(int width, boolean dark) {
        try (Visitor ada = ada(width, dark)) {
            ada.open("/admin/destinations.xhtml");
            ada.page().getByLabel("Look at any domain").fill("Dora@DANE.test.");
            ada.button("Check now").click();
            ada.page().waitForURL("**/admin/destination.xhtml?name=dane.test");
            assertThat(ada.page().getByText("Very good: mail to dane.test travels encrypted, to servers that the domain itself proves."))
                    .isVisible(patient());
            assertThat(ada.page().locator(".sp-hosts")).containsText("mx.dane.test");
            assertThat(ada.page().locator(".sp-hosts")).containsText("Priority");
            assertThat(ada.page().locator(".sp-hosts")).containsText("TLSv1.3");
            assertThat(ada.page().getByText("each server’s certificate is named in the DNS, proven by DNSSEC")).isVisible();
            ada.look("destination");
            whole(ada, "destination-whole");

            ada.open("/admin/destinations.xhtml");
            ada.page().getByLabel("Look at any domain").fill("no domain");
            ada.button("Check now").click();
            assertThat(ada.page().getByText("“no domain” is no domain name.")).isVisible();
            assertEquals(404, ada.page().navigate("/admin/destination.xhtml?name=[192.0.2.1]").status());
        }
    }

    @Test
    void aForcedDomainThatFallsShortIsSaidToGetNothing() {
        try (Visitor ada = ada(1280, false)) {
            ada.open("/admin/destination.xhtml?name=forced.test");
            ada.button("Check now").click();
            assertThat(ada.page().getByText("forced.test asked for enforced encryption, and its mail server doesn’t keep to it now."))
                    .isVisible(patient());
            assertThat(ada.page().getByText("The certificate of mx.forced.test is self-signed and proves nothing.").first()).isVisible();
            assertThat(ada.page().getByText("Its organisation asked for enforced encryption:")).isVisible();
            whole(ada, "destination-forced");
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true"})
    void joesMemoryIsLiftedForAWhileAndComposeSaysSoAtOnce(int width, boolean dark) {
        try (Visitor ada = ada(width, dark); Visitor sam = chromium.visitor(demo.url().toString(), 1280, false)) {
            sam.signIn("sam@clinic.test", PASSWORD);
            String before = "Their mail server used to encrypt connections and doesn’t now.";
            assertThat(details(sam, "joe@stripped.test")).containsText(before, late());

            ada.open("/admin/destination.xhtml?name=stripped.test");
            ada.page().getByText("Set the TLS memory aside for a while").click();
            ada.button("Set aside").click();
            assertThat(ada.page().getByText("Give a reason; the audit log keeps it.")).isVisible();
            ada.page().getByLabel("Reason, kept in the audit log").fill("Spoke to their postmaster, renewal is under way");
            ada.page().getByLabel("Until the end of").fill(LocalDate.now().plusYears(3).toString());
            ada.button("Set aside").click();
            assertThat(ada.page().getByText("Give a day from today to a year from now.")).isVisible();
            ada.look("lift");
            ada.page().getByLabel("Until the end of").fill(LocalDate.now().plusDays(7).toString());
            ada.button("Set aside").click();
            assertThat(ada.page().getByText("“Spoke to their postmaster, renewal is under way” · ada@clinic.test")).isVisible();
            ada.look("lifted");
            whole(ada, "lifted-whole");
            ada.open("/admin/destinations.xhtml");
            assertThat(ada.page().locator(".sp-alarm")).containsText("the TLS memory is set aside: ordinary messages may go there in clear.");
            ada.button("Check again: stripped.test").click();
            assertThat(ada.button("Check again: stripped.test")).isEnabled(new LocatorAssertions.IsEnabledOptions().setTimeout(30_000));
            assertThat(ada.page().locator(".sp-alarm")).containsText("stripped.test is less safe than it was");
            ada.open("/admin/destination.xhtml?name=stripped.test");

            assertThat(details(sam, "joe@stripped.test")).containsText("Their mail server doesn’t encrypt connections.", late());
            assertThat(details(sam, "joe@stripped.test")).not().containsText(before);

            ada.button("End it now").click();
            assertThat(ada.page().getByText("TLS memory: it reached “proven server” once.")).isVisible();
            assertThat(details(sam, "joe@stripped.test")).containsText(before, late());
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true"})
    void aDomainThatIsForcedCantBeDodgedByItsSpellingAndIsReleased(int width, boolean dark) {
        try (Visitor ada = ada(width, dark); Visitor sam = chromium.visitor(demo.url().toString(), 1280, false)) {
            ada.open("/admin/forced.xhtml");
            ada.page().getByLabel("Domain", new Page.GetByLabelOptions().setExact(true)).fill("BAD-cert.TEST.");
            ada.button("Force a domain").click();
            assertThat(ada.page().getByText("Give a reason; the audit log keeps it.")).isVisible();
            ada.page().getByLabel("Reason, kept in the audit log").fill("=They asked <b>for</b> it");
            ada.button("Force a domain").click();
            assertThat(row(ada, "bad-cert.test")).containsText("=They asked <b>for</b> it");
            ada.look("forced");

            sam.signIn("sam@clinic.test", PASSWORD);
            sam.open("/mail/compose.xhtml");
            Locator to = sam.page().getByLabel("To", new Page.GetByLabelOptions().setExact(true));
            to.fill("carol@Bad-Cert.test");
            to.press("Enter");
            assertThat(sam.page().getByText("carol@bad-cert.test · must not be sent").first()).isVisible(patient());

            row(ada, "bad-cert.test").locator("button").click();
            assertThat(row(ada, "bad-cert.test")).hasCount(0);
            sam.open("/mail/compose.xhtml");
            to.fill("carol@bad-cert.test");
            to.press("Enter");
            assertThat(sam.page().getByText("carol@bad-cert.test · pickup page").first()).isVisible(patient());
        }
    }

    private static Visitor ada(int width, boolean dark) {
        Visitor ada = chromium.visitor(demo.url().toString(), width, dark);
        ada.signIn("ada@clinic.test", PASSWORD);
        return ada;
    }

    private static Locator row(Visitor ada, String domain) {
        return ada.page().locator("tbody tr").filter(new Locator.FilterOptions().setHasText(domain));
    }

    /** The protection panel of a new message to them, with its details open. */
    private static Locator details(Visitor sam, String to) {
        sam.open("/mail/compose.xhtml");
        Locator field = sam.page().getByLabel("To", new Page.GetByLabelOptions().setExact(true));
        field.fill(to);
        field.press("Enter");
        assertThat(sam.page().getByText(to + " · pickup page").first()).isVisible(patient());
        return sam.page().locator(".sp-protect");
    }

    private static void whole(Visitor ada, String name) {
        ada.page().screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "screenshots",
                name + "-" + ada.page().viewportSize().width + ".png")));
    }

    private static LocatorAssertions.IsVisibleOptions patient() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);
    }

    private static LocatorAssertions.ContainsTextOptions late() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);
    }
}
