package org.sealpost.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.mail.RawMessage;
import org.sealpost.openpgp.OpenPgp;
import org.sealpost.openpgp.PgpMime;

/** Finn and Mia, who have keys: what their mailboxes show, and what they write. */
class PeersIT extends InTheDemo {

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

    @Test
    void theyWriteToSamAtThePressOfAButton() {
        try (Visitor visitor = chromium.visitor(demo.url().toString(), 1280, false)) {
            visitor.open("/demo/");
            for (String button : List.of("Finn, signed", "Finn, encrypted", "Mia, signed", "In Finn’s name, another key", "Encrypted part in HTML",
                    "Finn, with a new key")) {
                visitor.button(button).click();
                assertThat(visitor.page().locator("[role=status]")).containsText("Over TLS: 250 2.0.0");
            }
            visitor.page().locator("[role=status]").scrollIntoViewIfNeeded();
            visitor.look("demo-peers-write");
            visitor.signIn("sam@clinic.test", "sealpost-demo");
            Locator rows = visitor.page().locator("a.sp-open");
            assertThat(rows.filter(new Locator.FilterOptions().setHasText("Finn Olsen"))).not().hasCount(0);
            assertThat(rows.filter(new Locator.FilterOptions().setHasText("Mia Lindner"))).not().hasCount(0);
        }
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
