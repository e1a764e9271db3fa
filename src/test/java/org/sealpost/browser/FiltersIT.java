package org.sealpost.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sam makes a folder and a filter, and what Stan writes from outside lies there. */
class FiltersIT extends InTheDemo {

    private static final String FOLDER = "Strict house";

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true", "1280, true", "390, false"})
    void whatAFilterMatchesArrivesInItsFolder(int width, boolean dark) {
        try (Visitor sam = chromium.visitor(demo.url().toString(), width, dark)) {
            sam.signIn("sam@clinic.test", "sealpost-demo");
            sam.open("/mail/filters.xhtml");
            sam.look("filters-empty");
            makeFolder(sam, FOLDER);
            makeFilter(sam);
            assertThat(filter(sam)).containsText("From contains “strict.test” and Subject contains “papers” → folder Strict house, star");
            sam.button("Try it: From contains “strict.test” and Subject contains “papers”").click();
            assertThat(filter(sam)).containsText("of the newest 200 messages in the inbox");
            sam.look("filters");

            int before = inInbox(sam);
            sam.open("/demo/");
            sam.button("Stan, over TLS").click();
            assertThat(sam.page().locator("[role=status]")).containsText("Over TLS: 250 2.0.0");
            openFolder(sam);
            assertThat(fromStan(sam)).hasCount(1);
            sam.look("filters-folder");
            assertEquals(before, inInbox(sam), "nothing of it lies in the inbox");
            openFolder(sam);
            fromStan(sam).click();
            sam.page().locator("summary[aria-label='Move to a folder, or filter']").click();
            sam.look("filters-move");
            sam.page().getByText("Filter messages like this").click();
            assertThat(texts(sam)).hasValue("stan@strict.test");

            sam.button("Remove: From contains “strict.test” and Subject contains “papers”").click();
            assertThat(sam.page().locator("[id='filters:list'] tbody tr")).hasCount(0);
            sam.button("Remove: " + FOLDER).click();
            assertThat(sam.page().locator("[id='folders:told']")).containsText("The folder “Strict house” is gone.");
            assertEquals(before + 1, inInbox(sam), "what lay in the folder isn't lost");
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true"})
    void messagesAreMovedByHandAndByAFilterAppliedNow(int width, boolean dark) {
        try (Visitor sam = chromium.visitor(demo.url().toString(), width, dark)) {
            sam.signIn("sam@clinic.test", "sealpost-demo");
            sam.open("/demo/");
            sam.button("Stan, over TLS").click();
            assertThat(sam.page().locator("[role=status]")).containsText("Over TLS: 250 2.0.0");
            sam.open("/mail/filters.xhtml");
            makeFolder(sam, FOLDER);
            makeFilter(sam);
            sam.button("Try it: From contains “strict.test” and Subject contains “papers”").click();
            sam.button("Move them now").click();
            assertThat(filter(sam)).containsText("moved.");
            assertEquals(0, inInbox(sam));
            openFolder(sam);
            fromStan(sam).first().click();
            sam.page().locator("button[data-do='inbox']").click();
            sam.page().waitForURL(url -> !url.contains("m="));
            assertEquals(1, inInbox(sam));
            fromStan(sam).first().click();
            sam.page().locator("summary[aria-label='Move to a folder, or filter']").click();
            sam.page().locator(".sp-moves button").filter(new Locator.FilterOptions().setHasText(FOLDER)).click();
            sam.page().waitForURL(url -> !url.contains("m="));
            assertEquals(0, inInbox(sam));

            sam.open("/mail/filters.xhtml");
            sam.button("Rename: " + FOLDER).click();
            assertThat(sam.page().getByLabel("Its new name")).isFocused();
            sam.page().getByLabel("Its new name").fill("Loose house");
            sam.button("Rename").click();
            assertThat(filter(sam)).containsText("folder Loose house");
            sam.button("Change: From contains “strict.test” and Subject contains “papers”").click();
            assertThat(texts(sam).first()).isFocused();
            sam.page().getByLabel("Star it").uncheck();
            sam.button("Save").click();
            assertThat(filter(sam)).not().containsText("star");
            sam.button("Remove: Loose house").click();
            assertThat(filter(sam)).containsText("This folder isn’t there any more: what matches stays in the inbox.");
            sam.look("filters-gone");
            sam.button("Remove: From contains “strict.test” and Subject contains “papers”").click();
            assertThat(sam.page().locator("[id='filters:list'] tbody tr")).hasCount(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true"})
    void filterSendsOnWhereTheOrganisationLetsIt(int width, boolean dark) {
        try (Visitor ada = chromium.visitor(demo.url().toString(), 1280, false); Visitor sam = chromium.visitor(demo.url().toString(), width, dark)) {
            ada.signIn("ada@clinic.test", "sealpost-demo");
            ada.open("/admin/forwarding.xhtml");
            ada.button("Let users set their own").click();
            assertThat(ada.button("Don’t let users set their own")).hasCount(1);
            sam.signIn("sam@clinic.test", "sealpost-demo");
            sam.open("/mail/filters.xhtml");
            texts(sam).fill("y".repeat(200));
            sam.page().getByLabel("Forward to").fill("nobody");
            sam.button("Add a filter").click();
            assertThat(sam.page().locator("[id='filters:flaw']")).containsText("An address needs an @.");
            sam.page().getByLabel("Forward to").fill("dora@dane.test");
            sam.button("Try it on the inbox").click();
            assertThat(sam.page().locator("[id='filters:told']")).containsText("It matches 0 of the newest 200 messages in the inbox.");
            sam.button("Add a filter").click();
            assertThat(filter(sam)).containsText("forward to dora@dane.test");
            sam.look("filters-forward");
            ada.open("/admin/forwarding.xhtml");
            assertThat(ada.page().locator("#forwarding\\:list")).containsText("What filters of sam@clinic.test send on");
            ada.button("Switch off: dora@dane.test").click();
            assertThat(ada.button("Switch on: dora@dane.test")).hasCount(1);
            ada.button("Don’t let users set their own").click();
            assertThat(ada.button("Let users set their own")).hasCount(1);
            sam.open("/mail/filters.xhtml");
            assertThat(filter(sam)).containsText("Nothing is forwarded: the forward is switched off or was removed.");
            sam.look("filters-off");
            sam.button("Remove: From contains “" + "y".repeat(200) + "”").click();
            assertThat(filter(sam)).hasCount(0);
            ada.open("/admin/forwarding.xhtml");
            assertThat(ada.page().locator("#forwarding\\:list")).not().containsText("dora@dane.test");
        }
    }

    private static void makeFolder(Visitor sam, String name) {
        sam.page().getByLabel("Name of a new folder").fill(name);
        sam.button("Make a folder").click();
        assertThat(sam.page().locator("[id='folders:own'] tbody")).containsText(name);
        assertThat(sam.page().locator(".sp-side .sp-own a")).containsText(name);
    }

    private static void makeFilter(Visitor sam) {
        sam.button("Add a filter").click();
        assertThat(sam.page().locator("[id='filters:flaw']")).containsText("Each condition needs a text");
        texts(sam).fill("strict.test");
        sam.button("Another condition").click();
        assertThat(texts(sam)).hasCount(2);
        assertThat(texts(sam).first()).hasValue("strict.test");
        texts(sam).last().fill("papers");
        sam.button("Add a filter").click();
        assertThat(sam.page().locator("[id='filters:flaw']")).containsText("Choose what the filter does");
        sam.page().getByLabel("Move to", new Page.GetByLabelOptions().setExact(true)).selectOption(FOLDER);
        sam.page().getByLabel("Star it").check();
        assertThat(sam.page().getByLabel("Forward to")).isDisabled();
        sam.button("Add a filter").click();
        assertThat(filter(sam)).hasCount(1);
    }

    private static Locator texts(Visitor sam) {
        return sam.page().getByLabel("Contains", new Page.GetByLabelOptions().setExact(true));
    }

    private static Locator fromStan(Visitor sam) {
        return sam.page().locator("a.sp-open").filter(new Locator.FilterOptions().setHasText("Stan Weber"));
    }

    private static Locator filter(Visitor sam) {
        return sam.page().locator("[id='filters:list'] tbody tr");
    }

    /** How many messages of Stan lie there. */
    private static int inInbox(Visitor sam) {
        sam.open("/mail/inbox.xhtml");
        return fromStan(sam).count();
    }

    private static void openFolder(Visitor sam) {
        sam.open("/mail/inbox.xhtml");
        if (sam.onPhone()) {
            sam.page().locator("summary[aria-label='menu']").click();
        }
        sam.page().locator(sam.onPhone() ? ".sp-menu a" : ".sp-side a").filter(new Locator.FilterOptions().setHasText(FOLDER)).click();
        sam.page().waitForURL("**/folder.xhtml?f=**");
    }
}
