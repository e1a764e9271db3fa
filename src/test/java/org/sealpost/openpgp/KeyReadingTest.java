package org.sealpost.openpgp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.Address;
import org.sealpost.testing.FixedTime;

/** What a certificate says of itself, and what is none. */
class KeyReadingTest {

    private static final Instant NOW = FixedTime.NOON;

    private final OpenPgp pgp = new OpenPgp(FixedTime.atNoon(), new SecureRandom());
    private final KeyReading reading = pgp.keys();

    @Test
    void aKeyOfOursSaysWhoseItIsAndHowLong() throws Exception {
        OpenPgpCertificate sam = reading.certificate(pgp.certificate(pgp.generate("Sam Berg <sam@clinic.test>", Duration.ofDays(730))));
        assertEquals(4, sam.version());
        assertEquals("EdDSA", sam.algorithm());
        assertEquals(NOW, sam.created());
        assertEquals(Optional.of(Instant.parse("2028-11-22T12:00:00Z")), sam.expires(NOW));
        assertEquals(List.of(new OpenPgpCertificate.UserId("Sam Berg <sam@clinic.test>", Optional.of(Address.of("sam@clinic.test")))), sam.userIds(NOW));
        assertTrue(sam.names(Address.of("sam@clinic.test"), NOW));
        assertFalse(sam.names(Address.of("sam@elsewhere.test"), NOW));
        assertEquals(2, sam.allFingerprints().size());
        assertEquals(40, sam.fingerprint().length());
        assertFalse(sam.isRevoked(NOW));
    }

    @Test
    void inVersionSixItSaysTheSame() throws Exception {
        OpenPgp newer = new OpenPgp(FixedTime.atNoon(), new SecureRandom(), KeyVersion.SIX);
        OpenPgpCertificate sam = reading.certificate(newer.certificate(newer.generate("Sam Berg <sam@clinic.test>", Duration.ofDays(730))));
        assertEquals(6, sam.version());
        assertEquals("Ed25519", sam.algorithm());
        assertEquals(64, sam.fingerprint().length());
        assertEquals(Optional.of(Instant.parse("2028-11-22T12:00:00Z")), sam.expires(NOW));
        assertTrue(sam.names(Address.of("sam@clinic.test"), NOW));
    }

    @ParameterizedTest
    @CsvSource({"-1, NOT_YET", "0, ''", "863999, ''", "864000, EXPIRED", "86400000, EXPIRED"})
    void itIsFitFromItsBirthToItsEnd(long second, String why) throws Exception {
        OpenPgpCertificate tenDays = reading.certificate(pgp.certificate(pgp.generate("Sam <sam@clinic.test>", Duration.ofDays(10))));
        Optional<UnfitKey.Why> wanted = why.isEmpty() ? Optional.empty() : Optional.of(UnfitKey.Why.valueOf(why));
        assertEquals(wanted, tenDays.unfitForEncryption(NOW.plusSeconds(second)));
        assertEquals(wanted, tenDays.unfitForSigning(NOW.plusSeconds(second)));
    }

    @Test
    void aRevocationCountsFromItsDayOrForever() throws Exception {
        Instant made = NOW.minus(Duration.ofDays(100));
        Instant called = NOW.minus(Duration.ofDays(1));
        PGPSecretKeyRing vos = TestKeys.usual(made);
        OpenPgpCertificate retired = read(TestKeys.revoked(vos, called, (byte) 3));
        assertFalse(retired.isRevoked(called.minusSeconds(1)));
        assertTrue(retired.isRevoked(called));
        assertEquals(Optional.of(UnfitKey.Why.REVOKED), retired.unfitForEncryption(NOW));
        OpenPgpCertificate compromised = read(TestKeys.revoked(vos, called, (byte) 2));
        assertTrue(compromised.isRevoked(made));
        refused(UnfitKey.Why.REVOKED, compromised.certificate());
    }

    @Test
    void somebodyElsesRevocationIsNoise() throws Exception {
        Instant made = NOW.minus(Duration.ofDays(100));
        PGPSecretKeyRing vos = TestKeys.usual(made);
        PGPSecretKeyRing eve = TestKeys.usual(made);
        byte[] forged = TestKeys.signature(eve.getSecretKey(), new byte[] {1}, PGPSignature.KEY_REVOCATION, HashAlgorithmTags.SHA512, NOW,
                subpackets -> {
                    subpackets.removePacketsOfType(33);
                    subpackets.setIssuerFingerprint(false, vos.getPublicKey());
                });
        byte[] certificate = TestKeys.certificate(vos).octets();
        int primary = Hostile.firstPacket(certificate);
        byte[] poisoned = Hostile.joined(Arrays.copyOf(certificate, primary), forged, Arrays.copyOfRange(certificate, primary, certificate.length));
        assertFalse(reading.certificate(poisoned).isRevoked(NOW));
    }

    @Test
    void itsUserIdsAreThoseThatItBindsItself() throws Exception {
        PGPSecretKeyRing vos = TestKeys.usual(NOW.minus(Duration.ofDays(100)));
        byte[] claim = "The boss <boss@clinic.test>".getBytes(StandardCharsets.UTF_8);
        byte[] certificate = TestKeys.certificate(vos).octets();
        byte[] claimed = withUserId(certificate, claim);
        OpenPgpCertificate read = reading.certificate(claimed);
        assertFalse(read.names(Address.of("boss@clinic.test"), NOW));
        assertTrue(read.names(Address.of("vos@peer.test"), NOW));
    }

    @Test
    void aNameThatWasCalledBackTakesNobodysKeyAway() throws Exception {
        Instant moved = NOW.minus(Duration.ofDays(10));
        OpenPgpCertificate vos = read(TestKeys.renamed(TestKeys.usual(NOW.minus(Duration.ofDays(100))), "Vos <vos@new.test>", moved));
        assertTrue(vos.names(Address.of("vos@new.test"), NOW));
        assertFalse(vos.names(Address.of("vos@peer.test"), NOW), "what was called back names nobody");
        assertFalse(vos.isRevoked(NOW));
        assertEquals(Optional.empty(), vos.unfitForEncryption(NOW));
        assertEquals(Optional.empty(), vos.unfitForSigning(NOW));
    }

    /** Before the subkey, where user ids stand. */
    private static byte[] withUserId(byte[] certificate, byte[] text) {
        int subkey = 0;
        while ((certificate[subkey] & 0x3f) != 14) {
            subkey += Hostile.firstPacket(Arrays.copyOfRange(certificate, subkey, certificate.length));
        }
        return Hostile.joined(Arrays.copyOf(certificate, subkey), Hostile.packet(13, text), Arrays.copyOfRange(certificate, subkey, certificate.length));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Sam <sam@clinic.test>            | sam@clinic.test",
        "sam@clinic.test                  | sam@clinic.test",
        "<sam@clinic.test>                | sam@clinic.test",
        "Sam (at work) <sam@clinic.test>  | sam@clinic.test",
        "boss@clinic.test <sam@peer.test> | sam@peer.test",
        "Sam <sam@clinic.test> and others | ",
        "Sam                              | ",
        "<a@b.test> <not an address>      | "})
    void anAddressStandsAtTheEndOrAlone(String text, String address) throws Exception {
        OpenPgpCertificate one = reading.certificate(pgp.certificate(pgp.generate(text.strip(), Duration.ofDays(1))));
        assertEquals(Optional.ofNullable(address).map(Address::of), one.userIds(NOW).get(0).address());
    }

    @Test
    void nobodyWritesToAKeyThatOnlySigns() throws Exception {
        PGPSecretKeyRing signer = TestKeys.withSigningSubkey(NOW, true);
        assertEquals(Optional.of(UnfitKey.Why.NOT_FOR_THIS), read(signer).unfitForEncryption(NOW));
        refused(UnfitKey.Why.NOT_FOR_THIS, TestKeys.certificate(signer));
    }

    @Test
    void nobodyWritesToAWeakKey() throws Exception {
        PGPSecretKeyRing weak = TestKeys.ring(NOW, generator -> generator.singletonRSAKey(1_024, TestKeys.PERSON));
        OpenPgpCertificate certificate = read(weak);
        assertEquals("RSA 1024", certificate.algorithm());
        assertEquals(Optional.of(UnfitKey.Why.WEAK), certificate.unfitForEncryption(NOW));
        assertEquals(Optional.of(UnfitKey.Why.WEAK), certificate.unfitForSigning(NOW));
        refused(UnfitKey.Why.WEAK, TestKeys.certificate(weak));
    }

    @Test
    void oneUnfitRecipientIsEnoughToRefuse() throws Exception {
        Certificate good = pgp.certificate(pgp.generate("Sam <sam@clinic.test>", Duration.ofDays(1)));
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        assertThrows(UnfitKey.class, () -> pgp.encrypt(Hostile.in(new byte[10]), sealed, List.of(good, new Certificate(new byte[] {1})), Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> pgp.encrypt(Hostile.in(new byte[10]), sealed, List.of(), Optional.empty()));
        assertEquals(0, sealed.size());
    }

    @Test
    void armoredItIsTheSame() throws Exception {
        OpenPgpCertificate sam = reading.certificate(pgp.certificate(pgp.generate("Sam <sam@clinic.test>", Duration.ofDays(1))));
        String armored = sam.armored();
        assertTrue(armored.startsWith("-----BEGIN PGP PUBLIC KEY BLOCK-----\r\n\r\n"), armored);
        assertTrue(armored.endsWith("\r\n-----END PGP PUBLIC KEY BLOCK-----\r\n"), armored);
        OpenPgpCertificate again = reading.certificate(("Here is my key:\n\n" + armored + "\nBye").getBytes(StandardCharsets.UTF_8));
        assertArrayEquals(sam.certificate().octets(), again.certificate().octets());
    }

    @Test
    void severalKeysAreSeveral() throws Exception {
        byte[] one = pgp.certificate(pgp.generate("Sam <sam@clinic.test>", Duration.ofDays(1))).octets();
        byte[] two = TestKeys.certificate(TestKeys.usual(NOW)).octets();
        assertEquals(2, reading.certificates(Hostile.joined(one, two)).size());
        malformed(Hostile.joined(one, two));
    }

    @Test
    void aSecretKeyIsNoCertificate() {
        SecretKey key = pgp.generate("Sam <sam@clinic.test>", Duration.ofDays(1));
        malformed(key.octets());
        assertEquals("a secret key", key.toString());
    }

    @Test
    void whatIsNoKeyOrTooMuchOfOneIsMalformed() {
        byte[] certificate = TestKeys.certificate(TestKeys.usual(NOW)).octets();
        malformed(new byte[0]);
        malformed("no key".getBytes(StandardCharsets.US_ASCII));
        malformed("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n????\n-----END PGP PUBLIC KEY BLOCK-----\n".getBytes(StandardCharsets.US_ASCII));
        malformed("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nxioGY4d/".getBytes(StandardCharsets.US_ASCII));
        malformed(Arrays.copyOf(certificate, certificate.length - 1));
        malformed(Hostile.joined(certificate, Hostile.literal("and more")));
        malformed(Hostile.joined(certificate, Hostile.packet(39, new byte[3])));
        malformed(new byte[3 * 1_024 * 1_024]);
        byte[] names = certificate;
        for (int i = 0; i < 101; i++) {
            names = withUserId(names, ("name " + i).getBytes(StandardCharsets.US_ASCII));
        }
        malformed(names);
        malformed(withUserId(certificate, new byte[300_000]));
    }

    private OpenPgpCertificate read(PGPSecretKeyRing ring) throws UnfitKey {
        return reading.certificate(TestKeys.certificate(ring));
    }

    private void malformed(byte[] octets) {
        assertEquals(UnfitKey.Why.MALFORMED, assertThrows(UnfitKey.class, () -> reading.certificate(octets)).why());
    }

    private void refused(UnfitKey.Why why, Certificate recipient) {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        assertEquals(why, assertThrows(UnfitKey.class,
                () -> pgp.encrypt(Hostile.in(new byte[10]), sealed, List.of(recipient), Optional.empty())).why());
        assertEquals(0, sealed.size());
    }
}
