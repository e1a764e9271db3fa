package org.sealpost.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ada decides what is safe enough, and Sam sees it at once. */
class AdministrationIT extends InTheDemo {

    private static final String PASSWORD = "sealpost-demo";

    @Test
    void whatAdaChangesShowsOnTheNextChipAndAfterAResetItIsAsBefore() {
        try (Visitor ada = chromium.visitor(demo.url().toString(), 1280, false);
                Visitor sam = chromium.visitor(demo.url().toString(), 1280, false)) {
            ada.signIn("ada@clinic.test", PASSWORD);
            ada.open("/admin/settings.xhtml");
            ada.page().getByLabel("When TLS is enough").selectOption("required");
            assertThat(ada.page().getByText("standard is “Use TLS, else another way”")).isVisible();
            ada.look("settings-changed");
            ada.button("Save 1 change").click();
            assertThat(ada.page().getByText("Saved.")).isVisible();

            sam.signIn("sam@clinic.test", PASSWORD);
            sam.open("/mail/compose.xhtml");
            write(sam, "bob@no-tls.test");
            assertThat(sam.page().getByText("bob@no-tls.test · must not be sent").first()).isVisible(patient());

            ada.page().getByTitle("Reset: When TLS is enough").click();
            ada.button("Save 1 change").click();
            assertThat(ada.page().getByText("Saved.")).isVisible();
            sam.open("/mail/compose.xhtml");
            write(sam, "bob@no-tls.test");
            assertThat(sam.page().getByText("bob@no-tls.test · pickup page").first()).isVisible(patient());
        }
    }

    @Test
    void twoQuickChangesAreBothKept() {
        try (Visitor ada = chromium.visitor(demo.url().toString(), 1280, false)) {
            ada.signIn("ada@clinic.test", PASSWORD);
            ada.open("/admin/settings.xhtml");
            ada.page().getByLabel("When TLS is enough").selectOption("required");
            ada.page().getByLabel("Lowest level").selectOption("authenticated");
            ada.page().getByLabel("Key server").scrollIntoViewIfNeeded();
            ada.look("settings-keys");
            ada.button("Save 2 changes").click();
            assertThat(ada.page().getByText("Saved.")).isVisible();
            ada.page().reload();
            assertEquals("required", ada.page().getByLabel("When TLS is enough").inputValue());
            assertEquals("authenticated", ada.page().getByLabel("Lowest level").inputValue());

            ada.page().getByTitle("Reset: When TLS is enough").click();
            ada.page().getByTitle("Reset: Lowest level").click();
            ada.button("Save 2 changes").click();
            assertThat(ada.page().getByText("Saved.")).isVisible();
        }
    }

    @Test
    void whatCannotBeTakenIsSaidAndNotSaved() {
        try (Visitor ada = chromium.visitor(demo.url().toString(), 390, true)) {
            ada.signIn("ada@clinic.test", PASSWORD);
            ada.open("/admin/settings.xhtml");
            ada.look("settings");
            ada.page().getByLabel("Who may get mail by TLS alone").selectOption("ONLY");
            Locator list = ada.page().getByLabel("Addresses and domains");
            list.fill("bank.example\nnonsense");
            list.press("Tab");
            assertThat(ada.page().getByText("“nonsense” is neither an address nor a domain.")).isVisible();
            assertThat(ada.page().getByRole(AriaRole.BUTTON,
                    new Page.GetByRoleOptions().setName("Save 1 change"))).isDisabled();
            ada.look("settings-flawed");
            ada.page().getByLabel("Key server").scrollIntoViewIfNeeded();
            ada.look("settings-keys");
            ada.page().reload();
            assertEquals("EVERYONE", ada.page().getByLabel("Who may get mail by TLS alone").inputValue());
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true"})
    void aNewUserChoosesTheirOwnPasswordFirstAndADisabledOneIsOut(int width, boolean dark) {
        String address = "nora" + width + "@clinic.test";
        try (Visitor ada = chromium.visitor(demo.url().toString(), width, dark);
                Visitor nora = chromium.visitor(demo.url().toString(), width, dark)) {
            ada.signIn("ada@clinic.test", PASSWORD);
            ada.open("/admin/users.xhtml");
            ada.page().getByLabel("Name").fill("Nora Klein");
            ada.page().getByLabel("Address").fill(address);
            ada.button("Add a user").click();
            String once = ada.page().locator(".sp-once").textContent();
            assertThat(ada.page().locator(".sp-once")).isInViewport();
            ada.look("users-new");

            nora.signIn(address, once);
            nora.open("/mail/sent.xhtml");
            assertThat(nora.page()).hasURL(demo.url() + "/mail/password.xhtml");
            nora.look("password");
            nora.page().getByLabel("Present password").fill(once);
            nora.page().getByLabel("New password").fill("correct horse battery");
            nora.button("Save password").click();
            nora.page().waitForURL("**/mail/inbox.xhtml");

            Locator row = ada.page().locator("tr").filter(new Locator.FilterOptions().setHasText(address));
            row.locator("button").filter(new Locator.FilterOptions().setHasText("Disable")).click();
            assertThat(row.getByText("May not sign in")).isVisible();
            nora.page().reload();
            nora.page().waitForURL("**/signin.xhtml*");
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true"})
    void aClaimedDomainShowsItsRecordAndIsNotProvenWithoutIt(int width, boolean dark) {
        try (Visitor ada = chromium.visitor(demo.url().toString(), width, dark)) {
            ada.signIn("ada@clinic.test", PASSWORD);
            ada.open("/admin/domains.xhtml");
            ada.page().getByLabel("Domain", new Page.GetByLabelOptions().setExact(true)).fill("praxis" + width + ".test");
            ada.button("Add a domain").click();
            Locator panel = ada.page().locator("section").filter(
                    new Locator.FilterOptions().setHasText("praxis" + width + ".test"));
            panel.locator("button").filter(new Locator.FilterOptions().setHasText("Check again")).click();
            assertThat(panel.getByText("There is no such record yet.")).isVisible(patient());
            assertThat(panel.getByText("Waiting for proof")).isVisible();
            ada.look("domains");
        }
    }

    @Test
    void administrationIsClosedToStaffAndAUsedSetupLinkTellsNothing() {
        try (Visitor sam = chromium.visitor(demo.url().toString(), 390, false)) {
            sam.open("/setup?token=" + "0".repeat(64));
            assertThat(sam.page().getByText("This link has been used or replaced")).isVisible();
            sam.look("setup-used");
            sam.signIn("sam@clinic.test", PASSWORD);
            assertEquals(403, sam.page().navigate("/admin/settings.xhtml").status());
            assertEquals(403, sam.page().navigate("/admin/users.xhtml").status());
        }
    }

    private static void write(Visitor sam, String to) {
        Locator field = sam.page().getByLabel("To", new Page.GetByLabelOptions().setExact(true));
        field.fill(to);
        field.press("Enter");
    }

    private static LocatorAssertions.IsVisibleOptions patient() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);
    }
}
