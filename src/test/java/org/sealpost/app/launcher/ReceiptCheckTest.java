package org.sealpost.app.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.receipt.KeyFiles;

class ReceiptCheckTest {

    private static final String RECEIPT = """
            {"format": "sealpost-receipt", "version": 1, "issuer": "https://mail.clinic.test", "issuedAt": "2026-11-23T12:00:00Z",
             "message": {"id": "5c8c", "messageId": "<1@clinic.test>", "sender": "sam@clinic.test", "acceptedAt": "2026-11-23T11:00:00Z"},
             "queueId": "3A00C1F2AB12", "recipient": "anna@verified.test",
             "decision": {"handling": "SECURE", "protections": ["TLS", "ESCROW"], "contentLevel": "VERIFIED"},
             "events": [
               {"at": "2026-11-23T11:00:01Z", "what": "QUEUED", "reason": {"code": "reason.of.tomorrow"}, "hosts": []},
               {"at": "2026-11-23T11:00:02Z", "what": "DELIVERED",
                "reason": {"code": "smtp.delivered", "values": ["mx.verified.test", "250 ok"]},
                "hosts": [{"at": "2026-11-23T11:00:02Z", "mx": "mx.verified.test", "address": "192.0.2.1", "tls": "TLSv1.3",
                  "cipherSuite": "TLS_AES_256_GCM_SHA384", "level": "VERIFIED",
                  "reason": {"code": "tls.verified", "values": ["mx.verified.test"]},
                  "policy": {"least": "VERIFIED", "source": {"code": "policy.settings"}},
                  "certificate": {"subject": "CN=mx.verified.test", "issuer": "CN=Test CA", "notAfter": "2027-02-22T12:00:00Z", "sha256": "00ff"},
                  "reply": "250 2.0.0 \\u001b[31mok"}]}],
             "state": "DELIVERED", "protection": "TLS", "endedAt": "2026-11-23T11:00:02Z"}""";

    @TempDir
    Path folder;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Path file;

    @BeforeEach
    void receipt() throws IOException {
        file = Files.writeString(folder.resolve("receipt.json"), signed(folder.resolve("start")));
    }

    @Test
    void genuineReceiptIsToldAsIs() {
        assertEquals(0, check("--data", folder.resolve("start").toString(), file.toString()));
        String words = said.toString(StandardCharsets.UTF_8);
        assertTrue(words.matches("(?s)Genuine: this receipt is as Sealpost signed it \\(key [0-9a-f]{16}…\\)\\.\n.*"), words);
        assertEquals("""

                  issued by    https://mail.clinic.test
                  issued       2026-11-23T12:00:00Z
                  message      <1@clinic.test>
                  queue id     3A00C1F2AB12
                  from         sam@clinic.test
                  to           anna@verified.test
                  accepted     2026-11-23T11:00:00Z
                  decided      TLS, else Pickup page; at least proven server
                  state        delivered, 2026-11-23T11:00:02Z

                2026-11-23T11:00:01Z  queued
                  because      reason.of.tomorrow

                2026-11-23T11:00:02Z  delivered
                  because      mx.verified.test accepted the message: 250 ok
                  server       mx.verified.test 192.0.2.1
                  TLS          TLSv1.3, TLS_AES_256_GCM_SHA384
                  certificate  CN=mx.verified.test, issued by CN=Test CA, valid until 2027-02-22T12:00:00Z
                  SHA-256      00ff
                  level        proven server: mx.verified.test encrypts the connection and its certificate is valid.
                  demanded by  Your organisation’s settings.
                  answer       250 2.0.0 \ufffd[31mok
                """, words.substring(words.indexOf('\n') + 1));
    }

    @Test
    void changedReceiptIsToldAndNothingOfItShown() throws IOException {
        Files.writeString(file, Files.readString(file).replace("anna@", "mallory@"));
        assertEquals(1, check("--data", folder.resolve("start").toString(), file.toString()));
        assertTrue(said().startsWith("Changed: "), said());
        assertFalse(said().contains("mallory"), said());
    }

    @Test
    void strangersReceiptCantBeToldUntilTheirKeyIsThere() throws IOException {
        Files.writeString(file, signed(folder.resolve("theirs")));
        assertEquals(2, check("--data", folder.resolve("start").toString(), file.toString()));
        assertTrue(said().startsWith("Not to be told: it names the key "), said());
        assertFalse(said().contains("anna"), said());
        assertEquals(0, check("--key", folder.resolve("theirs/audit/receipt-keys.pem").toString(), file.toString()));
    }

    @Test
    void whatIsNoReceiptIsToldSo() throws IOException {
        assertEquals(2, check("--data", folder.resolve("start").toString(), Files.writeString(file, "hello").toString()));
        assertTrue(said().startsWith("No receipt: "), said());
        assertEquals(2, check("--data", folder.resolve("start").toString(), Files.write(file, new byte[3_000_000]).toString()));
        assertEquals(2, check("--data", folder.resolve("start").toString(), folder.resolve("nowhere").toString()));
        assertEquals(2, check("--key", file.toString(), file.toString()));
        assertEquals(2, check());
        assertEquals(2, check("--key"));
        assertFalse(said().contains("Genuine"), said());
    }

    @Test
    void keyIsThatOfTheDataFolderByDefault() {
        assertEquals(0, new ReceiptCheck(new PrintStream(said, true, StandardCharsets.UTF_8),
                Map.of("SEALPOST_DATA", folder.resolve("start").toString())).run(List.of(file.toString())));
    }

    private int check(String... words) {
        return new ReceiptCheck(new PrintStream(said, true, StandardCharsets.UTF_8), Map.of("SEALPOST_HOME", folder.toString())).run(List.of(words));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private static String signed(Path data) {
        JsonObject receipt = Json.createReader(new StringReader(RECEIPT)).readObject();
        return new KeyFiles(data.resolve("keys"), data.resolve("audit"), new SecureRandom()).open().sign(receipt).toString();
    }
}
