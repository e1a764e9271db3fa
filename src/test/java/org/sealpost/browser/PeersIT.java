package org.sealpost.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.mail.RawMessage;
import org.sealpost.openpgp.OpenPgp;
import org.sealpost.openpgp.PgpMime;

/** Finn and Mia, who have keys: what their mailboxes show, and what they write. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PeersIT extends InTheDemo {

    private static final String PASSWORD = "sealpost-demo";
    private static final String FINN = "finn@pgp.test";
    private static final String CANARY = "canary-peers-7705";

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true", "1280, true", "390, false"})
    void finnsMailboxShowsWhatCameAndBesideItWhatHeReads(int width, boolean dark) throws Exception {
        receive("mx.pgp.test", FINN, sealed("The results " + width));
        assertFalse(demo.mailbox(FINN).stream().anyMatch(mail -> mail.raw().contains(CANARY)));
        try (Visitor visitor = chromium.visitor(demo.url().toString(), width, dark)) {
            visitor.open("/demo/?mailbox=" + FINN);
            Locator message = visitor.page().locator(".demo-message").first();
            assertThat(message.locator(".demo-came")).containsText("[...]");
            assertThat(message.locator(".demo-came")).containsText("-----BEGIN PGP MESSAGE-----");
            assertThat(message.locator(".demo-came")).not().containsText(CANARY);
            assertThat(message.locator(".demo-opened")).containsText("The results " + width);
            assertThat(message.locator(".demo-opened")).containsText(CANARY);
            assertThat(message.locator(".demo-opened")).containsText("Attached: results.txt");
            assertThat(message.locator(".demo-opened")).containsText("Not signed");
            visitor.page().getByText("Read his mail with gpg").click();
            assertThat(visitor.page().locator(".demo-key")).containsText("gpg --import " + demo.data().resolve("finn.asc"));
            visitor.page().locator("#box").scrollIntoViewIfNeeded();
            visitor.look("demo-finn");
        }
    }

    @ParameterizedTest
    @Order(1)
    @CsvSource({"1280, false", "390, true"})
    void samWritesStrongerThanTlsFinnReadsAndAnswersAndSamReadsThat(int width, boolean dark) {
        String subject = "The biopsy " + width;
        int before = demo.mailbox(FINN).size();
        try (Visitor visitor = chromium.visitor(demo.url().toString(), width, dark)) {
            visitor.signIn("sam@clinic.test", PASSWORD);
            visitor.open("/mail/compose.xhtml");
            visitor.page().locator("[data-line=TO]").fill(FINN);
            visitor.page().locator("[data-line=TO]").press("Enter");
            visitor.page().locator("summary").filter(new Locator.FilterOptions().setHasText("Stronger than TLS")).click();
            visitor.page().locator("[id='compose:stronger']").click();
            assertThat(visitor.page().locator(".sp-chip.is-pgp")).containsText(FINN + " · encrypted with OpenPGP",
                    new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
            visitor.page().getByLabel("Subject").fill(subject);
            visitor.page().locator("#editor").click();
            visitor.page().keyboard().type("It is benign. " + CANARY);
            visitor.look("compose-to-finn");
            visitor.page().locator(".sp-protect .sp-details > summary").click();
            assertThat(visitor.page().locator(".sp-protect dl")).containsText("OpenPGP key");
            visitor.look("compose-to-finn-details");
            visitor.page().locator("[id='compose:send']").click();
            visitor.page().waitForURL("**/mail/inbox.xhtml*");
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> demo.mailbox(FINN).size() > before);
            String raw = demo.mailbox(FINN).get(before).raw();
            assertTrue(raw.contains("-----BEGIN PGP MESSAGE-----"), raw);
            assertFalse(raw.contains(CANARY) || raw.contains(subject), raw);
            visitor.open("/mail/sent.xhtml");
            visitor.page().locator(".sp-item", new Page.LocatorOptions().setHasText(subject)).first().locator(".sp-open").click();
            Locator copy = visitor.page().locator(".sp-rcpt");
            copy.locator("summary").first().click();
            assertThat(copy.locator(".sp-timeline")).containsText("The copy was encrypted to their OpenPGP key");
            assertThat(copy.locator(".sp-timeline")).not().containsText("pickup");
            copy.locator(".sp-details summary").first().click();
            assertThat(copy.locator("dl").first()).containsText("Encrypted to key");
            visitor.look("sent-to-finn-details");
            visitor.open("/demo/?mailbox=" + FINN);
            Locator message = visitor.page().locator(".demo-message").first();
            assertThat(message.locator(".demo-opened")).containsText(CANARY);
            assertThat(message.locator(".demo-opened")).containsText(subject);
            assertThat(message.locator(".demo-opened")).containsText("Signed by sam@clinic.test, and the signature is good");
            visitor.look("demo-finn-from-sam");
            message.locator("button").filter(new Locator.FilterOptions().setHasText("Let Finn answer")).click();
            assertThat(visitor.page().locator("[role=status]")).containsText("Over TLS: 250 2.0.0");
            assertThat(opened(visitor, "Re: " + subject)).containsText("Encrypted for you. Signed by " + FINN + ", ");
            visitor.look("answer-from-finn");
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true"})
    void whatTheyWriteIsShownToSamAsWhatItIs(int width, boolean dark) {
        try (Visitor visitor = chromium.visitor(demo.url().toString(), width, dark)) {
            visitor.open("/demo/");
            for (String button : List.of("Mia, signed", "Finn, signed", "Finn, encrypted", "In Finn’s name, another key", "Encrypted part in HTML")) {
                visitor.button(button).click();
                assertThat(visitor.page().locator("[role=status]")).containsText("Over TLS: 250 2.0.0");
            }
            visitor.page().locator("[role=status]").scrollIntoViewIfNeeded();
            visitor.look("demo-peers-write");
            visitor.signIn("sam@clinic.test", PASSWORD);
            assertThat(opened(visitor, "New bank account")).not().containsText("Signed by");
            assertThat(opened(visitor, "The plan")).containsText("Some parts of this message are protected for themselves.");
            assertThat(opened(visitor, "The plan")).not().containsText("4711");
            assertThat(opened(visitor, "The results")).containsText("Encrypted for you. Signed by " + FINN + ", ");
            visitor.look("read-from-finn");
        }
    }

    /** Nothing that Finn signs afterwards counts until Sam decides. */
    @Test
    @Order(Integer.MAX_VALUE)
    void whenFinnHasANewKeySamIsAskedToDecide() {
        try (Visitor visitor = chromium.visitor(demo.url().toString(), 1280, false)) {
            visitor.open("/demo/");
            visitor.button("Finn, signed").click();
            visitor.button("Finn, with a new key").click();
            assertThat(visitor.page().locator("[role=status]")).containsText("Over TLS: 250 2.0.0");
            visitor.signIn("sam@clinic.test", PASSWORD);
            assertThat(opened(visitor, "I have a new key")).containsText("a new key that waits for a decision");
            visitor.open("/mail/contactkeys.xhtml");
            assertThat(visitor.page().locator("main")).containsText("Another key was found for finn@pgp.test");
        }
    }

    private static Locator opened(Visitor sam, String subject) {
        sam.open("/mail/inbox.xhtml");
        sam.page().locator(".sp-item", new Page.LocatorOptions().setHasText(subject)).first().locator(".sp-open").click();
        assertThat(sam.page().locator("#message")).containsText(subject);
        return sam.page().locator("#message");
    }

    /** Encrypted to Finn by a stranger. */
    private static String sealed(String subject) throws Exception {
        OpenPgp pgp = new OpenPgp(InstantSource.system(), new SecureRandom());
        SecretKey finn = new SecretKey(Files.readAllBytes(demo.data().resolve("demo/finn/000001.key")));
        String clear = "From: Paula Stern <paula@verified.test>\r\nTo: finn@pgp.test\r\nSubject: " + subject + "\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nDear Finn,\r\n\r\nhere they are: " + CANARY
                + ".\r\n\r\nPaula\r\n--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=\"results.txt\"\r\n\r\nx\r\n--b--\r\n";
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        new PgpMime(pgp, new SecureRandom()).encrypt(RawMessage.of(clear.getBytes(StandardCharsets.US_ASCII)), "[...]", sealed,
                List.of(pgp.certificate(finn)), Optional.empty());
        return sealed.toString(StandardCharsets.US_ASCII);
    }

    private static void receive(String host, String to, String message) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), demo.port(host))) {
            socket.getOutputStream().write(("EHLO test\r\nMAIL FROM:<paula@verified.test>\r\nRCPT TO:<" + to + ">\r\nDATA\r\n" + message + ".\r\nQUIT\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            InputStream replies = socket.getInputStream();
            assertTrue(new String(replies.readAllBytes(), StandardCharsets.US_ASCII).contains("250 2.0.0 Kept"));
        }
    }
}
