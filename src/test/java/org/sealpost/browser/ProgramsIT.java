package org.sealpost.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sam gives his mail program a password, sends with it, and finishes on a page what waits for him. */
class ProgramsIT extends InTheDemo {

    private static final Pattern LINK = Pattern.compile("/mail/finish\\.xhtml\\?h=([0-9a-f-]{36})");

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true", "1280, true", "390, false"})
    void aPasswordIsMadeShownOnceUsedAndTakenBack(int width, boolean dark) throws Exception {
        try (Visitor sam = chromium.visitor(demo.url().toString(), width, dark)) {
            sam.signIn("sam@clinic.test", "sealpost-demo");
            sam.open("/mail/programs.xhtml");
            String name = "Thunderbird " + width + dark;
            sam.page().getByLabel("Program or device").fill(name);
            sam.button("Make an app password").click();
            assertThat(sam.page().locator(".sp-once")).isVisible();
            String password = sam.page().locator(".sp-once").textContent();
            sam.look("programs");
            assertTrue(program(password, "To: anna@verified.test\r\nSubject: hello\r\n", "anna@verified.test").startsWith("250 "));
            sam.open("/mail/programs.xhtml");
            assertThat(sam.page().locator(".sp-once")).hasCount(0);
            sam.button("Take back: " + name).click();
            assertThat(sam.button("Take back: " + name)).hasCount(0);
            assertTrue(program(password, "", "anna@verified.test").startsWith("535 "));
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true", "1280, true", "390, false"})
    void whatWaitsIsFinishedByItsSenderAlone(int width, boolean dark) throws Exception {
        try (Visitor sam = chromium.visitor(demo.url().toString(), width, dark); Visitor ada = chromium.visitor(demo.url().toString(), 1280, false)) {
            sam.signIn("sam@clinic.test", "sealpost-demo");
            String held = held(sam);
            ada.signIn("ada@clinic.test", "sealpost-demo");
            assertEquals(404, status(ada.page(), held));
            assertEquals(404, status(ada.page(), UUID.randomUUID().toString()));
            sam.open("/mail/finish.xhtml?h=" + held);
            assertThat(sam.page().getByText("The road to bob@no-tls.test isn’t encrypted")).isVisible();
            sam.look("finish");
            sam.button("Send now").click();
            assertThat(sam.page().locator(".sp-flaw")).isVisible();
            sam.page().getByLabel("Your question").fill("Which street do I live in?");
            sam.page().getByLabel("Its answer, or the passphrase").fill("Quay Street");
            sam.button("Send now").click();
            sam.page().waitForURL("**/mail/sent.xhtml*");
            sam.open("/mail/finish.xhtml?h=" + held);
            assertThat(sam.page().getByText("This message was sent.")).isVisible();
            assertThat(sam.button("Send now")).hasCount(0);
        }
    }

    @Test
    void whatIsntWantedIsNeverSent() throws Exception {
        try (Visitor sam = chromium.visitor(demo.url().toString(), 1280, false)) {
            sam.signIn("sam@clinic.test", "sealpost-demo");
            sam.open("/mail/finish.xhtml?h=" + held(sam));
            sam.button("Don’t send").click();
            assertThat(sam.page().getByText("This message wasn’t sent.")).isVisible();
            sam.look("finish-over");
        }
    }

    private static int status(Page page, String held) {
        Response response = page.navigate("/mail/finish.xhtml?h=" + held);
        return response.status();
    }

    /** @return by which id it waits, as the mail says */
    private static String held(Visitor sam) {
        String before = newest(sam);
        Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(500)).until(
                // until somebody has looked at the road it would be tried first
                () -> program("sealpost-demo", "To: bob@no-tls.test\r\nSubject: Results\r\n", "bob@no-tls.test"),
                reply -> reply.startsWith("250 2.0.0 Held"));
        Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(250)).until(() -> !newest(sam).equals(before));
        waiting(sam).first().locator("a").first().click();
        Matcher link = LINK.matcher(sam.page().locator(".sp-body").textContent());
        assertTrue(link.find());
        return link.group(1);
    }

    /** @return where the last message lies that tells of one that waits, or nothing */
    private static String newest(Visitor sam) {
        sam.open("/mail/inbox.xhtml");
        return waiting(sam).count() == 0 ? "" : waiting(sam).first().locator("a").first().getAttribute("href");
    }

    private static Locator waiting(Visitor sam) {
        return sam.page().locator(".sp-item").filter(new Locator.FilterOptions().setHasText("A message waits until you finish sending"));
    }

    /** One dialogue of a mail program over TLS. @return the last reply */
    private static String program(String password, String header, String to) throws IOException, GeneralSecurityException {
        String ports = Files.readString(demo.data().resolve("ports.json"));
        Matcher port = Pattern.compile("\"submissions\"\\s*:\\s*(\\d+)").matcher(ports);
        assertTrue(port.find(), ports);
        try (Socket socket = anybody().getSocketFactory().createSocket("127.0.0.1", Integer.parseInt(port.group(1)))) {
            socket.setSoTimeout(30_000);
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            reply(in);
            say(socket, in, "EHLO program.test");
            String plain = Base64.getEncoder().encodeToString(("\0sam@clinic.test\0" + password).getBytes(StandardCharsets.UTF_8));
            String entered = say(socket, in, "AUTH PLAIN " + plain);
            if (!entered.startsWith("235")) {
                return entered;
            }
            say(socket, in, "MAIL FROM:<sam@clinic.test>");
            say(socket, in, "RCPT TO:<" + to + ">");
            say(socket, in, "DATA");
            return say(socket, in, "From: sam@clinic.test\r\n" + header + "\r\nbody\r\n.");
        }
    }

    private static String say(Socket socket, BufferedReader in, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        return reply(in);
    }

    private static String reply(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        return String.valueOf(line);
    }

    /** Which certificate is shown is not what is tried here. */
    private static SSLContext anybody() throws GeneralSecurityException {
        X509TrustManager trusting = new X509TrustManager() {
            @Override
            public void checkClientTrusted(java.security.cert.X509Certificate[] chain, String type) { }

            @Override
            public void checkServerTrusted(java.security.cert.X509Certificate[] chain, String type) { }

            @Override
            public java.security.cert.X509Certificate[] getAcceptedIssuers() {
                return new java.security.cert.X509Certificate[0];
            }
        };
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trusting}, null);
        return context;
    }
}
