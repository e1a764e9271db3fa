package org.sealpost.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HeaderGateTest {

    private static final String MESSAGE = "From: sam@clinic.test\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\tand more\r\nX-Odd:\u00e9\r\n\r\n"
            + "body\r\n\r\nSubject: no field\r\n.\u00ff\r\n";

    @Property(tries = 200)
    void whatNobodyChangesKeepsItsOctetsInWhateverPieces(@ForAll @IntRange(min = 1, max = 40) int piece) throws IOException {
        byte[] octets = MESSAGE.getBytes(ISO_8859_1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HeaderGate gate = new HeaderGate(header -> { }, out);
        for (int i = 0; i < octets.length; i += piece) {
            gate.write(octets, i, Math.min(piece, octets.length - i));
        }
        gate.finish();
        assertArrayEquals(octets, out.toByteArray());
    }

    @Test
    void theHeaderAloneIsChangedAndTheBodyIsNot() throws IOException {
        String text = through(MESSAGE, header -> {
            assertEquals("Grüße and more", header.words("Subject").orElseThrow());
            header.change("Subject", "ö\r\nBcc: x@y.example");
            header.remove("x-odd");
            header.prepend("Received", "by us");
            header.append("Date", "today");
        });
        assertEquals("Received: by us\r\nFrom: sam@clinic.test\r\nSubject: =?UTF-8?Q?=C3=B6__Bcc:_x@y.example?=\r\nDate: today\r\n\r\n"
                + "body\r\n\r\nSubject: no field\r\n.\u00ff\r\n", text);
    }

    @Test
    void aMessageThatIsAllHeaderGetsItsEmptyLine() throws IOException {
        assertEquals("Subject: x\r\n\r\n", through("Subject: x\r\n", header -> { }));
        assertEquals("\r\nbody", through("\r\nbody", header -> { }));
        assertEquals("\r\n", through("", header -> { }));
    }

    @Test
    void aHeaderWithoutEndIsRefusedAndNothingOfItGoesOn() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HeaderGate gate = new HeaderGate(header -> { }, out);
        byte[] line = ("X: " + "x".repeat(900) + "\r\n").getBytes(UTF_8);
        assertThrows(HeaderGate.HeaderTooLong.class, () -> {
            for (int i = 0; i < 1_000; i++) {
                gate.write(line);
            }
        });
        assertEquals(0, out.size());
    }

    @Test
    void whatStandsInTheHeaderAndIsNoFieldIsSeen() throws IOException {
        through("From: x@y.example\r\nno field\r\n\r\n", header -> assertTrue(header.isDamaged()));
        through("From: x@y.example\r\nA: b\r\n", header -> {
            assertEquals(List.of("x@y.example"), header.people("from").stream().map(one -> one.address().toString()).toList());
            assertEquals(1, header.count("a"));
        });
    }

    private static String through(String message, HeaderGate.Warden warden) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HeaderGate gate = new HeaderGate(warden, out);
        gate.write(message.getBytes(ISO_8859_1));
        gate.finish();
        return out.toString(ISO_8859_1);
    }
}
