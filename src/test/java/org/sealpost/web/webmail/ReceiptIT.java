package org.sealpost.web.webmail;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.audit.AuditEvent;
import org.sealpost.audit.AuditTrail;
import org.sealpost.delivery.Deliveries;
import org.sealpost.delivery.Delivery;
import org.sealpost.delivery.Receipts;
import org.sealpost.directory.Directory;
import org.sealpost.directory.User;
import org.sealpost.mail.Address;
import org.sealpost.mail.Envelope;
import org.sealpost.mail.ForwardPath;
import org.sealpost.mail.ReversePath;
import org.sealpost.receipt.CanonicalJson;
import org.sealpost.receipt.PublicKeys;
import org.sealpost.receipt.Verification;
import org.sealpost.submission.Acceptance;
import org.sealpost.submission.Entry;
import org.sealpost.submission.Sender;
import org.sealpost.submission.Submission;
import org.sealpost.submission.Wishes;
import org.sealpost.testing.PlainBrowser;
import org.sealpost.vault.Vault;

/** Receipts: genuine, one for each recipient, for their sender and nobody else. */
@ExtendWith(ArquillianExtension.class)
class ReceiptIT {

    private static final String CANARY = "canary-5d20ab";

    @Inject
    private HttpServletRequest request;
    @Inject
    private Submission submission;
    @Inject
    private Deliveries deliveries;
    @Inject
    private Receipts receipts;
    @Inject
    private Directory directory;
    @Inject
    private Vault vault;
    @Inject
    private AuditTrail audit;

    @Test
    void receiptTellsWhatWasSeenOfOneRecipientAndIsProvenByTheAuditLog() throws Exception {
        List<Delivery> copies = delivered(user("sam@clinic.test"));
        PlainBrowser sam = signedIn("sam@clinic.test");
        sam.get("/mail/receipt/" + copies.get(1).uuid());
        assertEquals(200, sam.status());
        assertEquals("attachment; filename=\"receipt-" + copies.get(1).queueId() + ".json\"", sam.headers().get("content-disposition"));
        assertFalse(sam.page().contains("anna"), "who else got it");
        assertFalse(sam.page().contains(CANARY), "content");

        byte[] file = sam.octets();
        PlainBrowser anybody = browser();
        anybody.get("/.well-known/sealpost-receipt-key.pem");
        assertEquals(200, anybody.status());
        assertFalse(anybody.page().contains("PRIVATE"));
        Verification found = Verification.of(file, PublicKeys.of(anybody.page()));
        assertEquals(Verification.Finding.GENUINE, found.finding());

        JsonObject receipt = found.receipt();
        assertEquals("dora@dane.test", receipt.getString("recipient"));
        assertEquals("sam@clinic.test", receipt.getJsonObject("message").getString("sender"));
        assertEquals("<receipt@clinic.test>", receipt.getJsonObject("message").getString("messageId"));
        assertEquals("DELIVERED", receipt.getString("state"));
        JsonObject accepted = receipt.getJsonArray("events").getJsonObject(1);
        JsonObject host = accepted.getJsonArray("hosts").getJsonObject(0);
        assertEquals("mx.dane.test", host.getString("mx"));
        assertEquals("TLSv1.3", host.getString("tls"));
        assertEquals("AUTHENTICATED", host.getString("level"));
        assertEquals("tls.dane", host.getJsonObject("reason").getString("code"));
        assertEquals("policy.dane", host.getJsonObject("policy").getJsonObject("source").getString("code"));
        assertTrue(host.getJsonObject("certificate").getString("sha256").matches("[0-9a-f]{64}"));
        assertTrue(host.getString("reply").startsWith("250"));

        AuditEvent audited = audit.about(copies.get(1).accountId(), copies.get(1).uuid().toString()).stream()
                .filter(event -> event.action().equals("delivery.delivered")).findFirst().orElseThrow();
        assertEquals(CanonicalJson.digest(accepted.getJsonArray("hosts")), audited.details().get("hosts"));
    }

    @Test
    void nobodyElseLearnsEvenThatThereIsOne() throws Exception {
        User ada = user("ada@clinic.test");
        User sam = user("sam@clinic.test");
        UUID hers = delivered(ada).get(0).uuid();
        assertTrue(receipts.issue(ada.accountId(), ada.id(), hers).isPresent());
        assertTrue(receipts.issue(sam.accountId(), sam.id(), hers).isEmpty());
        assertTrue(receipts.issue(ada.accountId() + 1, ada.id(), hers).isEmpty());

        PlainBrowser browser = signedIn("sam@clinic.test");
        browser.get("/mail/receipt/" + UUID.randomUUID());
        String unknown = browser.page();
        assertEquals(404, browser.status());
        for (String place : List.of("/mail/receipt/" + hers, "/mail/receipt/", "/mail/receipt", "/mail/receipt/../" + hers)) {
            browser.get(place);
            assertEquals(404, browser.status(), place);
            assertFalse(browser.page().contains("anna"), place);
        }
        browser.get("/mail/receipt/" + hers);
        assertEquals(comparable(unknown), comparable(browser.page()));

        PlainBrowser stranger = browser();
        stranger.get("/mail/receipt/" + hers);
        assertEquals("/signin.xhtml", stranger.place());
    }

    /** Without what is drawn anew for each page. */
    private static String comparable(String page) {
        return page.replaceAll("(?s)<script.*?</script>|<span class=\"mono\">[^<]+</span>", "");
    }

    private List<Delivery> delivered(User sender) throws IOException {
        String raw = "From: " + sender.address() + "\r\nTo: anna@verified.test\r\nSubject: " + CANARY
                + "\r\nMessage-ID: <receipt@clinic.test>\r\n\r\n" + CANARY + "\r\n";
        long content = vault.store(sender.accountId(), new ByteArrayInputStream(raw.getBytes(StandardCharsets.US_ASCII)), 1_000);
        Envelope envelope = new Envelope(ReversePath.of(sender.address()),
                List.of(new ForwardPath(Address.of("anna@verified.test"), true), new ForwardPath(Address.of("dora@dane.test"), false)));
        Acceptance.Accepted accepted = (Acceptance.Accepted) submission.accept(submission.read(
                new Entry(new Sender.Staff(sender), envelope, content, Wishes.NONE, Optional.empty())));
        return await().atMost(Duration.ofSeconds(30)).until(() -> deliveries.ofMessage(sender.accountId(), accepted.message()),
                all -> all.stream().noneMatch(one -> one.state().isOpen()));
    }

    private PlainBrowser signedIn(String address) throws IOException, InterruptedException {
        return browser().signIn(address, "sealpost-demo");
    }

    private PlainBrowser browser() {
        return new PlainBrowser("http://localhost:" + request.getLocalPort());
    }

    private User user(String address) {
        return directory.user(Address.of(address)).orElseThrow();
    }
}
