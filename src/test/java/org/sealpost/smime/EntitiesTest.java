package org.sealpost.smime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.smime.SmimeRecipient.Reads;
import org.sealpost.testing.FixedTime;

/** S/MIME in MIME. */
class EntitiesTest {

    private static final String ENTITY = "Content-Type: text/plain; charset=utf-8\r\n\r\nYes.\r\n--no boundary\r\n\r\n";

    private final Smime smime = new Smime(FixedTime.atNoon(), Correspondents.RANDOM);
    private final SmimeEntities entities = new SmimeEntities(smime, Correspondents.RANDOM);
    private final SecretKey sam = smime.generate("Sam Berg <sam@clinic.test>", Duration.ofDays(30));
    private final Certificate samOpenly = smime.certificate(sam);

    @ParameterizedTest
    @EnumSource(Reads.class)
    void encryptedEntitySaysWhatItIs(Reads reads) throws Exception {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        entities.writeEnveloped(in(ENTITY), sealed, List.of(new SmimeRecipient(samOpenly, reads)), Optional.of(sam));
        String text = sealed.toString(ISO_8859_1);
        assertTrue(text.startsWith("Content-Type: application/pkcs7-mime;\r\n smime-type="
                + (reads != Reads.WHAT_ALL_DO ? "authEnveloped-data" : "enveloped-data") + "; name=\"smime.p7m\"\r\nContent-Transfer-Encoding: base64\r\n"));
        assertTrue(text.lines().allMatch(line -> line.length() <= 76));
        assertTrue(text.endsWith("\r\n"));
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        SmimeOpened opened = entities.open(in(text), clear, List.of(sam), List.of(samOpenly));
        assertEquals(ENTITY, clear.toString(UTF_8));
        assertEquals(Standing.GOOD, opened.signatures().get(0).found().standing());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "<p>", "=", "\u00e4"})
    void junkInTheBase64IsRefused(String junk) throws Exception {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        entities.writeEnveloped(in(ENTITY), sealed, List.of(new SmimeRecipient(samOpenly, Reads.RFC_8551)), Optional.empty());
        String text = sealed.toString(ISO_8859_1);
        int at = text.indexOf("\r\n\r\n") + 100;
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        assertThrows(NotOpened.class, () -> entities.open(in(text.substring(0, at) + junk + text.substring(at)), clear, List.of(sam), List.of()));
        assertThrows(NotOpened.class, () -> entities.open(in(text.substring(0, at)), clear, List.of(sam), List.of()));
        assertThrows(NotOpened.class, () -> entities.open(in(text.replace("base64", "quoted-printable")), clear, List.of(sam), List.of()));
        assertThrows(NotOpened.class, () -> entities.open(in(ENTITY), clear, List.of(sam), List.of()));
        assertThrows(NotOpened.class, () -> entities.verify(in(ENTITY), clear, List.of(samOpenly)));
        assertEquals(0, clear.size());
    }

    @Test
    void nothingIsWrittenForAKeyThatIsUnfit() {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        assertThrows(UnfitKey.class, () -> entities.writeEnveloped(in(ENTITY), sealed,
                List.of(new SmimeRecipient(new Certificate(new byte[9]), Reads.WHAT_ALL_DO)), Optional.empty()));
        assertThrows(UnfitKey.class, () -> entities.writeSigned(in(ENTITY), sealed, new SecretKey(samOpenly.octets())));
        assertEquals(0, sealed.size());
    }

    @Test
    void signedEntityIsReadAgainOctetForOctet() throws Exception {
        String text = signed();
        assertTrue(text.startsWith("Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\";\r\n micalg=sha-256; boundary=\"signed-"));
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        assertEquals(Standing.GOOD, entities.verify(in(text), content, List.of(samOpenly)).get(0).found().standing());
        assertArrayEquals(ENTITY.getBytes(UTF_8), content.toByteArray());
    }

    @Test
    void whatStandsAroundTheSignedPartIsNotPassedOn() throws Exception {
        String text = signed();
        int body = text.indexOf("\r\n\r\n") + 4;
        String around = text.substring(0, body) + "Send money.\r\n" + text.substring(body) + "Send more.\r\n";
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        assertEquals(Standing.GOOD, entities.verify(in(around), content, List.of(samOpenly)).get(0).found().standing());
        assertFalse(content.toString(UTF_8).contains("Send"));
        assertEquals(ENTITY, content.toString(UTF_8));
    }

    @Test
    void changedPartIsBad() throws Exception {
        for (String other : List.of(signed().replace("Yes.", "No."), signed().replace("text/plain", "text/html"), signed().replace("Yes.", "Yes. "))) {
            assertEquals(Standing.BAD, entities.verify(in(other), new ByteArrayOutputStream(), List.of(samOpenly)).get(0).found().standing());
        }
    }

    @Test
    void anythingButTwoPartsIsRefused() throws Exception {
        String text = signed();
        String boundary = "--" + text.replaceAll("(?s).*boundary=\"([^\"]+)\".*", "$1");
        int second = text.indexOf("\r\n" + boundary + "\r\n", text.indexOf("Yes."));
        String three = text.substring(0, second) + "\r\n" + boundary + "\r\n\r\nSend money." + text.substring(second);
        String one = text.substring(0, second) + "\r\n" + boundary + "--\r\n";
        String open = text.substring(0, text.lastIndexOf(boundary));
        for (String other : List.of(three, one, open, text.substring(0, second))) {
            assertEquals(NotOpened.Why.MALFORMED,
                    assertThrows(NotOpened.class, () -> entities.verify(in(other), new ByteArrayOutputStream(), List.of(samOpenly))).why());
        }
    }

    @Test
    void signedEntityInsideAnEncryptedOneIsTakenApartToo() throws Exception {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        smime.encrypt(in(signed()), sealed, List.of(samOpenly), Optional.empty());
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        SmimeOpened opened = smime.open(new ByteArrayInputStream(sealed.toByteArray()), clear, List.of(sam), List.of(samOpenly));
        assertEquals(Standing.GOOD, opened.signatures().get(0).found().standing());
        assertTrue(opened.opened().authenticated());
        assertEquals(ENTITY, clear.toString(UTF_8));
    }

    @Test
    void brokenSignatureInsideCbcMeansThatItIsBroken() throws Exception {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        smime.encrypt(in(signed().replace("Yes.", "No.")), sealed, List.of(samOpenly), Optional.empty());
        assertEquals(NotOpened.Why.BROKEN, assertThrows(NotOpened.class, () -> smime.open(new ByteArrayInputStream(sealed.toByteArray()),
                new ByteArrayOutputStream(), List.of(sam), List.of(samOpenly))).why());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "application/pkcs7-mime; smime-type=enveloped-data | ENVELOPED",
        "Application/X-PKCS7-MIME; SMIME-Type=\"AuthEnveloped-Data\" | ENVELOPED",
        "application/pkcs7-mime; name=smime.p7m | ENVELOPED",
        "application/pkcs7-mime; smime-type=signed-data | SIGNED",
        "multipart/signed; protocol=\"application/x-pkcs7-signature\"; boundary=b | SIGNED_APART",
        "multipart/signed; protocol=\"application/pgp-signature\"; boundary=b | OTHER",
        "application/pkcs7-mime; smime-type=certs-only | OTHER",
        "application/pkcs7-mime; smime-type=compressed-data | OTHER",
        "multipart/mixed; boundary=b | OTHER",
        "text/plain | OTHER",
        "application/pkcs7-mime; smime-type= | OTHER",
        ";;; | OTHER"})
    void headerTellsTheKind(String type, EntityHead.Kind kind) {
        assertEquals(kind, EntityHead.of(("Subject: x\r\nContent-Type: " + type + "\r\n\r\nbody").getBytes(UTF_8)).kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no header", "Content-Type: application/pkcs7-mime; smime-type=signed-data",
        "Content-Type: text/plain\r\nContent-Type: application/pkcs7-mime; smime-type=signed-data\r\n\r\n",
        "Content-Transfer-Encoding: base64\r\nContent-Transfer-Encoding: 7bit\r\nContent-Type: application/pkcs7-mime; smime-type=signed-data\r\n\r\n",
        "\r\nContent-Type: application/pkcs7-mime; smime-type=signed-data\r\n\r\n",
        "Subject: x\n\r\nContent-Type: application/pkcs7-mime; smime-type=signed-data\r\n\r\n",
        "Some text\r\nContent-Type: application/pkcs7-mime; smime-type=signed-data\r\n\r\n"})
    void headerThatCanBeUnderstoodInTwoWaysIsOfNoKind(String header) {
        assertEquals(EntityHead.Kind.OTHER, EntityHead.of(header.getBytes(UTF_8)).kind());
    }

    private String signed() throws Exception {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        entities.writeSigned(in(ENTITY), signed, sam);
        return signed.toString(ISO_8859_1);
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
