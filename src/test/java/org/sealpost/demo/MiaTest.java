package org.sealpost.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.smime.Pkcs12File;
import org.sealpost.smime.Smime;
import org.sealpost.smime.SmimeEntities;
import org.sealpost.smime.SmimeRecipient;

class MiaTest {

    private static final InstantSource CLOCK = InstantSource.system();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ENTITY = "From: Sam Berger <sam@clinic.test>\r\nTo: mia@smime.test\r\nSubject: The biopsy\r\n"
            + "Content-Type: text/plain; hp=\"cipher\"\r\n\r\nIt is benign.\r\n";
    private static final String OUTSIDE = "From: Sam Berger <sam@clinic.test>\r\nTo: mia@smime.test\r\nSubject: [...]\r\nMIME-Version: 1.0\r\n";

    private final Smime smime = new Smime(CLOCK, RANDOM);
    private final SmimeEntities entities = new SmimeEntities(smime, RANDOM);

    @TempDir
    private Path folder;

    private SecretKey sam;
    private SecretKey mias;
    private Mailboxes mailboxes;
    private Mia mia;

    @BeforeEach
    void begin() throws Exception {
        DemoCa root = DemoCa.in(folder, CLOCK.instant(), RANDOM);
        Files.writeString(folder.resolve("demo-ca.pem"), root.pem());
        MailAuthority authority = MailAuthority.in(folder, root, CLOCK.instant(), RANDOM);
        for (MailAuthority.Person person : MailAuthority.Person.values()) {
            person.in(folder, authority, CLOCK.instant());
        }
        sam = Pkcs12File.read(Files.readAllBytes(folder.resolve("sam.p12")), "demo".toCharArray());
        mias = Pkcs12File.read(Files.readAllBytes(folder.resolve("mia.p12")), "demo".toCharArray());
        mailboxes = new Mailboxes(folder.resolve("mailboxes"));
        mia = new Mia(folder, mailboxes, CLOCK, RANDOM);
    }

    @Test
    void sheReadsWhatNobodyElseCanAndSeesWhoSignedIt() throws Exception {
        byte[] came = sealed(Optional.of(sam));
        assertFalse(new String(came, StandardCharsets.UTF_8).contains("biopsy"));
        Unsealed read = mia.read(came).orElseThrow();
        assertEquals("The biopsy", read.mail().subject());
        assertEquals("It is benign.", read.mail().text());
        assertEquals("Signed by sam@clinic.test, and the signature is good", read.signature());
        assertTrue(read.cipher().orElseThrow().startsWith("AES-"), read.cipher().toString());
    }

    @Test
    void whatIsNotSignedOrNotVouchedForIsNeverCalledGood() throws Exception {
        assertEquals("Not signed", mia.read(sealed(Optional.empty())).orElseThrow().signature());
        Unsealed other = mia.read(sealed(Optional.of(smime.generate("Sam Berger <sam@clinic.test>", Duration.ofDays(1))))).orElseThrow();
        assertEquals("Signed with a key that isn’t known as one of sam@clinic.test", other.signature());
        assertFalse(other.good());
        Unsealed by = mia.read(sealed(Optional.of(mias))).orElseThrow();
        assertEquals("Signed well, but not by sam@clinic.test", by.signature());
        assertFalse(by.good());
    }

    @Test
    void whatNeedsNoKeyIsShownAsItCame() throws Exception {
        assertEquals(Optional.empty(), mia.read("Subject: x\r\n\r\nhi\r\n".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void sheEncryptsToWhoeverSignedWithAVouchedForCertificateAndToNobodyElse() throws Exception {
        assertEquals(Optional.empty(), mia.sealed(toSam(), "sam@clinic.test"));
        mailboxes.keep(Correspondent.MIA, CLOCK.instant(), Optional.empty(), "", sealed(Optional.of(smime.generate("Sam <sam@clinic.test>", Duration.ofDays(1)))));
        assertEquals(Optional.empty(), mia.sealed(toSam(), "sam@clinic.test"));
        mailboxes.keep(Correspondent.MIA, CLOCK.instant(), Optional.empty(), "", sealed(Optional.of(sam)));
        byte[] written = mia.sealed(toSam(), "sam@clinic.test").orElseThrow();
        assertFalse(new String(written, StandardCharsets.UTF_8).contains("The contract"));
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        var opened = entities.open(new ByteArrayInputStream(written), clear, List.of(sam), List.of(smime.certificate(mias)));
        assertEquals(Standing.GOOD, opened.opened().signatures().get(0).standing());
        assertTrue(clear.toString(StandardCharsets.UTF_8).contains("The contract"));
    }

    @Test
    void whatSheSignsCanBeReadByEverybody() throws Exception {
        byte[] signed = mia.signed(toSam());
        assertTrue(new String(signed, StandardCharsets.UTF_8).contains("Subject: The contract\r\n"));
        var signatures = entities.verify(new ByteArrayInputStream(signed), new ByteArrayOutputStream(), List.of(smime.certificate(mias)));
        assertEquals(Standing.GOOD, signatures.get(0).found().standing());
        assertEquals(3, signatures.get(0).carried().size());
    }

    private byte[] sealed(Optional<SecretKey> signer) throws Exception {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(OUTSIDE.getBytes(StandardCharsets.US_ASCII));
        entities.writeEnveloped(new ByteArrayInputStream(ENTITY.getBytes(StandardCharsets.US_ASCII)), message,
                List.of(new SmimeRecipient(smime.certificate(mias), SmimeRecipient.Reads.WHAT_ALL_DO)), signer);
        return message.toByteArray();
    }

    private static byte[] toSam() {
        return Letters.toSam(Correspondent.MIA, Mia.NAME, "The contract", "here it is.", CLOCK.instant());
    }
}
