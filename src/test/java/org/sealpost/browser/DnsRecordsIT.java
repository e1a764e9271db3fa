package org.sealpost.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ada sees what the DNS must say of the clinic's domain, and what it says. */
class DnsRecordsIT extends InTheDemo {

    private static final String PASSWORD = "sealpost-demo";

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true", "1280, true", "390, false"})
    void adaSeesWhatIsRightAndWhatIsMissing(int width, boolean dark) {
        try (Visitor ada = chromium.visitor(demo.url().toString(), width, dark)) {
            ada.signIn("ada@clinic.test", PASSWORD);
            ada.open("/admin/dns.xhtml");
            assertThat(row(ada, "Brings mail for the domain here.")).containsText("Right");
            assertThat(row(ada, "Says which servers may send in its name.")).containsText("v=spf1 mx -all");
            assertThat(row(ada, "Proves that the domain is yours.")).containsText("Missing");
            assertThat(row(ada, "Announces the policy")).containsText("Missing");
            assertThat(ada.page().locator(".sp-dns-sum")).containsText("One that is needed isn’t.");
            ada.look("dns");
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, false"})
    void newKeysWaitForTheDnsAndTheOldOnesSignOn(int width, boolean dark) {
        try (Visitor ada = chromium.visitor(demo.url().toString(), width, dark)) {
            ada.signIn("ada@clinic.test", PASSWORD);
            ada.open("/admin/dns.xhtml");
            assertThat(row(ada, "Brings mail for the domain here.")).containsText("Right");
            ada.button("Make new keys").click();
            Locator keys = ada.page().locator("table").last().locator("tbody tr");
            assertThat(keys).hasCount(4);
            assertThat(keys.filter(new Locator.FilterOptions().setHasText("Waits to be seen in the DNS"))).hasCount(2);
            assertThat(keys.filter(new Locator.FilterOptions().setHasText("Signs"))).hasCount(2);
            ada.look("dns-keys");
            String zone = (String) ada.page().evaluate("fetch('/admin/zone.txt?domain=clinic.test').then(answer => answer.text())");
            assertEquals(4, zone.split("_domainkey").length - 1);
            assertTrue(zone.contains("clinic.test. 3600 IN MX 10 mx.clinic.test.\n"), zone);
            assertEquals(404, ada.page().evaluate("fetch('/admin/zone.txt?domain=verified.test').then(answer => answer.status)"));
        }
    }

    private static Locator row(Visitor visitor, String purpose) {
        return visitor.page().locator("tbody tr").filter(new Locator.FilterOptions().setHasText(purpose)).first();
    }
}
