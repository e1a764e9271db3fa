package org.sealpost.dane;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.dns.Tlsa;
import org.sealpost.testing.FixedTime;
import org.sealpost.testing.Identity;
import org.sealpost.testing.TestCa;
import org.sealpost.testing.TlsaRecords;

class DaneVerifierTest {

    private static final TestCa CA = TestCa.root();
    private static final TestCa BELOW = CA.intermediate("SHA256withECDSA");
    private static final Identity SERVER = BELOW.leaf("mx.dane.test");
    private static final Identity EXPIRED = CA.order("mx.dane.test")
            .valid(FixedTime.NOON.minus(Duration.ofDays(30)), FixedTime.NOON.minus(Duration.ofDays(1))).issue();
    private static final Identity SOMEBODY = TestCa.selfSigned("mx.elsewhere.test");

    @ParameterizedTest
    @ValueSource(strings = {"3 1 1", "3 0 1", "3 1 2", "3 0 2", "3 1 0", "3 0 0"})
    void endEntityRecordMatchesItsCertificateAndNoOther(String kind) {
        Tlsa record = TlsaRecords.of(kind, SOMEBODY.certificate());
        good(record, SOMEBODY);
        bad(record, SERVER);
    }

    @Test
    void endEntityRecordAsksNeitherForDatesNorForNamesNorForAnAuthority() {
        good(TlsaRecords.of("3 1 1", EXPIRED.certificate()), EXPIRED);
        good(TlsaRecords.of("3 1 1", SOMEBODY.certificate()), SOMEBODY);
    }

    @Test
    void endEntityRecordOfTheIssuerProvesNoServer() {
        bad(TlsaRecords.of("3 1 1", BELOW.certificate()), SERVER);
        bad(TlsaRecords.of("3 0 0", CA.certificate()), SERVER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2 1 1", "2 0 1", "2 1 2", "2 0 2", "2 1 0", "2 0 0"})
    void trustAnchorInTheChainVouchesForAServerThatHasTheName(String kind) {
        Tlsa record = TlsaRecords.of(kind, BELOW.certificate());
        good(record, SERVER);
        bad(record, BELOW.leaf("mx.elsewhere.test"));
        bad(record, CA.leaf("mx.dane.test"));
        bad(record, SOMEBODY);
    }

    @Test
    void trustAnchorThatTheServerDoesNotShowCountsOnlyIfTheRecordHoldsAllOfIt() {
        bad(TlsaRecords.of("2 1 1", CA.certificate()), SERVER);
        good(TlsaRecords.of("2 0 0", CA.certificate()), SERVER);
        good(TlsaRecords.of("2 1 0", CA.certificate()), SERVER);
    }

    @Test
    void trustAnchorAsksForDates() {
        bad(TlsaRecords.of("2 0 0", CA.certificate()), EXPIRED);
    }

    @Test
    void trustAnchorDoesNotMakeTheServersOwnCertificateAnAnchor() {
        bad(TlsaRecords.of("2 0 1", SERVER.certificate()), SERVER);
        bad(TlsaRecords.of("2 0 1", SOMEBODY.certificate()), SOMEBODY);
    }

    @Test
    void nextHopDomainIsANameToo() {
        Identity server = BELOW.leaf("dane.test");
        Tlsa record = TlsaRecords.of("2 1 1", BELOW.certificate());
        assertEquals(Optional.of(record), DaneVerifier.match(List.of(record), server.chain(), Set.of("mx.dane.test", "dane.test"),
                FixedTime.NOON));
        bad(record, server);
    }

    @Test
    void oneOfARolloverPairIsEnough() {
        Tlsa old = TlsaRecords.of("3 1 1", EXPIRED.certificate());
        Tlsa next = TlsaRecords.of("3 1 1", SERVER.certificate());
        assertEquals(Optional.of(next), DaneVerifier.match(List.of(old, next), SERVER.chain(), Set.of("mx.dane.test"), FixedTime.NOON));
    }

    @Test
    void withoutACertificateNothingMatches() {
        assertEquals(Optional.empty(), DaneVerifier.match(List.of(TlsaRecords.of("3 1 1", SERVER.certificate())), List.of(),
                Set.of("mx.dane.test"), FixedTime.NOON));
    }

    @Test
    void pkixUsagesAndUnknownFieldsDontCount() {
        usable(List.of(), TlsaRecords.of("0 0 1", CA.certificate()), TlsaRecords.of("1 1 1", SERVER.certificate()));
        byte[] digest = TlsaRecords.of("3 1 1", SERVER.certificate()).data();
        usable(List.of(), new Tlsa(3, 2, 1, digest), new Tlsa(3, 1, 3, digest), new Tlsa(4, 1, 1, digest), new Tlsa(255, 1, 1, digest));
    }

    @Test
    void digestsOfTheWrongLengthAndUnreadableCertificatesDontCount() {
        usable(List.of(), new Tlsa(3, 1, 1, new byte[31]), new Tlsa(3, 1, 2, new byte[32]), new Tlsa(3, 1, 1, new byte[0]),
                new Tlsa(2, 0, 0, new byte[] {1, 2, 3}), new Tlsa(3, 1, 0, new byte[40]));
    }

    @Test
    void weakerDigestIsIgnoredBesideAStrongerOneOfTheSameKind() {
        Tlsa weak = TlsaRecords.of("3 1 1", SOMEBODY.certificate());
        Tlsa strong = TlsaRecords.of("3 1 2", SERVER.certificate());
        Tlsa other = TlsaRecords.of("2 1 1", BELOW.certificate());
        usable(List.of(strong, other), weak, strong, other);
    }

    @Test
    void floodOfRecordsIsCut() {
        Tlsa[] flood = new Tlsa[1_000];
        for (int i = 0; i < flood.length; i++) {
            byte[] data = new byte[32];
            data[0] = (byte) i;
            data[1] = (byte) (i >> 8);
            flood[i] = new Tlsa(3, 1, 1, data);
        }
        assertEquals(40, UsableRecords.among(List.of(flood)).size());
    }

    private static void usable(List<Tlsa> expected, Tlsa... records) {
        assertEquals(expected, UsableRecords.among(List.of(records)));
    }

    private static void good(Tlsa record, Identity server) {
        assertEquals(Optional.of(record), match(record, server));
    }

    private static void bad(Tlsa record, Identity server) {
        assertEquals(Optional.empty(), match(record, server));
    }

    private static Optional<Tlsa> match(Tlsa record, Identity server) {
        return DaneVerifier.match(UsableRecords.among(List.of(record)), server.chain(), Set.of("mx.dane.test"), FixedTime.NOON);
    }
}
