package org.sealpost.smime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealpost.mime.HeaderFields;
import org.sealpost.mime.ProtectedHeader;
import org.sealpost.mime.ProtectedHeader.Kind;

class OpenedEntityTest {

    private static final HeaderFields OUTER = fields("From: Sam <sam@clinic.test>\r\nSubject: [...]\r\n");

    @Test
    void headerInsideIsShown() throws IOException {
        HeaderFields original = fields("From: Sam <sam@clinic.test>\r\nSubject: Your result\r\nContent-Type: text/plain\r\n");
        String inside = new String(new ProtectedHeader(original).insideCipher("[...]"), UTF_8) + "\r\nNegative.\r\n";
        OpenedEntity opened = opened(inside);
        assertEquals(Optional.of(Kind.CIPHER), opened.shown().kind());
        assertEquals("Your result", opened.shown().fields().words("Subject").orElseThrow());
        assertEquals("Negative.\r\n", new String(opened.body().readAllBytes(), UTF_8));
    }

    @Test
    void wholeMessageInsideIsShownAsTheMessage() throws IOException {
        OpenedEntity opened = opened("Content-Type: message/rfc822; forwarded=no\r\n\r\nFrom: \"S. Berg\" <sam@clinic.test>\r\nSubject: Your result\r\n"
                + "Content-Type: text/plain\r\n\r\nNegative.\r\n");
        assertEquals(Optional.of(Kind.CIPHER), opened.shown().kind());
        assertEquals("Your result", opened.shown().fields().words("Subject").orElseThrow());
        assertEquals("Negative.\r\n", new String(opened.body().readAllBytes(), UTF_8));
    }

    @Test
    void messageOfSomebodyElseIsOneThatIsForwarded() throws IOException {
        for (String author : new String[] {"From: Eve <eve@elsewhere.test>\r\n", "From: sam@clinic.test, eve@elsewhere.test\r\n", ""}) {
            String inside = author + "Subject: Trust me\r\n\r\n" + "Send money.\r\n".repeat(5_000);
            OpenedEntity opened = opened("Content-Type: message/rfc822\r\n\r\n" + inside);
            assertEquals(Optional.empty(), opened.shown().kind());
            assertEquals("[...]", opened.shown().fields().words("Subject").orElseThrow());
            assertEquals(inside, new String(opened.body().readAllBytes(), UTF_8), "octet for octet");
        }
    }

    @Test
    void entityWithoutAnyHeaderInsideKeepsTheOneOutside() throws IOException {
        OpenedEntity opened = opened("Content-Type: text/plain\r\n\r\nNegative.\r\n");
        assertEquals(Optional.empty(), opened.shown().kind());
        assertFalse(opened.shown().authorDiffers());
        assertTrue(opened.shown().fields().words("Content-Type").isPresent());
    }

    private static OpenedEntity opened(String entity) throws IOException {
        return OpenedEntity.of(OUTER, new ByteArrayInputStream(entity.getBytes(UTF_8)), Kind.CIPHER);
    }

    private static HeaderFields fields(String text) {
        return new HeaderFields(text.getBytes(UTF_8));
    }
}
