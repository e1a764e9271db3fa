package org.sealpost.demo;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealpost.mime.SplitEntity;

class SealedMessageTest {

    @Test
    void ciphertextRunsOnAndNothingInAMessageBecomesMarkup() throws Exception {
        String line = "A".repeat(64);
        byte[] came = ("From: Sam <sam@clinic.test>\r\nSubject: [...]\r\n\r\n--e\r\nContent-Type: application/octet-stream\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n\r\n"
                + line + "\r\n" + line + "\r\n=abcd\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] inside = "From: <sam@clinic.test>\r\nSubject: <b>bold</b>\r\nContent-Type: text/plain\r\n\r\n<script>alert(1)</script>\r\n".getBytes(StandardCharsets.US_ASCII);
        Unsealed unsealed = new Unsealed(Optional.of("AES-256 OCB"), SplitEntity.of(new ByteArrayInputStream(inside)).header(), OpenedMail.of(inside),
                "Signed by sam@clinic.test, and the signature is good", true);
        String shown = SealedMessage.shown(Correspondent.FINN, new Arrival(7, Instant.EPOCH, Optional.empty(), "sam@clinic.test", came), unsealed);
        assertTrue(shown.contains("-----BEGIN PGP MESSAGE-----\r\n\r\n" + line + line), shown);
        assertTrue(shown.contains("<h3>&lt;b&gt;bold&lt;/b&gt;</h3>"), shown);
        assertTrue(shown.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), shown);
        assertTrue(shown.contains("Encrypted with AES-256 OCB"), shown);
        assertTrue(shown.contains("name=\"message\" value=\"7\""), shown);
        assertFalse(shown.contains("<script>"));
        assertFalse(shown.contains("{{"), shown);
    }
}
