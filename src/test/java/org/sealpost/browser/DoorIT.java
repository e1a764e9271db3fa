package org.sealpost.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.sealpost.mail.Address;
import org.sealpost.openpgp.WebKeyDirectory;

/** Who gets in, who doesn't, and what the ones outside are told. */
class DoorIT extends InTheDemo {

    @Test
    void wrongPasswordsAreAnsweredAlikeAndThenLocked() {
        try (Visitor stranger = visitor()) {
            String wrong = refused(stranger, "eve@clinic.test", "guess");
            assertEquals("Address and password don’t belong together. Check both and try again.", wrong);
            stranger.look("signin-wrong");
            for (int i = 0; i < 4; i++) {
                assertEquals(wrong, refused(stranger, "eve@clinic.test", "guess" + i));
            }
            assertTrue(refused(stranger, "eve@clinic.test", "another").startsWith("Too many tries."));
        }
    }

    @Test
    void nobodyGetsInWithoutSigningInAndComesBackToWhereTheyWanted() {
        try (Visitor sam = visitor()) {
            sam.open("/mail/drafts.xhtml");
            assertTrue(sam.page().url().contains("/signin.xhtml?from=%2Fmail%2Fdrafts.xhtml"));
            String before = session(sam.page());
            enter(sam, "sam@clinic.test", "sealpost-demo");
            sam.page().waitForURL("**/mail/drafts.xhtml");
            assertNotEquals(before, session(sam.page()));
            sam.look("drafts-empty");
        }
    }

    @Test
    void anotherSiteIsNeverWhereSigningInLeads() {
        try (Visitor sam = visitor()) {
            sam.open("/signin.xhtml?from=//evil.test/mail/");
            enter(sam, "sam@clinic.test", "sealpost-demo");
            sam.page().waitForURL(demo.url() + "/mail/inbox.xhtml");
        }
    }

    @Test
    void staffSeeNothingOfAdministrationAndNobodysMailButTheirOwn() {
        try (Visitor sam = visitor()) {
            sam.signIn("sam@clinic.test", "sealpost-demo");
            assertEquals(403, status(sam, "/admin/settings.xhtml"));
            assertEquals(404, status(sam, "/mail/message/00000000-0000-0000-0000-000000000001/raw"));
            assertEquals(404, status(sam, "/mail/nowhere.xhtml"));
            String words = sam.page().locator("body").innerText();
            assertTrue(words.contains("This page doesn’t exist, or it isn’t yours to see.") && words.contains("Reference"), words);
            assertFalse(words.contains("Exception"));
        }
    }

    @Test
    void whoseSessionEndedFindsTheDraftAgain() {
        try (Visitor sam = visitor()) {
            sam.signIn("sam@clinic.test", "sealpost-demo");
            sam.open("/mail/compose.xhtml");
            sam.page().getByLabel("Subject").fill("Kept over the end");
            PlaywrightAssertions.assertThat(sam.page().locator("#saved")).containsText("Saved");
            sam.page().context().clearCookies();
            sam.page().locator("[data-line=TO]").fill("anna@verified.test");
            sam.page().locator("[data-line=TO]").press("Enter");
            sam.page().waitForURL("**/signin.xhtml*");
            PlaywrightAssertions.assertThat(sam.page().locator(".card")).containsText("Your session ended.");
            sam.look("session-ended");
            sam.signIn("sam@clinic.test", "sealpost-demo");
            sam.open("/mail/drafts.xhtml");
            sam.page().getByText("Kept over the end").first().locator("xpath=ancestor::li").locator("a").click();
            PlaywrightAssertions.assertThat(sam.page().getByLabel("Subject")).hasValue("Kept over the end");
            sam.page().locator("[id='compose:discard']").click();
            sam.page().waitForURL("**/mail/inbox.xhtml*");
        }
    }

    @Test
    void whoSignsOutIsOut() {
        try (Visitor sam = visitor()) {
            sam.signIn("sam@clinic.test", "sealpost-demo");
            sam.page().locator(".sp-whomenu summary").click();
            sam.look("who-menu");
            sam.page().locator("[id='leaveSide:leave']").click();
            sam.page().waitForURL("**/signin.xhtml");
            sam.open("/mail/inbox.xhtml");
            assertTrue(sam.page().url().contains("/signin.xhtml"));
        }
    }

    @Test
    void aChosenLanguageCountsForEveryWordOfAPage() {
        try (Visitor stranger = visitor()) {
            stranger.page().context().addCookies(List.of(new Cookie("lang", "de").setUrl(demo.url().toString())));
            stranger.open("/signin.xhtml");
            PlaywrightAssertions.assertThat(stranger.page().locator("html")).hasAttribute("lang", "de");
            stranger.page().getByLabel("E-Mail-Adresse").fill("sam@clinic.test");
            stranger.page().getByLabel("Passwort", new Page.GetByLabelOptions().setExact(true)).fill("falsch");
            stranger.button("Anmelden").click();
            PlaywrightAssertions.assertThat(stranger.page().locator("[role=alert]")).containsText("gehören nicht zusammen");
        }
    }

    @Test
    void aForgedHostIsRefused() throws IOException {
        for (String page : List.of("/signin.xhtml", "/mail/inbox.xhtml", "/admin/settings.xhtml")) {
            String answer = asked("GET", "evil.test", page, "");
            assertTrue(answer.startsWith("HTTP/1.1 421"), answer);
            assertFalse(answer.contains("<form") || answer.contains("evil.test"), answer);
        }
    }

    @Test
    void ourDomainsServicesAreServedAndNothingElseOfThem() throws IOException {
        assertTrue(asked("GET", "mta-sts.clinic.test", "/.well-known/mta-sts.txt", "")
                .endsWith("\r\n\r\nversion: STSv1\r\nmode: testing\r\nmx: mx.clinic.test\r\nmax_age: 604800\r\n"));
        String outlook = asked("POST", "autodiscover.clinic.test", "/autodiscover/autodiscover.xml", "<a><EMailAddress>nobody@clinic.test</EMailAddress></a>");
        assertTrue(outlook.startsWith("HTTP/1.1 200") && outlook.contains("<LoginName>nobody@clinic.test</LoginName>"), outlook);
        assertTrue(asked("POST", "autodiscover.clinic.test", "/autodiscover/autodiscover.xml", "<a><EMailAddress>sam@verified.test</EMailAddress></a>")
                .startsWith("HTTP/1.1 400"));
        for (String[] elsewhere : new String[][] {{"mta-sts.clinic.test", "/signin.xhtml"}, {"autoconfig.clinic.test", "/mail/inbox.xhtml"},
            {"mta-sts.verified.test", "/.well-known/mta-sts.txt"}, {"mta-sts.clinic.test", "/.well-known/mta-sts.txt/../../signin.xhtml"}}) {
            String answer = asked("GET", elsewhere[0], elsewhere[1], "");
            assertTrue(answer.matches("(?s)HTTP/1.1 4(21|00).*"), elsewhere[0] + elsewhere[1] + ": " + answer);
            assertFalse(answer.contains("<form") || answer.contains("STSv1"), answer);
        }
    }

    /** Both ways that programs ask (draft-koch-openpgp-webkey-service §3.1), and what nobody learns from it. */
    @Test
    void publishedKeysAreHandedOutByTheKeyDirectoryAndNothingElse() throws IOException {
        URI advanced = WebKeyDirectory.advanced(Address.of("sam@clinic.test"));
        URI direct = WebKeyDirectory.direct(Address.of("sam@clinic.test"));
        for (URI place : List.of(advanced, direct)) {
            String found = asked("GET", place.getHost(), place.getRawPath() + "?" + place.getRawQuery(), "");
            assertTrue(found.startsWith("HTTP/1.1 200"), found);
            String head = found.substring(0, found.indexOf("\r\n\r\n")).toLowerCase(Locale.ROOT);
            assertTrue(head.contains("\r\ncontent-type: application/octet-stream"), head);
            assertTrue(head.contains("\r\naccess-control-allow-origin: *"), head);
            assertFalse(head.contains("set-cookie") || head.contains("strict-transport-security"), head);
            String asked = asked("HEAD", place.getHost(), place.getRawPath(), "");
            assertTrue(asked.startsWith("HTTP/1.1 200") && asked.endsWith("\r\n\r\n"), asked);
        }
        String policy = asked("GET", advanced.getHost(), "/.well-known/openpgpkey/clinic.test/policy", "");
        assertTrue(policy.startsWith("HTTP/1.1 200") && policy.endsWith("\r\n\r\n"), policy);
        String directory = advanced.getRawPath().substring(0, advanced.getRawPath().lastIndexOf('/') + 1);
        String nobody = answerTo(advanced.getHost(), WebKeyDirectory.advanced(Address.of("nobody@clinic.test")).getRawPath());
        assertTrue(nobody.startsWith("HTTP/1.1 404") && !nobody.toLowerCase(Locale.ROOT).contains("set-cookie"), nobody);
        assertEquals(nobody, answerTo(advanced.getHost(), WebKeyDirectory.advanced(Address.of("ada@clinic.test")).getRawPath()),
                "who has no key can't be told from who isn't there");
        for (String path : List.of(directory, directory + "..", directory + "%2e%2e/hu/" + WebKeyDirectory.hash("sam"))) {
            assertFalse(answerTo(advanced.getHost(), path).startsWith("HTTP/1.1 200"), path);
        }
        assertFalse(answerTo("openpgpkey.verified.test", advanced.getRawPath().replace("clinic.test", "verified.test")).startsWith("HTTP/1.1 200"));
    }

    /** Without what is another each time. */
    private static String answerTo(String host, String path) throws IOException {
        return asked("GET", host, path, "").replaceAll("(?im)^(date|x-request-id):.*\r\n", "").replace(path, "PATH");
    }

    /** As no browser would ask. */
    private static String asked(String method, String host, String path, String body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), demo.url().getPort())) {
            socket.getOutputStream().write((method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: text/xml\r\nContent-Length: "
                    + body.length() + "\r\nConnection: close\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String refused(Visitor stranger, String address, String password) {
        stranger.open("/signin.xhtml");
        enter(stranger, address, password);
        return stranger.page().locator("[role=alert]").innerText().strip();
    }

    private static void enter(Visitor visitor, String address, String password) {
        visitor.page().getByLabel("Mail address").fill(address);
        visitor.page().getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
        visitor.button("Sign in").click();
    }

    private static int status(Visitor visitor, String path) {
        Response answer = visitor.page().navigate(path);
        return answer.status();
    }

    private static String session(Page page) {
        return page.context().cookies().stream().filter(cookie -> cookie.httpOnly != null && cookie.httpOnly)
                .map(cookie -> cookie.value).findFirst().orElse("");
    }

    private static Visitor visitor() {
        return chromium.visitor(demo.url().toString(), 1280, false);
    }
}
