package org.sealpost.openpgp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.Opened;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.testing.FixedTime;

/** The samples of RFC 9580 appendix A; each file is named after its section. */
class Rfc9580Test {

    private static final String FINGERPRINT = "CB186C4F0609A697E4D52DFA6C722B0C1F1E27C18A56708F6525EC27BAD9ACC9";

    private final OpenPgp pgp = new OpenPgp(FixedTime.atNoon(), new SecureRandom());

    @Test
    void theCertificateSaysWhatTheRfcSays() throws Exception {
        OpenPgpCertificate certificate = pgp.keys().certificate(sample("a3-certificate.asc"));
        assertEquals(FINGERPRINT, certificate.fingerprint());
        assertEquals(List.of(FINGERPRINT, "12C83F1E706F6308FE151A417743A1F033790E93E9978488D1DB378DA9930885"), certificate.allFingerprints());
        assertEquals(6, certificate.version());
        assertEquals("Ed25519", certificate.algorithm());
        assertEquals(Instant.parse("2022-11-30T16:08:03Z"), certificate.created());
        assertEquals(Optional.empty(), certificate.expires(FixedTime.NOON));
        assertEquals(Optional.empty(), certificate.unfitForEncryption(FixedTime.NOON));
        assertEquals(Optional.of(UnfitKey.Why.NOT_YET), certificate.unfitForEncryption(certificate.created().minusSeconds(1)));
        assertEquals(List.of(), certificate.userIds(FixedTime.NOON));
    }

    @Test
    void theSecretKeyHasTheSamePublicPart() throws Exception {
        Certificate certificate = pgp.certificate(new SecretKey(sample("a4-secret-key.asc")));
        assertEquals(FINGERPRINT, pgp.keys().certificate(certificate).fingerprint());
    }

    @Test
    void whatIsEncryptedToItIsOpened() throws Exception {
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        Opened opened = pgp.decrypt(in(sample("a8-x25519-aead-ocb.asc")), clear, List.of(new SecretKey(sample("a4-secret-key.asc"))), List.of());
        assertEquals("Hello, world!", clear.toString(StandardCharsets.UTF_8));
        assertEquals(new Opened("AES-128 OCB", List.of()), opened);
    }

    @Test
    void aLockedKeyOpensNothing() throws Exception {
        SecretKey locked = new SecretKey(sample("a5-locked-secret-key.asc"));
        NotOpened refused = assertThrows(NotOpened.class,
                () -> pgp.decrypt(in(sample("a8-x25519-aead-ocb.asc")), new ByteArrayOutputStream(), List.of(locked), List.of()));
        assertEquals(NotOpened.Why.NO_KEY, refused.why());
        assertEquals(UnfitKey.Why.NOT_FOR_THIS, assertThrows(UnfitKey.class, () -> pgp.sign(in(new byte[0]), locked)).why());
    }

    @Test
    void nobodyHasAPassphraseForAMessage() {
        NotOpened refused = assertThrows(NotOpened.class, () -> pgp.decrypt(in(sample("a9-eax-with-a-passphrase.asc")),
                new ByteArrayOutputStream(), List.of(new SecretKey(sample("a4-secret-key.asc"))), List.of()));
        assertEquals(NotOpened.Why.NO_KEY, refused.why());
    }

    @Test
    void theCleartextSignatureIsGood() throws Exception {
        InlinePgp inline = InlinePgp.in(new String(sample("a6-cleartext-signed.txt"), StandardCharsets.UTF_8)).orElseThrow();
        assertTrue(inline.whole());
        assertEquals("What we need from the grocery store:\r\n\r\n- tofu\r\n- vegetables\r\n- noodles\r\n",
                new String(inline.signed(), StandardCharsets.UTF_8));
        List<Certificate> signers = List.of(new Certificate(sample("a3-certificate.asc")));
        assertEquals(List.of(new SignatureFound(Standing.GOOD, FINGERPRINT, Optional.of(Instant.parse("2022-12-13T16:08:03Z")))),
                pgp.verify(in(inline.signed()), inline.armored(), signers));
        byte[] other = new String(inline.signed(), StandardCharsets.UTF_8).replace("tofu", "beef").getBytes(StandardCharsets.UTF_8);
        assertEquals(Standing.BAD, pgp.verify(in(other), inline.armored(), signers).get(0).standing());
    }

    @Test
    void whatIsOnlySignedIsNoEncryptedMessage() {
        NotOpened refused = assertThrows(NotOpened.class, () -> pgp.decrypt(in(sample("a7-inline-signed.asc")), new ByteArrayOutputStream(),
                List.of(), List.of(new Certificate(sample("a3-certificate.asc")))));
        assertEquals(NotOpened.Why.MALFORMED, refused.why());
    }

    @Test
    void aBareKeyThatNothingBindsSignsNothing() throws Exception {
        Certificate bare = new Certificate(sample("a1-ed25519-legacy-key.asc"));
        assertEquals("C959BDBAFA32A2F89A153B678CFDE12197965A9A", pgp.keys().certificate(bare).fingerprint());
        List<SignatureFound> found = pgp.verify(in("OpenPGP".getBytes(StandardCharsets.US_ASCII)), sample("a2-ed25519-legacy-signature.asc"),
                List.of(bare));
        assertEquals(List.of(new SignatureFound(Standing.UNFIT_KEY, "C959BDBAFA32A2F89A153B678CFDE12197965A9A",
                Optional.of(Instant.parse("2015-09-16T12:24:53Z")))), found);
        assertEquals(Standing.BAD, pgp.verify(in("OpenPgP".getBytes(StandardCharsets.US_ASCII)), sample("a2-ed25519-legacy-signature.asc"),
                List.of(bare)).get(0).standing());
    }

    @Test
    void theSampleKeyAndOursUnderstandEachOther() throws Exception {
        SecretKey theirs = new SecretKey(sample("a4-secret-key.asc"));
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        pgp.encrypt(in(new byte[] {1, 2, 3}), sealed, List.of(pgp.certificate(theirs)), Optional.of(theirs));
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        Opened opened = pgp.decrypt(in(sealed.toByteArray()), clear, List.of(theirs), List.of(pgp.certificate(theirs)));
        assertEquals(3, clear.size());
        assertEquals(Standing.GOOD, opened.signatures().get(0).standing());
        assertEquals("AES-256 OCB", opened.cipher());
        SecretKey four = pgp.generate("Sam <sam@clinic.test>", Duration.ofDays(1));
        assertFalse(pgp.keys().certificate(pgp.certificate(four)).armored().contains("PRIVATE"));
    }

    private static InputStream in(byte[] octets) {
        return new ByteArrayInputStream(octets);
    }

    static byte[] sample(String name) {
        try (InputStream in = Rfc9580Test.class.getResourceAsStream("rfc9580/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
