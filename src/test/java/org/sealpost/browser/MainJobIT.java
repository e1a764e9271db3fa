package org.sealpost.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.testing.RunningDemo;
import org.sealpost.testing.RunningDemo.Mail;

/** The product's main job, as people do it: Sam writes to three, each gets it another way, and everybody can answer. */
class MainJobIT extends InTheDemo {

    private static final String PASSWORD = "sealpost-demo";
    private static final Pattern LINK = Pattern.compile("https?://[^\\s\"<>]+/p/[A-Za-z0-9_-]+");
    private static final Pattern CODE = Pattern.compile("(?m)^\\D*?(\\d{3} ?\\d{3})\\D*?$");
    private static final String CANARY = "Haemoglobin 13.9";

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true"})
    void threeRecipientsThreeWaysAndBack(int width, boolean dark) throws Exception {
        String subject = "Your results " + width;
        try (Visitor sam = chromium.visitor(base(), width, dark)) {
            sam.open("/");
            sam.look("signin");
            sam.signIn("sam@clinic.test", PASSWORD);
            compose(sam, subject);
            undoAndSendAgain(sam);
            everybodyIsServed(sam, subject);
        }
        nothingReadableArrivedInClear();
        bobReadsAndAnswers(width, dark);
        carolReadsByCode(width, dark);
        try (Visitor sam = chromium.visitor(base(), width, dark)) {
            sam.signIn("sam@clinic.test", PASSWORD);
            samReadsTheAnswerAndGoesOn(sam, subject);
            samWithdrawsFromCarol(sam, subject);
        }
    }

    private static void compose(Visitor sam, String subject) {
        Page page = sam.page();
        sam.open("/mail/compose.xhtml");
        sam.look("compose-empty");
        Locator to = page.locator("[data-line=TO]");
        to.pressSequentially("anna@verified.test,");
        to.pressSequentially("bob@no-tls.test;");
        to.fill("Carol <carol@bad-cert.test>");
        to.press("Tab");
        shows(page.locator(".sp-chip.is-inbox"), "anna@verified.test · arrives in inbox");
        shows(page.locator(".sp-chip.is-pickup").first(), "bob@no-tls.test · pickup page");
        shows(page.locator(".sp-chip.is-pickup").last(), "Carol · pickup page");
        malformedStaysToBeMended(sam, to);
        page.getByLabel("Subject").fill(subject);
        page.locator("#editor").click();
        page.keyboard().type("Dear all,\nplease find the results below.\n" + CANARY);
        page.locator("#attach").setInputFiles(new FilePayload("results.txt", "text/plain",
                ("Results\n" + CANARY + "\n").getBytes(StandardCharsets.UTF_8)));
        shows(page.locator("[id='compose:files']"), "results.txt");
        tooBigIsSaidAtOnce(page);
        oneClickSendsAllByPickupPage(sam);
        sam.look("compose-question-needed");
        assertTrue(sam.button("Send (2 ways)").isDisabled());
        page.locator("[id='compose:question']").fill("Which street do I live in?");
        page.locator("[id='compose:told']").fill("Quay Street");
        PlaywrightAssertions.assertThat(sam.button("Send (2 ways)")).isEnabled();
        shows(page.locator("#saved"), "Saved");
        sam.look("compose-ready");
    }

    private static void malformedStaysToBeMended(Visitor sam, Locator to) {
        to.fill("dora at dane");
        to.press("Enter");
        shows(sam.page().locator("[id='compose:flaws']"), "An address needs an @.");
        assertTrue(sam.page().locator("[id='compose:send']").isDisabled());
        sam.look("compose-malformed");
        sam.page().locator("[data-mend]").click();
        PlaywrightAssertions.assertThat(to).hasValue("dora at dane");
        to.fill("");
    }

    private static void tooBigIsSaidAtOnce(Page page) {
        page.evaluate("""
                () => {
                  const transfer = new DataTransfer();
                  transfer.items.add(new File([new Uint8Array(30 * 1024 * 1024)], 'film.mp4'));
                  const input = document.getElementById('attach');
                  input.files = transfer.files;
                  input.dispatchEvent(new Event('change', {bubbles: true}));
                }""");
        shows(page.locator("#uploads"), "film.mp4 doesn’t fit: attachments may hold 25 MB together.");
        assertFalse(page.locator("[id='compose:files']").innerText().contains("film.mp4"));
    }

    private static void oneClickSendsAllByPickupPage(Visitor sam) {
        sam.button("Send all by pickup page").click();
        PlaywrightAssertions.assertThat(sam.page().locator(".sp-chip.is-pickup")).hasCount(3);
        PlaywrightAssertions.assertThat(sam.button("Send by pickup page")).isVisible();
        sam.button("Send all by pickup page").click();
        PlaywrightAssertions.assertThat(sam.page().locator(".sp-chip.is-pickup")).hasCount(2);
    }

    private static void undoAndSendAgain(Visitor sam) {
        sam.button("Send (2 ways)").click();
        sam.page().waitForURL("**/mail/inbox.xhtml*");
        sam.look("just-sent");
        sam.button("Undo").click();
        sam.page().waitForURL("**/mail/compose.xhtml?draft=*");
        shows(sam.page().locator("[id='compose:files']"), "results.txt");
        PlaywrightAssertions.assertThat(sam.button("Send (2 ways)")).isEnabled();
        sam.button("Send (2 ways)").click();
        sam.page().waitForURL("**/mail/inbox.xhtml*");
    }

    private static void everybodyIsServed(Visitor sam, String subject) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            sam.open("/mail/sent.xhtml");
            assertTrue(row(sam, subject).innerText().contains("2 of 3 waiting for pickup"));
        });
        sam.look("sent");
        row(sam, subject).locator(".sp-open").click();
        shows(sam.page().locator(".sp-summary"), "1 of 3 has it, 2 wait on the pickup page.");
        shows(sam.page().locator(".sp-rcpt").first(), "Delivered");
        sam.look("sent-message");
    }

    /** Undone and sent again: each recipient has exactly one, and what came in clear is a notice. */
    private static void nothingReadableArrivedInClear() {
        Mail anna = last("anna@verified.test");
        assertTrue(anna.tls().orElse("").startsWith("TLSv1.3"));
        assertTrue(anna.raw().contains("results.txt"));
        for (String address : List.of("bob@no-tls.test", "carol@bad-cert.test")) {
            assertFalse(copies(address).stream().anyMatch(mail -> mail.raw().contains("Haemoglobin") || mail.raw().contains("Your results")));
        }
        assertTrue(last("bob@no-tls.test").tls().isEmpty());
    }

    private static void bobReadsAndAnswers(int width, boolean dark) throws Exception {
        try (Visitor bob = chromium.visitor(base(), width, dark)) {
            bob.open(link(last("bob@no-tls.test")));
            assertFalse(bob.page().content().contains("Haemoglobin"));
            bob.look("pickup-start");
            bob.button("Show me the question").click();
            shows(bob.page().locator("#question"), "Which street do I live in?");
            bob.look("pickup-question");
            bob.page().locator("#words").fill("quay street");
            bob.button("Open the message").click();
            shows(bob.page().locator("main"), "Your results");
            bob.look("pickup-message");
            Download file = bob.page().waitForDownload(() -> bob.link("results.txt").click());
            assertTrue(Files.readString(file.path()).contains(CANARY));
            bob.link("Reply securely").click();
            bob.page().locator("#text").fill("Thank you, I have a question about page two.");
            bob.page().locator("#name").fill("Bob Miller");
            bob.page().locator("#files").setInputFiles(new FilePayload("scan.txt", "text/plain", "my scan".getBytes(StandardCharsets.UTF_8)));
            bob.look("pickup-reply");
            bob.button("Send reply").click();
            shows(bob.page().locator("main"), "Your reply is sent");
            bob.look("pickup-sent");
        }
    }

    private static void carolReadsByCode(int width, boolean dark) {
        try (Visitor carol = chromium.visitor(base(), width, dark)) {
            int before = copies("carol@bad-cert.test").size();
            carol.open(link(last("carol@bad-cert.test")));
            carol.button("Send me a code").click();
            shows(carol.page().locator("main"), "Enter the six digits");
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> copies("carol@bad-cert.test").size() > before);
            carol.look("pickup-code");
            carol.page().locator("#given").fill(code(last("carol@bad-cert.test")));
            carol.button("Open the message").click();
            shows(carol.page().locator("main"), "Your results");
        }
    }

    private static void samReadsTheAnswerAndGoesOn(Visitor sam, String subject) throws Exception {
        Page page = sam.page();
        sam.open("/mail/inbox.xhtml");
        Locator answer = row(sam, subject);
        shows(answer, "Secure reply");
        sam.look("inbox");
        answer.locator(".sp-open").click();
        shows(page.locator(".sp-proof").first(), "Answered securely on the pickup page by bob@no-tls.test");
        shows(page.locator(".sp-read"), "I have a question about page two");
        PlaywrightAssertions.assertThat(page.locator(".sp-item.is-unread[aria-current=true]")).hasCount(0);
        sam.look("inbox-message");
        Download scan = page.waitForDownload(() -> sam.link("scan.txt").click());
        assertEquals("my scan", Files.readString(scan.path()).strip());
        sam.link("Reply securely").click();
        shows(page.locator(".sp-chip.is-pickup"), "pickup page");
        PlaywrightAssertions.assertThat(page.getByLabel("Subject")).hasValue("Re: " + subject);
        page.locator("[id='compose:question']").fill("Which street do I live in?");
        page.locator("[id='compose:told']").fill("Quay Street");
        page.locator("#editor").click();
        page.keyboard().press("Control+Home");
        page.keyboard().type("Page two says that all is well.");
        PlaywrightAssertions.assertThat(sam.button("Send by pickup page")).isEnabled();
        sam.look("compose-reply");
        int before = copies("bob@no-tls.test").size();
        sam.button("Send by pickup page").click();
        page.waitForURL("**/mail/inbox.xhtml*");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> copies("bob@no-tls.test").size() > before);
        assertFalse(last("bob@no-tls.test").raw().contains("Page two"));
    }

    private static void samWithdrawsFromCarol(Visitor sam, String subject) {
        sam.open("/mail/sent.xhtml");
        sam.page().locator(".sp-item", new Page.LocatorOptions().setHasText("anna@verified.test")).first().locator(".sp-open").click();
        Locator carol = sam.page().locator(".sp-rcpt", new Page.LocatorOptions().setHasText("carol@bad-cert.test"));
        if (carol.getAttribute("open") == null) {
            carol.locator("summary").first().click();
        }
        carol.getByText("Withdraw…").click();
        sam.look("sent-withdraw");
        carol.getByText("Withdraw now").click();
        shows(sam.page().locator(".sp-rcpt", new Page.LocatorOptions().setHasText("carol@bad-cert.test")), "Withdrawn");
        try (Visitor late = chromium.visitor(base(), 1280, false)) {
            late.open(notice("carol@bad-cert.test"));
            assertFalse(late.page().content().contains("Haemoglobin"));
            shows(late.page().locator("main"), "withdr");
        }
    }

    @Test
    void whatAdaSetsIsSeenOnTheNextChip() {
        try (Visitor ada = chromium.visitor(base(), 1280, false); Visitor sam = chromium.visitor(base(), 1280, false)) {
            ada.signIn("ada@clinic.test", PASSWORD);
            sam.signIn("sam@clinic.test", PASSWORD);
            decide(ada, "not-alone");
            assertEquals("anna@verified.test · pickup page", chip(sam, "anna@verified.test"));
            decide(ada, "try-first");
            assertEquals("anna@verified.test · arrives in inbox", chip(sam, "anna@verified.test"));
        }
    }

    private static void decide(Visitor ada, String tls) {
        ada.open("/admin/settings.xhtml");
        ada.page().getByLabel("When TLS is enough").selectOption(tls);
        Locator save = ada.page().locator("[id='settings:save']");
        PlaywrightAssertions.assertThat(save).isEnabled();
        save.click();
        shows(ada.page().locator("[id='settings:bar']"), "Saved");
        ada.look("admin-settings");
    }

    private static String chip(Visitor sam, String address) {
        sam.open("/mail/compose.xhtml");
        sam.page().locator("[data-line=TO]").fill(address);
        sam.page().locator("[data-line=TO]").press("Enter");
        PlaywrightAssertions.assertThat(sam.page().locator(".sp-chip:not(.is-checking)")).hasCount(1);
        String words = sam.page().locator(".sp-chip-label").innerText();
        sam.page().locator("[id='compose:discard']").click();
        sam.page().waitForURL("**/mail/inbox.xhtml*");
        return words;
    }

    // ---- small words

    private static Locator row(Visitor sam, String subject) {
        return sam.page().locator(".sp-item", new Page.LocatorOptions().setHasText(subject)).first();
    }

    private static void shows(Locator where, String words) {
        PlaywrightAssertions.assertThat(where).containsText(words, new LocatorAssertions.ContainsTextOptions().setTimeout(30_000).setIgnoreCase(true));
    }

    private static List<Mail> copies(String address) {
        return demo.mailbox(address);
    }

    private static Mail last(String address) {
        List<Mail> all = copies(address);
        return all.get(all.size() - 1);
    }

    private static String notice(String address) {
        return copies(address).stream().filter(mail -> LINK.matcher(words(mail)).find()).reduce((a, b) -> b).map(MainJobIT::link).orElseThrow();
    }

    private static String link(Mail notice) {
        Matcher link = LINK.matcher(words(notice));
        assertTrue(link.find(), "a link in the notice");
        return link.group();
    }

    private static String code(Mail mail) {
        Matcher code = CODE.matcher(words(mail).replaceFirst("(?s)^.*?\n\r?\n", ""));
        assertTrue(code.find(), "a code in the mail");
        return code.group(1).replace(" ", "");
    }

    /** Quoted-printable undone as far as links need it. */
    private static String words(Mail mail) {
        return mail.raw().replace("=\r\n", "").replace("=\n", "").replace("=3D", "=");
    }

    private static String base() {
        return demo.url().toString();
    }
}
