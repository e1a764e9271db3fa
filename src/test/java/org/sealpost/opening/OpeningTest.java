package org.sealpost.opening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sealpost.opening.Desk.LETTER;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.Finding;
import org.sealpost.endtoend.Finding.Apart;
import org.sealpost.endtoend.Finding.Encryption;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.endtoend.Standard;
import org.sealpost.mime.Reading;
import org.sealpost.smime.SmimeRecipient.Reads;

/** What comes out of whole messages that nobody changed. */
class OpeningTest {

    static final String OUTSIDE = "From: Dr. Vos <vos@peer.test>\r\nTo: lena@ours.test\r\nSubject: [...]\r\n";
    static final String ENTITY = "Content-Type: text/plain\r\n\r\nThe secret is 4711.\r\n";
    static final String PROTECTED = "From: Dr. Vos <vos@peer.test>\r\nTo: lena@ours.test\r\nSubject: The finding\r\n"
            + "Content-Type: text/plain; hp=\"cipher\"\r\n\r\nThe secret is 4711.\r\n";

    private final Desk desk = new Desk();

    @Test
    void plainMessagesAreLeftAlone() {
        assertEquals(Optional.empty(), desk.open(LETTER));
        assertEquals(Optional.empty(), desk.open("From: a@b.test\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nhello\r\n--x--\r\n"));
        assertEquals(Optional.empty(), desk.open("not even a header"));
        assertEquals(Optional.empty(), desk.open(""));
    }

    @Test
    void pgpMimeIsOpenedWithTheHeaderThatWasInside() {
        Outcome outcome = desk.open(desk.pgpEncrypted(LETTER, desk.vosPgp)).orElseThrow();
        Finding finding = outcome.finding();
        assertEquals(Encryption.OPENED, finding.encryption());
        assertEquals(Optional.of(Standard.OPENPGP), finding.standard());
        assertEquals("AES-256 CFB MDC", finding.cipher());
        assertTrue(finding.authenticated());
        assertEquals(List.of(Standing.GOOD), standings(finding));
        assertTrue(finding.headerProtected());
        assertFalse(finding.authorDiffers());
        assertTrue(finding.isQuotable());
        assertEquals(List.of(), finding.apart());
        Reading reading = Desk.read(outcome.opened().orElseThrow());
        assertEquals("The finding", reading.subject());
        assertEquals("The secret is 4711.", reading.text().strip());
        assertEquals("<1@peer.test>", reading.messageId().orElseThrow());
    }

    @Test
    void pgpMimeThatIsOnlySignedIsShownWithoutWhatStandsAroundIt() {
        Outcome outcome = desk.open(desk.pgpSigned(LETTER, desk.vosPgp)).orElseThrow();
        assertEquals(Encryption.NONE, outcome.finding().encryption());
        assertFalse(outcome.finding().isEncrypted());
        assertEquals(List.of(Standing.GOOD), standings(outcome.finding()));
        Reading reading = Desk.read(outcome.opened().orElseThrow());
        assertEquals("The finding", reading.subject());
        assertEquals(List.of(), reading.attachments());
    }

    @Test
    void smimeIsOpenedInBothFormsOfHeaderProtection() {
        for (String entity : List.of(PROTECTED, "Content-Type: message/rfc822\r\n\r\n" + LETTER)) {
            Outcome outcome = desk.open(desk.smimeEncrypted(OUTSIDE, entity, Reads.RFC_8551, desk.vosSmime)).orElseThrow();
            assertEquals(Encryption.OPENED, outcome.finding().encryption());
            assertEquals(Optional.of(Standard.SMIME), outcome.finding().standard());
            assertTrue(outcome.finding().authenticated());
            assertEquals(List.of(Standing.GOOD), standings(outcome.finding()));
            assertEquals(1, outcome.carried().size());
            assertEquals("The finding", Desk.read(outcome.opened().orElseThrow()).subject());
        }
    }

    @Test
    void cbcIsAuthenticatedByAGoodSignatureInsideAndByNothingElse() {
        Outcome signed = desk.open(desk.smimeEncrypted(OUTSIDE, ENTITY, Reads.WHAT_ALL_DO, desk.vosSmime)).orElseThrow();
        assertTrue(signed.finding().authenticated());
        Outcome unsigned = desk.open(desk.smimeEncrypted(OUTSIDE, ENTITY, Reads.WHAT_ALL_DO, null)).orElseThrow();
        assertEquals(Encryption.OPENED, unsigned.finding().encryption());
        assertFalse(unsigned.finding().authenticated());
        assertFalse(unsigned.finding().isQuotable());
    }

    @Test
    void smimeThatIsOnlySignedGivesItsCertificate() {
        Outcome outcome = desk.open(desk.smimeSigned(OUTSIDE, ENTITY, desk.vosSmime)).orElseThrow();
        assertEquals(List.of(Standing.GOOD), standings(outcome.finding()));
        assertEquals(List.of(Reads.RFC_8551), outcome.carried().stream().map(Carried::reads).toList());
        assertEquals(outcome.finding().signatures().get(0).found().made(), outcome.carried().get(0).made());
        assertFalse(outcome.finding().headerProtected());
        assertEquals("[...]", Desk.read(outcome.opened().orElseThrow()).subject());
    }

    @Test
    void aSignatureInsideWhatIsEncryptedCounts() {
        String signed = desk.pgpSigned(LETTER, desk.vosPgp);
        Finding finding = desk.open(desk.pgpEncrypted(signed, null)).orElseThrow().finding();
        assertEquals(Encryption.OPENED, finding.encryption());
        assertEquals(List.of(Standing.GOOD), standings(finding));
        Finding smime = desk.open(desk.smimeEncrypted(OUTSIDE, desk.smimeSigned("", ENTITY, desk.vosSmime), Reads.WHAT_ALL_DO, null)).orElseThrow().finding();
        assertEquals(List.of(Standing.GOOD), standings(smime));
        assertTrue(smime.authenticated());
    }

    @Test
    void aSignatureAroundWhatIsEncryptedDoesNot() {
        Outcome outcome = desk.open(desk.pgpSigned(desk.pgpEncrypted(LETTER, null), desk.malloryPgp)).orElseThrow();
        assertEquals(Encryption.OPENED, outcome.finding().encryption());
        assertEquals(List.of(), outcome.finding().signatures());
        Outcome smime = desk.open(desk.smimeSigned(OUTSIDE, desk.smimeEncrypted("", ENTITY, Reads.RFC_8551, null), desk.vosSmime)).orElseThrow();
        assertEquals(Encryption.OPENED, smime.finding().encryption());
        assertEquals(List.of(), smime.finding().signatures());
        assertEquals(List.of(), smime.carried());
    }

    @Test
    void bothStandardsInEachOtherAreOpened() {
        String pgpInSmime = desk.smimeEncrypted(OUTSIDE, desk.pgpEncrypted(LETTER, desk.vosPgp), Reads.RFC_8551, null);
        Outcome outcome = desk.open(pgpInSmime).orElseThrow();
        assertEquals(Encryption.OPENED, outcome.finding().encryption());
        assertEquals("The secret is 4711.", Desk.read(outcome.opened().orElseThrow()).text().strip());
    }

    @Test
    void armorThatIsTheWholeTextIsOpened() {
        Outcome outcome = desk.open(OUTSIDE + "\r\n" + desk.armored("Größe <b>4711</b>", desk.vosPgp)).orElseThrow();
        assertEquals(Encryption.OPENED, outcome.finding().encryption());
        assertEquals(List.of(Standing.GOOD), standings(outcome.finding()));
        Reading reading = Desk.read(outcome.opened().orElseThrow());
        assertEquals("Größe <b>4711</b>", reading.text().strip());
        assertEquals(Optional.empty(), reading.html());
    }

    @Test
    void withoutItsKeyItStaysAsItCame() {
        Knowledge nobody = desk.knowledge(List.of(), List.of(), List.of());
        for (String message : List.of(desk.pgpEncrypted(LETTER, desk.vosPgp), desk.smimeEncrypted(OUTSIDE, ENTITY, Reads.RFC_8551, null))) {
            Outcome outcome = desk.open(message, nobody).orElseThrow();
            assertEquals(Encryption.NO_KEY, outcome.finding().encryption());
            assertEquals(Optional.empty(), outcome.opened());
            assertTrue(outcome.finding().mayBecomeBetter());
        }
    }

    @Test
    void moreKeysAreSeenAtOnce() {
        Knowledge nobody = desk.knowledge(List.of(), List.of(), List.of());
        int before = desk.open(desk.pgpEncrypted(LETTER, null), nobody).orElseThrow().finding().known();
        assertEquals(before, Known.digest(nobody));
        assertFalse(before == Known.digest(desk.lenas));
    }

    @Test
    void anUnknownSignerIsOne() {
        Finding finding = desk.open(desk.pgpSigned(LETTER, desk.vosPgp), desk.knowledge(List.of(), List.of(), List.of())).orElseThrow().finding();
        assertEquals(List.of(Standing.UNKNOWN_SIGNER), standings(finding));
        assertTrue(finding.mayBecomeBetter());
        assertFalse(finding.headerProtected());
    }

    @Test
    void troubleOfTheStoreIsNoFinding() {
        Shelf full = () -> {
            throw new IOException("full");
        };
        Shelf away = () -> {
            throw new IllegalStateException("the database is away");
        };
        for (Shelf shelf : List.of(full, away)) {
            assertThrows(IOException.class, () -> desk.opening.open(Desk.raw(desk.pgpEncrypted(LETTER, null)), desk.lenas, shelf));
        }
        Knowledge lost = new Knowledge() {
            @Override
            public List<SecretKey> keys(Standard standard) {
                throw new IllegalStateException("the database is away");
            }

            @Override
            public List<Certificate> signers(Standard standard) {
                return desk.lenas.signers(standard);
            }
        };
        assertThrows(IOException.class, () -> desk.opening.open(Desk.raw(desk.pgpEncrypted(LETTER, null)), lost, new Desk.MemoryShelf()));
    }

    @Test
    void partsApartAreOpenedForThemselves() throws IOException {
        String sealed = desk.pgpEncrypted(LETTER, null);
        String part = sealed.substring(sealed.indexOf("Content-Type:"));
        String mixed = OUTSIDE + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nhello\r\n--x\r\n" + part + "\r\n--x\r\n\r\n"
                + "before\r\n" + desk.armored("inline", null) + "behind\r\n--x--\r\n";
        Outcome outcome = desk.open(mixed).orElseThrow();
        assertTrue(outcome.finding().isPlain());
        assertEquals(List.of(new Apart(1, Apart.Kind.ENCRYPTED), new Apart(2, Apart.Kind.ENCRYPTED)), outcome.finding().apart());
        Outcome first = desk.opening.openApart(Desk.raw(mixed), 1, desk.lenas, new Desk.MemoryShelf()).orElseThrow();
        assertEquals("The secret is 4711.", Desk.read(first.opened().orElseThrow()).text().strip());
        Outcome second = desk.opening.openApart(Desk.raw(mixed), 2, desk.lenas, new Desk.MemoryShelf()).orElseThrow();
        assertEquals("inline", Desk.read(second.opened().orElseThrow()).text().strip());
        assertEquals(Optional.empty(), desk.opening.openApart(Desk.raw(mixed), 3, desk.lenas, new Desk.MemoryShelf()));
    }

    static List<Standing> standings(Finding finding) {
        return finding.signatures().stream().map(one -> one.found().standing()).toList();
    }
}
