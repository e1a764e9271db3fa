package org.sealpost.smime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.smime.AlgorithmPolicy.Use;

class AlgorithmPolicyTest {

    private final AlgorithmPolicy policy = AlgorithmPolicy.usual();

    @ParameterizedTest
    @CsvSource({"DIGEST, 1.3.14.3.2.26, 2016-12-31T23:59:59Z, true", "DIGEST, 1.3.14.3.2.26, 2017-01-01T00:00:00Z, false",
        "DIGEST, 2.16.840.1.101.3.4.2.1, 2026-11-23T12:00:00Z, true", "DIGEST, 1.2.3.4, 2026-11-23T12:00:00Z, false",
        "SIGNATURE, 1.2.840.113549.1.1.5, 2026-11-23T12:00:00Z, false", "CIPHER, 1.2.840.113549.3.7, 2026-11-23T12:00:00Z, false",
        "CIPHER, 2.16.840.1.101.3.4.1.46, 2026-11-23T12:00:00Z, false"})
    void eachAlgorithmIsTrustedUntilItsDay(Use use, String oid, Instant when, boolean trusted) {
        assertEquals(trusted, policy.trusts(use, oid, when));
    }

    @Test
    void oldMailIsReadLongerThanNewMailIsTrusted() {
        assertTrue(policy.readable(Use.CIPHER, Instant.parse("2026-11-23T12:00:00Z")).contains("1.2.840.113549.3.7"));
        assertFalse(policy.readable(Use.CIPHER, Instant.parse("2029-01-01T00:00:00Z")).contains("1.2.840.113549.3.7"));
        assertFalse(policy.readable(Use.CIPHER, Instant.parse("2026-11-23T12:00:00Z")).contains("1.2.840.113549.3.2"));
    }

    @Test
    void strengthOfAKeyIsJudgedByTheDay() {
        var rsa = KeyKind.RSA_2048.pair(Correspondents.RANDOM).getPublic();
        assertTrue(policy.trusts(rsa, Instant.parse("2030-12-31T12:00:00Z")));
        assertFalse(policy.trusts(rsa, Instant.parse("2031-01-01T12:00:00Z")));
        assertTrue(policy.trusts(KeyKind.EC_P256.pair(Correspondents.RANDOM).getPublic(), Instant.parse("2031-01-01T12:00:00Z")));
    }

    @Test
    void lineThatIsNoneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> AlgorithmPolicy.parse("digest,1.2.3"));
        assertThrows(IllegalArgumentException.class, () -> AlgorithmPolicy.parse("hash,1.2.3,X,,"));
    }
}
