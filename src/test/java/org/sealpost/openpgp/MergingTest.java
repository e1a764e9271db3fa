package org.sealpost.openpgp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sealpost.testing.FixedTime.NOON;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
