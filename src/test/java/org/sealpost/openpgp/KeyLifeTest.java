package org.sealpost.openpgp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.Address;
import org.sealpost.testing.FixedTime;

/** A key made on 3 November 2026 for ten days, and what its owner says of it on the 12th. */
class KeyLifeTest {

    private static final FixedTime MADE = FixedTime.at("2026-11-03T10:00:00Z");
    private static final FixedTime LATER = FixedTime.at("2026-11-12T10:00:00Z");
    private static final Instant LONG_AFTER = Instant.parse("2028-10-01T10:00:00Z");
    private static final Instant UNTIL = Instant.parse("2028-11-12T10:00:00Z");
    private static final Address SAM = Address.of("sam@clinic.test");

    @ParameterizedTest
    @EnumSource(KeyVersion.class)
    void aProlongedKeySignsAndIsEncryptedToUntilItsNewEnd(KeyVersion version) throws Exception {
        SecretKey key = made(version);
        assertEquals(Optional.of(UnfitKey.Why.EXPIRED), read(certificate(key)).unfitForSigning(LONG_AFTER));
        SecretKey living = at(LATER).life().living(key, UNTIL);
        OpenPgpCertificate certificate = read(certificate(living));
        assertEquals(read(certificate(key)).fingerprint(), certificate.fingerprint());
        assertEquals(Optional.of(UNTIL), certificate.expires(LATER.instant()));
        assertEquals(Optional.empty(), certificate.unfitForSigning(LONG_AFTER));
        assertEquals(Optional.empty(), certificate.unfitForEncryption(LONG_AFTER), "the subkey lives as long");
        assertTrue(certificate.names(SAM, LONG_AFTER));
        assertEquals(Optional.of(UnfitKey.Why.EXPIRED), certificate.unfitForSigning(UNTIL));

        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        at(LATER).encrypt(new ByteArrayInputStream(new byte[] {7}), sealed, List.of(certificate(living)), Optional.of(living));
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        at(LATER).decrypt(new ByteArrayInputStream(sealed.toByteArray()), clear, List.of(key), List.of(certificate(key)));
        assertEquals(7, clear.toByteArray()[0], "its secrets are the same");
    }

    @Test
    void aKeyThatHasEndedLivesAgain() throws Exception {
        FixedTime ended = FixedTime.at("2027-01-01T00:00:00Z");
        SecretKey living = at(ended).life().living(made(KeyVersion.FOUR), UNTIL);
        assertEquals(Optional.empty(), read(certificate(living)).unfitForEncryption(LONG_AFTER));
    }

    @ParameterizedTest
    @EnumSource(KeyVersion.class)
    void aKeyThatIsCalledBackIsNotUsedAnyMore(KeyVersion version) throws Exception {
        SecretKey revoked = at(LATER).life().revoked(made(version), false);
        OpenPgpCertificate certificate = read(certificate(revoked));
        assertEquals(Optional.of(UnfitKey.Why.REVOKED), certificate.unfitForSigning(LATER.instant()));
        assertEquals(Optional.of(UnfitKey.Why.REVOKED), certificate.unfitForEncryption(LATER.instant()));
        assertFalse(certificate.isRevoked(MADE.instant()), "what it signed before stays signed");
        assertTrue(read(certificate(at(LATER).life().revoked(made(version), true))).isRevoked(MADE.instant()),
                "unless somebody else may have it");
        assertEquals(UnfitKey.Why.REVOKED, assertThrows(UnfitKey.class, () -> at(LATER).life().living(revoked, UNTIL)).why());
    }

    @Test
    void whatIsPublishedNamesOneAddressOnly() throws Exception {
        Instant then = MADE.instant().plusSeconds(60);
        SecretKey key = made(KeyVersion.FOUR);
        OpenPgpCertificate two = read(TestKeys.certificate(TestKeys.renamed(new OpenPgp(MADE, new SecureRandom()).keys().key(key)
                .getPGPSecretKeyRing(), "Sam <private@elsewhere.test>", then)));
        KeyReading reading = at(LATER).keys();
        assertTrue(two.names(Address.of("private@elsewhere.test"), LATER.instant()));
        OpenPgpCertificate one = reading.selfSigned(two, Address.of("Private@elsewhere.test"));
        assertEquals(List.of("Sam <private@elsewhere.test>"), one.userIds(LATER.instant()).stream().map(OpenPgpCertificate.UserId::text).toList());
        assertEquals(UnfitKey.Why.MALFORMED, assertThrows(UnfitKey.class, () -> reading.selfSigned(two, Address.of("kim@clinic.test"))).why());
    }

    private static SecretKey made(KeyVersion version) {
        return new OpenPgp(MADE, new SecureRandom(), version).generate("Sam Berg <sam@clinic.test>", Duration.ofDays(10));
    }

    private static OpenPgp at(FixedTime when) {
        return new OpenPgp(when, new SecureRandom());
    }

    private static Certificate certificate(SecretKey key) {
        return at(LATER).certificate(key);
    }

    private static OpenPgpCertificate read(Certificate certificate) throws UnfitKey {
        return at(LATER).keys().certificate(certificate.octets());
    }
}
