package org.sealpost.openpgp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sealpost.testing.FixedTime.NOON;

import java.io.ByteArrayInputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.junit.jupiter.api.Test;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.Address;
import org.sealpost.testing.FixedTime;

/** What two copies of one certificate say together. */
class MergingTest {

    private static final Address VOS = Address.of("vos@peer.test");
    private static final Instant MADE = NOON.minus(Duration.ofDays(100));
    private static final SecretKey KEY = ContactKeys.key("Zoë Vos <vos@peer.test>", MADE, Duration.ofDays(110));
    private static final SecretKey OTHER = ContactKeys.key("Max <max@peer.test>", MADE, Duration.ofDays(900));

    private final KeyReading reading = new OpenPgp(FixedTime.atNoon(), new SecureRandom()).keys();

    @Test
    void revocationIsNeverLostWhicheverCopyHasIt() throws Exception {
        Certificate revoked = ContactKeys.revoked(KEY, NOON.minusSeconds(5));
        assertEquals(Optional.of(UnfitKey.Why.REVOKED), merged(ContactKeys.certificate(KEY), revoked).unfitForEncryption(NOON));
        assertEquals(Optional.of(UnfitKey.Why.REVOKED), merged(revoked, ContactKeys.certificate(KEY)).unfitForEncryption(NOON));
        assertEquals(Optional.empty(), merged(ContactKeys.certificate(KEY), ContactKeys.certificate(KEY)).unfitForEncryption(NOON));
    }

    @Test
    void revocationCountsWithoutAnythingAroundIt() throws Exception {
        Certificate bare = ContactKeys.revokedAndBare(KEY, NOON.minusSeconds(5));
        assertFalse(reading.certificate(bare).names(VOS, NOON));
        OpenPgpCertificate merged = merged(ContactKeys.certificate(KEY), bare);
        assertTrue(merged.isRevoked(NOON));
        assertTrue(merged.claims(VOS));
    }

    @Test
    void anotherPersonsRevocationRevokesNobody() throws Exception {
        assertThrows(IllegalArgumentException.class, () -> merged(ContactKeys.certificate(KEY), ContactKeys.revoked(OTHER, NOON)));
    }

    @Test
    void revocationThatComesAloneRevokesItsOwnKeyAndNoOther() throws Exception {
        byte[] alone = ContactKeys.bareRevocation(KEY, NOON.minusSeconds(5)).octets();
        OpenPgpCertificate certificate = reading.certificate(ContactKeys.certificate(KEY));
        OpenPgpCertificate revoked = reading.revoked(certificate, alone);
        assertEquals(certificate.fingerprint(), revoked.fingerprint());
        assertTrue(revoked.isRevoked(NOON));
        assertFalse(revoked.isRevoked(NOON.minusSeconds(6)));
        assertEquals(Optional.of(UnfitKey.Why.REVOKED), revoked.unfitForEncryption(NOON));
        assertTrue(reading.selfSigned(revoked).isRevoked(NOON));
        OpenPgpCertificate other = reading.certificate(ContactKeys.certificate(OTHER));
        assertEquals(UnfitKey.Why.MALFORMED, assertThrows(UnfitKey.class, () -> reading.revoked(other, alone)).why());
        assertThrows(UnfitKey.class, () -> reading.certificate(alone));
        assertFalse(other.isRevoked(NOON));
    }

    @Test
    void whatIsNoRevocationRevokesNothing() throws Exception {
        OpenPgpCertificate certificate = reading.certificate(ContactKeys.certificate(KEY));
        byte[] signature = new OpenPgp(FixedTime.atNoon(), new SecureRandom()).sign(new ByteArrayInputStream(new byte[] {1}), KEY);
        byte[] changed = TestKeys.revoked(ring(), NOON, (byte) 3).getPublicKey().getSignaturesOfType(PGPSignature.KEY_REVOCATION).next().getEncoded();
        changed[changed.length - 1] ^= 1;
        for (byte[] none : new byte[][] {signature, changed, certificate.certificate().octets(), {}, {1, 2, 3}}) {
            assertThrows(UnfitKey.class, () -> reading.revoked(certificate, none));
        }
    }

    @Test
    void revocationInTheSecondOfTheNewestSignatureCounts() throws Exception {
        Instant again = NOON.minusSeconds(60);
        OpenPgpCertificate prolonged = merged(ContactKeys.certificate(KEY), ContactKeys.living(KEY, again, Duration.ofDays(900)));
        for (byte reason : new byte[] {0, 1, 3}) {
            for (Instant second : new Instant[] {again, again.plusSeconds(1)}) {
                Certificate told = TestKeys.certificate(TestKeys.revoked(ring(), second, reason));
                for (OpenPgpCertificate revoked : List.of(merged(prolonged.certificate(), told), merged(told, prolonged.certificate()))) {
                    assertTrue(revoked.isRevoked(NOON), reason + " " + second);
                    assertEquals(Optional.of(UnfitKey.Why.REVOKED), revoked.unfitForEncryption(NOON));
                    assertEquals(Optional.of(UnfitKey.Why.REVOKED), revoked.unfitForSigning(NOON));
                }
            }
        }
        OpenPgpCertificate young = reading.certificate(TestKeys.certificate(TestKeys.revoked(ring(), MADE, (byte) 3)));
        assertTrue(young.isRevoked(NOON), "revoked in the second of its making");
        assertEquals(Optional.of(UnfitKey.Why.REVOKED), young.unfitForEncryption(NOON));
    }

    private static PGPSecretKeyRing ring() {
        return ContactKeys.ring(KEY);
    }

    @Test
    void ownerProlongsAndShortensIt() throws Exception {
        Certificate once = ContactKeys.certificate(KEY);
        Instant later = NOON.plus(Duration.ofDays(30));
        assertEquals(Optional.of(UnfitKey.Why.EXPIRED), reading.certificate(once).unfitForEncryption(later));
        Certificate longer = ContactKeys.living(KEY, NOON.minusSeconds(60), Duration.ofDays(900));
        assertEquals(Optional.empty(), merged(once, longer).unfitForEncryption(later));
        assertEquals(Optional.empty(), merged(longer, once).unfitForEncryption(later), "an older copy takes nothing back");
        Certificate shorter = ContactKeys.living(KEY, NOON.minusSeconds(30), Duration.ofDays(99));
        assertEquals(Optional.of(UnfitKey.Why.EXPIRED),
                merged(merged(once, longer).certificate(), shorter).unfitForEncryption(NOON));
    }

    @Test
    void whatOthersPutInItIsLeftOut() throws Exception {
        Certificate crowded = ContactKeys.crowded(KEY, OTHER, 40, MADE);
        OpenPgpCertificate tidy = reading.selfSigned(reading.certificate(crowded));
        assertTrue(crowded.octets().length > 40 * 100);
        assertTrue(tidy.certificate().octets().length < 1_200, tidy.certificate().octets().length + " octets");
        assertTrue(tidy.names(VOS, NOON));
        assertEquals(Optional.empty(), tidy.unfitForEncryption(NOON));
        assertEquals(reading.certificate(crowded).fingerprint(), tidy.fingerprint());
    }

    private OpenPgpCertificate merged(Certificate one, Certificate other) throws UnfitKey {
        return reading.merged(reading.certificate(one), reading.certificate(other));
    }
}
