package org.sealpost.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The demo page as a newcomer sees it. */
class DemoPageIT extends InTheDemo {

    @Test
    void aNoticeCanBeOpenedFollowedAndThrownAway() throws Exception {
        receive("bob@no-tls.test", """
                From: Sam Berger <sam@clinic.test>
                Subject: A confidential message <b>for you</b>
                Auto-Submitted: auto-generated

                Read it at %s/p/abc123
                Reference K7QM4TRX
                """.formatted(demo.url()));
        try (Visitor newcomer = visitor(1280, false)) {
            Page page = newcomer.page();
            newcomer.open("/demo/");
            page.getByText("mailbox of bob@no-tls.test").locator("..").click();
            assertTrue(page.locator("h3").first().textContent().contains("<b>for you</b>"));
            assertTrue(page.getByText("not encrypted on the way").first().isVisible());
            assertEquals(demo.url() + "/p/abc123", newcomer.link("Follow the link").first().getAttribute("href"));
            newcomer.look("demo-mailbox");
            assertTrue(demo.get("/demo/" + newcomer.link("Show raw mail").first().getAttribute("href"))
                    .endsWith("Reference K7QM4TRX\r\n"));
        }
        for (boolean dark : new boolean[] {false, true}) {
            try (Visitor phone = visitor(390, dark)) {
                phone.open("/demo/?mailbox=bob@no-tls.test");
                phone.look("demo-mailbox");
            }
        }
        try (Visitor tidy = visitor(1280, true)) {
            tidy.open("/demo/");
            tidy.button("Empty all").click();
            tidy.page().getByText("Open (").first().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
            tidy.look("demo-empty");
            assertEquals(List.of(), demo.mailbox("bob@no-tls.test"));
        }
    }

    @Test
    void aServerCanBeBrokenAndMended() {
        try (Visitor newcomer = visitor(1280, false)) {
            newcomer.open("/demo/");
            Locator eavesdropper = newcomer.page().getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions()
                    .setName("Put an eavesdropper before sts.test"));
            for (String state : List.of("true", "false")) {
                eavesdropper.click();
                newcomer.page().locator("[role=switch][aria-checked=" + state + "]").nth(state.equals("true") ? 0 : 4).waitFor();
            }
            newcomer.look("demo-broken");
        }
    }

    private static Visitor visitor(int width, boolean dark) {
        return chromium.visitor(demo.url().toString(), width, dark);
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
