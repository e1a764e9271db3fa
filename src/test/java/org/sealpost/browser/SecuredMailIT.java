package org.sealpost.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sam reads and answers what Finn encrypted, and what somebody put together in Finn's name. */
class SecuredMailIT extends InTheDemo {

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true"})
    void aPartIsOpenedApartAndAnAnswerRepeatsNothingOfIt(int width, boolean dark) {
        try (Visitor sam = chromium.visitor(demo.url().toString(), width, dark)) {
            write(sam);
            Set<String> hosts = new TreeSet<>();
            sam.page().onRequest(request -> hosts.add(URI.create(request.url()).getHost()));
            open(sam, "The plan");
            Locator message = sam.page().locator("#message");
            assertThat(message).not().containsText("4711");
            sam.page().getByText("Open apart").first().click();
            assertThat(sam.page().frameLocator("iframe[src*='/apart/1']").locator("body")).containsText("4711");
            assertThat(message.locator(".sp-apart")).containsText("Encrypted for you.");
            sam.look("read-part-apart");
            assertEquals(Set.of(demo.url().getHost()), hosts, "nothing is fetched from elsewhere");
            message.locator(".sp-quick a").first().click();
            sam.page().waitForURL("**/mail/compose.xhtml*");
            assertThat(sam.page().locator("body")).containsText("the plan is below");
            assertThat(sam.page().locator("body")).not().containsText("4711");
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, true", "390, false"})
    void detailsNameTheKeyAndTheAnswerStaysEncrypted(int width, boolean dark) {
        try (Visitor sam = chromium.visitor(demo.url().toString(), width, dark)) {
            write(sam);
            open(sam, "The results");
            sam.page().locator(".sp-secured summary").click();
            assertThat(sam.page().locator(".sp-secured dl")).containsText("OpenPGP");
            assertThat(sam.page().locator(".sp-secured dl")).containsText("Protected with the text");
            sam.look("read-secured-details");
            open(sam, "New bank account");
            Locator secured = sam.page().locator(".sp-secured");
            assertThat(secured).not().containsText("Signed by");
            secured.locator("summary").click();
            assertThat(secured.locator("dl")).containsText("Key that it claims");
            assertThat(secured.locator("dl")).not().containsText("Subject and names");
            assertThat(secured.locator("dl")).not().containsText("Today");
            sam.look("read-forged-signature");
        }
    }

    private static void write(Visitor visitor) {
        visitor.open("/demo/");
        for (String button : List.of("Finn, signed", "Finn, encrypted", "In Finn’s name, another key", "Encrypted part in HTML")) {
            visitor.button(button).click();
            assertThat(visitor.page().locator("[role=status]")).containsText("Over TLS: 250 2.0.0");
        }
        visitor.signIn("sam@clinic.test", "sealpost-demo");
    }

    private static void open(Visitor sam, String subject) {
        sam.open("/mail/inbox.xhtml");
        sam.page().locator(".sp-item", new Page.LocatorOptions().setHasText(subject)).first().locator(".sp-open").click();
        assertThat(sam.page().locator("#message")).containsText(subject);
    }
}
