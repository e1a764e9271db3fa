package org.sealpost.keyring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sealpost.testing.FixedTime.NOON;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.Standard;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.Address;
import org.sealpost.openpgp.ContactKeys;
import org.sealpost.openpgp.OpenPgp;
import org.sealpost.smime.AlgorithmPolicy;
import org.sealpost.smime.Fitness;
import org.sealpost.smime.Smime;
import org.sealpost.testing.FixedTime;

/** Both standards are asked the same questions. */
class ReadersTest {

    private static final Address VOS = Address.of("vos@peer.test");
    private static final Duration LIFE = Duration.ofDays(30);
    private static final Instant LATER = NOON.plus(Duration.ofDays(31));
    private static final SecretKey PGP = ContactKeys.key("Zoë Vos <vos@peer.test>", NOON, LIFE);

    private final FixedTime clock = FixedTime.atNoon();
    private final Smime smime = new Smime(clock, new SecureRandom());
    private final Readers readers = new Readers(new OpenPgp(clock, new SecureRandom()).keys(), new Fitness(AlgorithmPolicy.usual()));
    private final Certificate x509 = smime.certificate(smime.generate("Vos <vos@peer.test>", LIFE));

    @Test
    void bothSayWhomTheyNameAndUntilWhenTheyAreGood() {
        for (Facts facts : new Facts[] {facts(Standard.OPENPGP, ContactKeys.certificate(PGP)), facts(Standard.SMIME, x509)}) {
            assertTrue(facts.names(VOS, NOON));
            assertTrue(facts.names(Address.of("vos@PEER.test."), NOON));
            assertFalse(facts.names(Address.of("Vos@peer.test"), NOON), "the local-part's case is the domain's business");
            assertFalse(facts.names(Address.of("vos@sub.peer.test"), NOON));
            assertEquals(Optional.empty(), facts.unfit(NOON.plusSeconds(60)));
            assertEquals(Optional.of(UnfitKey.Why.EXPIRED), facts.unfit(LATER));
            assertTrue(facts.expires(NOON).orElseThrow().isBefore(LATER));
            assertTrue(facts.fingerprint().matches("[0-9A-F]{40}|[0-9A-F]{64}"));
        }
    }

    /** What was signed before counts no more if somebody else may have had the key, or if an authority took its word back. */
    @Test
    void whatWasCalledBackTakesSignaturesAlong() throws Exception {
        clock.pass(Duration.ofDays(2));
        OpenPgp pgp = new OpenPgp(clock, new SecureRandom());
        Instant signed = NOON.plus(Duration.ofDays(1));
        Instant after = NOON.plus(Duration.ofDays(3));
        Facts retired = facts(Standard.OPENPGP, pgp.certificate(pgp.life().revoked(PGP, false)));
        assertFalse(retired.isCalledBack(signed));
        assertTrue(retired.isCalledBack(after));
        Facts compromised = facts(Standard.OPENPGP, pgp.certificate(pgp.life().revoked(PGP, true)));
        assertTrue(compromised.isCalledBack(signed));
        Facts living = facts(Standard.SMIME, x509);
        assertFalse(living.isCalledBack(signed));
        assertTrue(new TakenBack(living).isCalledBack(signed));
        assertTrue(facts(Standard.OPENPGP, ContactKeys.certificate(PGP)).unfit(LATER).isPresent());
        assertFalse(facts(Standard.OPENPGP, ContactKeys.certificate(PGP)).isCalledBack(LATER), "it has only ended");
    }

    @Test
    void oneStandardsCertificateIsNoneOfTheOther() {
        assertEquals(Optional.empty(), readers.read(Standard.SMIME, ContactKeys.certificate(PGP)));
        assertEquals(Optional.empty(), readers.read(Standard.OPENPGP, x509));
    }

    @Test
    void secretsRubbishAndTooMuchAreNone() {
        for (Standard standard : Standard.values()) {
            assertEquals(Optional.empty(), readers.read(standard, new Certificate(PGP.octets())));
            assertEquals(Optional.empty(), readers.read(standard, new Certificate(new byte[0])));
            assertEquals(Optional.empty(), readers.read(standard, new Certificate(new byte[] {0x30, 0x03, 1, 2, 3})));
            assertEquals(Optional.empty(), readers.read(standard, new Certificate(new byte[256 * 1_024 + 1])));
        }
    }

    @Test
    void copiesWithOneFingerprintAreJoined() {
        Facts joined = readers.merged(Standard.OPENPGP, ContactKeys.certificate(PGP), ContactKeys.revoked(PGP, NOON.plusSeconds(5))).orElseThrow();
        assertEquals(Optional.of(UnfitKey.Why.REVOKED), joined.unfit(NOON.plusSeconds(60)));
        assertArrayEquals(x509.octets(), readers.merged(Standard.SMIME, x509, x509).orElseThrow().certificate().octets());
    }

    @Test
    void revocationAloneCountsForTheKeyThatMadeItInItsOwnStandardOnly() {
        Certificate alone = ContactKeys.bareRevocation(PGP, NOON.plusSeconds(5));
        Facts revoked = readers.revoked(Standard.OPENPGP, ContactKeys.certificate(PGP), alone).orElseThrow();
        assertEquals(Optional.of(UnfitKey.Why.REVOKED), revoked.unfit(NOON.plusSeconds(60)));
        SecretKey other = ContactKeys.key("Max <max@peer.test>", NOON, LIFE);
        assertEquals(Optional.empty(), readers.revoked(Standard.OPENPGP, ContactKeys.certificate(other), alone));
        assertEquals(Optional.empty(), readers.revoked(Standard.SMIME, x509, alone));
        assertEquals(Optional.empty(), readers.read(Standard.OPENPGP, alone), "it isn't a certificate");
    }

    private Facts facts(Standard standard, Certificate certificate) {
        return readers.read(standard, certificate).orElseThrow();
    }
}
