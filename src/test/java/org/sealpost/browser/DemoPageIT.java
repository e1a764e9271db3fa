package org.sealpost.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealpost.testing.RunningDemo;

/** The demo page as a newcomer sees it. */
class DemoPageIT {

    private static final List<String> FLAGS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync");

    private static RunningDemo demo;
    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void start() {
        demo = RunningDemo.shared();
        playwright = Playwright.create();
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(Path.of("/usr/bin/chromium"))
                .setArgs(FLAGS));
    }

    @AfterAll
    static void stop() {
        playwright.close();
    }

    @Test
    void aNoticeCanBeOpenedFollowedAndThrownAway() throws Exception {
        Page page = page(1280, ColorScheme.LIGHT);
        receive("bob@no-tls.test", """
                From: Sam Berger <sam@clinic.test>
                Subject: A confidential message <b>for you</b>
                Auto-Submitted: auto-generated

                Read it at %s/p/abc123
                Reference K7QM4TRX
                """.formatted(demo.url()));
        page.navigate(demo.url() + "/demo/");
        page.getByText("mailbox of bob@no-tls.test").locator("..").click();
        assertTrue(page.locator("h3").first().textContent().contains("<b>for you</b>"));
        assertTrue(page.getByText("not encrypted on the way").first().isVisible());
        assertEquals(demo.url() + "/p/abc123", page.getByText("Follow the link").locator("..").getAttribute("href"));
        look(page, "demo-mailbox-1280-light");
        assertTrue(demo.get("/demo/" + page.getByText("Show raw mail").locator("..").getAttribute("href"))
                .endsWith("Reference K7QM4TRX\r\n"));

        Page phone = page(390, ColorScheme.DARK);
        phone.navigate(demo.url() + "/demo/?mailbox=bob@no-tls.test");
        look(phone, "demo-mailbox-390-dark");

        page.navigate(demo.url() + "/demo/");
        page.getByText("Empty all").click();
        assertEquals(List.of(), demo.mailbox("bob@no-tls.test"));
        look(page, "demo-empty-1280-light");
    }

    private static Page page(int width, ColorScheme scheme) {
        Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(width, 900).setColorScheme(scheme));
        page.onConsoleMessage(message -> assertFalse(message.type().equals("error"), message.text()));
        return page;
    }

    /** Keeps a picture, and lets axe look for what people who can't see it would miss. */
    private static void look(Page page, String name) throws IOException {
        Path pictures = Files.createDirectories(Path.of("target", "screenshots"));
        page.screenshot(new Page.ScreenshotOptions().setPath(pictures.resolve(name + ".png")).setFullPage(true));
        assertEquals(List.of(), new AxeBuilder(page).analyze().getViolations().stream()
                .map(rule -> rule.getId() + ": " + rule.getNodes().get(0).getHtml()).toList());
        assertEquals(true, page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"));
    }

    private static void receive(String to, String message) throws IOException {
        String ports = Files.readString(demo.data().resolve("ports.json"));
        int port = Integer.parseInt(ports.replaceAll("(?s).*\"mx." + to.substring(to.indexOf('@') + 1) + "\": (\\d+).*", "$1"));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(("EHLO test\r\nMAIL FROM:<sam@clinic.test>\r\nRCPT TO:<" + to + ">\r\nDATA\r\n"
                    + message.replace("\n", "\r\n") + ".\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            InputStream replies = socket.getInputStream();
            assertTrue(new String(replies.readAllBytes(), StandardCharsets.US_ASCII).contains("250 2.0.0 Kept"));
        }
    }
}
