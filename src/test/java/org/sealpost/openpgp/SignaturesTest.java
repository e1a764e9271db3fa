package org.sealpost.openpgp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SignatureSubpacket;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.Opened;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.testing.FixedTime;

/** What a signature proves, and what it doesn't although its octets are right. */
class SignaturesTest {

    private static final byte[] WORDS = "I agree.\nVos\n".getBytes(StandardCharsets.US_ASCII);
    private static final Instant NOW = FixedTime.NOON;
    private static final Instant MADE = NOW.minus(Duration.ofDays(100));
    private static final int SHA512 = HashAlgorithmTags.SHA512;
    private static final byte RETIRED = 3;
    private static final byte COMPROMISED = 2;

    private final OpenPgp pgp = new OpenPgp(FixedTime.atNoon(), new SecureRandom());
    private final PGPSecretKeyRing vos = TestKeys.usual(MADE);

    @Test
    void overOctetsOrTextItIsGood() throws Exception {
        assertEquals(Standing.GOOD, standing(vos, PGPSignature.BINARY_DOCUMENT, SHA512, NOW));
        assertEquals(Standing.GOOD, standing(vos, PGPSignature.CANONICAL_TEXT_DOCUMENT, SHA512, NOW));
    }

    @Test
    void aSignatureOfSomethingElseIsNoneOfAMessage() throws Exception {
        assertEquals(Standing.BAD, standing(vos, PGPSignature.STAND_ALONE, SHA512, NOW));
        assertEquals(Standing.BAD, standing(vos, PGPSignature.TIMESTAMP, SHA512, NOW));
    }

    @Test
    void anOldHashProvesNothingUnlessItIsOld() throws Exception {
        assertEquals(Standing.WEAK, standing(vos, PGPSignature.BINARY_DOCUMENT, HashAlgorithmTags.SHA1, NOW));
        assertEquals(Standing.WEAK, standing(vos, PGPSignature.BINARY_DOCUMENT, HashAlgorithmTags.MD5, NOW));
        PGPSecretKeyRing old = TestKeys.usual(Instant.parse("2010-01-01T00:00:00Z"));
        assertEquals(Standing.GOOD, standing(old, PGPSignature.BINARY_DOCUMENT, HashAlgorithmTags.SHA1, Instant.parse("2013-01-31T23:59:59Z")));
        assertEquals(Standing.WEAK, standing(old, PGPSignature.BINARY_DOCUMENT, HashAlgorithmTags.SHA1, Instant.parse("2013-02-01T00:00:00Z")));
    }

    @Test
    void fromTomorrowItIsNone() throws Exception {
        assertEquals(Standing.GOOD, standing(vos, PGPSignature.BINARY_DOCUMENT, SHA512, NOW.plus(Duration.ofMinutes(50))));
        assertEquals(Standing.BAD, standing(vos, PGPSignature.BINARY_DOCUMENT, SHA512, NOW.plus(Duration.ofHours(2))));
    }

    @Test
    void fromBeforeItsKeyItIsNone() throws Exception {
        assertEquals(Standing.UNFIT_KEY, standing(vos, PGPSignature.BINARY_DOCUMENT, SHA512, MADE.minusSeconds(1)));
    }

    @Test
    void itMayEndByItself() throws Exception {
        Consumer<PGPSignatureSubpacketGenerator> aDay = subpackets -> subpackets.setSignatureExpirationTime(true, 86_400);
        assertEquals(Standing.GOOD, standing(vos, vos.getSecretKey(), NOW.minus(Duration.ofHours(23)), aDay));
        assertEquals(Standing.WEAK, standing(vos, vos.getSecretKey(), NOW.minus(Duration.ofHours(24)), aDay));
    }

    @Test
    void whatIsCriticalAndUnknownInItMakesItNone() throws Exception {
        assertEquals(Standing.BAD, standing(vos, vos.getSecretKey(), NOW,
                subpackets -> subpackets.setNotationData(true, true, "only@peer.test", "on Sundays")));
        assertEquals(Standing.GOOD, standing(vos, vos.getSecretKey(), NOW,
                subpackets -> subpackets.setNotationData(false, true, "only@peer.test", "on Sundays")));
        assertEquals(Standing.BAD, standing(vos, vos.getSecretKey(), NOW,
                subpackets -> subpackets.addCustomSubpacket(new Unknown(true))));
        assertEquals(Standing.GOOD, standing(vos, vos.getSecretKey(), NOW,
                subpackets -> subpackets.addCustomSubpacket(new Unknown(false))));
    }

    private static final class Unknown extends SignatureSubpacket {

        private Unknown(boolean critical) {
            super(99, critical, false, new byte[] {1});
        }
    }

    @Test
    void aKeyThatIsNotForSigningSignsNothing() throws Exception {
        PGPSecretKeyRing certifier = TestKeys.usual(MADE, KeyFlags.CERTIFY_OTHER, subpackets -> { });
        assertEquals(Standing.UNFIT_KEY, standing(certifier, PGPSignature.BINARY_DOCUMENT, SHA512, NOW));
        assertEquals(UnfitKey.Why.NOT_FOR_THIS,
                assertThrows(UnfitKey.class, () -> pgp.sign(Hostile.in(WORDS), TestKeys.secret(certifier))).why());
    }

    @Test
    void aSubkeySignsOnlyIfItSaysItselfWhoseItIs() throws Exception {
        PGPSecretKeyRing whole = TestKeys.withSigningSubkey(MADE, true);
        assertEquals(Standing.GOOD, standing(whole, TestKeys.subkey(whole), NOW, subpackets -> { }));
        PGPSecretKeyRing adopted = TestKeys.withSigningSubkey(MADE, false);
        assertEquals(Standing.UNFIT_KEY, standing(adopted, TestKeys.subkey(adopted), NOW, subpackets -> { }));
    }

    @Test
    void theSignerIsNamedByThePrimaryKey() throws Exception {
        PGPSecretKeyRing whole = TestKeys.withSigningSubkey(MADE, true);
        byte[] signature = TestKeys.signature(TestKeys.subkey(whole), WORDS, PGPSignature.BINARY_DOCUMENT, SHA512, NOW, subpackets -> { });
        Certificate certificate = TestKeys.certificate(whole);
        assertEquals(List.of(new SignatureFound(Standing.GOOD, pgp.keys().certificate(certificate).fingerprint(), Optional.of(NOW))),
                pgp.verify(Hostile.in(WORDS), signature, List.of(certificate)));
    }

    @Test
    void aKeySignsUpToItsEnd() throws Exception {
        PGPSecretKeyRing tenDays = TestKeys.usual(MADE, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA,
                subpackets -> subpackets.setKeyExpirationTime(true, 864_000));
        assertEquals(Standing.GOOD, standing(tenDays, PGPSignature.BINARY_DOCUMENT, SHA512, MADE.plus(Duration.ofDays(10)).minusSeconds(1)));
        assertEquals(Standing.UNFIT_KEY, standing(tenDays, PGPSignature.BINARY_DOCUMENT, SHA512, MADE.plus(Duration.ofDays(10))));
        assertEquals(UnfitKey.Why.EXPIRED, assertThrows(UnfitKey.class, () -> pgp.sign(Hostile.in(WORDS), TestKeys.secret(tenDays))).why());
    }

    @Test
    void aRetiredKeySignedUntilThenAndACompromisedOneNever() throws Exception {
        Instant called = NOW.minus(Duration.ofDays(10));
        PGPSecretKeyRing retired = TestKeys.revoked(vos, called, RETIRED);
        assertEquals(Standing.GOOD, standing(retired, PGPSignature.BINARY_DOCUMENT, SHA512, called.minusSeconds(1)));
        assertEquals(Standing.UNFIT_KEY, standing(retired, PGPSignature.BINARY_DOCUMENT, SHA512, called.plusSeconds(1)));
        PGPSecretKeyRing compromised = TestKeys.revoked(vos, called, COMPROMISED);
        assertEquals(Standing.UNFIT_KEY, standing(compromised, PGPSignature.BINARY_DOCUMENT, SHA512, called.minusSeconds(1)));
        assertEquals(UnfitKey.Why.REVOKED, assertThrows(UnfitKey.class, () -> pgp.sign(Hostile.in(WORDS), TestKeys.secret(retired))).why());
    }

    @Test
    void theOneWhoSignedIsntTheOneWhoIsNamed() throws Exception {
        PGPSecretKeyRing eve = TestKeys.usual(MADE);
        byte[] signature = TestKeys.signature(eve.getSecretKey(), WORDS, PGPSignature.BINARY_DOCUMENT, SHA512, NOW, subpackets -> {
            subpackets.removePacketsOfType(33);
            subpackets.setIssuerFingerprint(false, vos.getPublicKey());
        });
        assertEquals(Standing.BAD, only(pgp.verify(Hostile.in(WORDS), signature, List.of(TestKeys.certificate(vos), TestKeys.certificate(eve)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no signature", "-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----\n", "\u00c2\u00ff\u00ff\u00ff\u00ff\u00ff"})
    void whatIsNoSignatureIsABadOne(String written) throws Exception {
        assertEquals(List.of(new SignatureFound(Standing.BAD, "", Optional.empty())),
                pgp.verify(Hostile.in(WORDS), written.getBytes(StandardCharsets.ISO_8859_1), List.of(TestKeys.certificate(vos))));
    }

    @Test
    void eachOfSeveralStandsForItself() throws Exception {
        PGPSecretKeyRing eve = TestKeys.usual(MADE);
        byte[] good = TestKeys.signature(vos.getSecretKey(), WORDS, PGPSignature.BINARY_DOCUMENT, SHA512, NOW, subpackets -> { });
        byte[] unknown = TestKeys.signature(eve.getSecretKey(), WORDS, PGPSignature.BINARY_DOCUMENT, SHA512, NOW, subpackets -> { });
        byte[] bad = TestKeys.signature(vos.getSecretKey(), new byte[0], PGPSignature.BINARY_DOCUMENT, SHA512, NOW, subpackets -> { });
        assertEquals(List.of(Standing.GOOD, Standing.UNKNOWN_SIGNER, Standing.BAD),
                pgp.verify(Hostile.in(WORDS), Hostile.joined(good, unknown, bad), List.of(TestKeys.certificate(vos))).stream()
                        .map(SignatureFound::standing).toList());
    }

    @Test
    void inTheOldWayTheSignatureStandsFirst() throws Exception {
        SecretKey sam = pgp.generate("Sam <sam@clinic.test>", Duration.ofDays(1));
        byte[] signature = TestKeys.signature(vos.getSecretKey(), WORDS, PGPSignature.BINARY_DOCUMENT, SHA512, NOW, subpackets -> { });
        byte[] sealed = Hostile.sealed(pgp.certificate(sam), Hostile.joined(signature, Hostile.literal(new String(WORDS, StandardCharsets.US_ASCII))));
        assertEquals(Standing.GOOD, only(open(sealed, sam).signatures()));
        byte[] other = Hostile.sealed(pgp.certificate(sam), Hostile.joined(signature, Hostile.literal("I don't agree.\nVos\n")));
        assertEquals(Standing.BAD, only(open(other, sam).signatures()));
    }

    /** Surreptitious forwarding: Eve opens what was written to her and wraps it anew for Sam. */
    @ParameterizedTest
    @CsvSource({"false, GOOD", "true, BAD"})
    void whatWasSignedForSomebodyElseIsNotSignedForUs(boolean elsewhere, Standing standing) throws Exception {
        SecretKey sam = pgp.generate("Sam <sam@clinic.test>", Duration.ofDays(1));
        SecretKey eve = pgp.generate("Eve <eve@elsewhere.test>", Duration.ofDays(1));
        byte[] signature = TestKeys.signature(vos.getSecretKey(), WORDS, PGPSignature.BINARY_DOCUMENT, SHA512, NOW,
                subpackets -> subpackets.addIntendedRecipientFingerprint(false, primary(elsewhere ? eve : sam)));
        byte[] sealed = Hostile.sealed(pgp.certificate(sam), Hostile.joined(signature, Hostile.literal(new String(WORDS, StandardCharsets.US_ASCII))));
        assertEquals(standing, only(open(sealed, sam).signatures()));
    }

    private org.bouncycastle.openpgp.PGPPublicKey primary(SecretKey key) {
        try {
            return pgp.keys().certificate(pgp.certificate(key)).inner().getPrimaryKey().getPGPPublicKey();
        } catch (UnfitKey e) {
            throw new IllegalStateException(e);
        }
    }

    private Opened open(byte[] sealed, SecretKey key) throws Exception {
        return pgp.decrypt(Hostile.in(sealed), new ByteArrayOutputStream(), List.of(key), List.of(TestKeys.certificate(vos)));
    }

    private Standing standing(PGPSecretKeyRing ring, int type, int hash, Instant when) throws IOException {
        return only(pgp.verify(Hostile.in(WORDS), TestKeys.signature(ring.getSecretKey(), WORDS, type, hash, when, subpackets -> { }),
                List.of(TestKeys.certificate(ring))));
    }

    private Standing standing(PGPSecretKeyRing ring, PGPSecretKey key, Instant when, Consumer<PGPSignatureSubpacketGenerator> more)
            throws IOException {
        return only(pgp.verify(Hostile.in(WORDS), TestKeys.signature(key, WORDS, PGPSignature.BINARY_DOCUMENT, SHA512, when, more),
                List.of(TestKeys.certificate(ring))));
    }

    private static Standing only(List<SignatureFound> found) {
        assertEquals(1, found.size());
        return found.get(0).standing();
    }
}
