package org.sealpost.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Somebody in front of a page, who also notices what the browser complains about. */
final class Visitor implements AutoCloseable {

    private final Page page;
    private final int width;
    private final boolean dark;
    private final List<String> complaints = new ArrayList<>();

    Visitor(Page page, int width, boolean dark) {
        this.page = page;
        this.width = width;
        this.dark = dark;
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    Page page() {
        return page;
    }

    boolean onPhone() {
        return width < 700;
    }

    void open(String path) {
        page.navigate(path);
    }

    void signIn(String address, String password) {
        open("/signin.xhtml");
        page.getByLabel("Mail address").fill(address);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
        button("Sign in").click();
        page.waitForURL("**/mail/**");
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    /** The page as it is now: a picture for people to look at, and nothing that axe or the browser objects to. */
    void look(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(
                Path.of("target", "screenshots", name + "-" + width + "-" + (dark ? "dark" : "light") + ".png")));
        // no script can run in the frames of messages, not even axe
        AxeRunOptions withoutFrames = new AxeRunOptions();
        withoutFrames.setIFrames(false);
        List<String> barriers = new AxeBuilder(page).setLegacyMode(true).options(withoutFrames).analyze().getViolations().stream()
                .map(rule -> rule.getId() + ": " + rule.getNodes().stream()
                        .map(node -> String.valueOf(node.getHtml())).collect(Collectors.joining(" | ")))
                .toList();
        assertEquals(List.of(), barriers, "axe on " + name);
        assertEquals(List.of(), complaints, "the browser on " + name);
        Object overflow = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        assertEquals(false, overflow, name + " scrolls sideways");
    }

    @Override
    public void close() {
        page.context().close();
    }
}
