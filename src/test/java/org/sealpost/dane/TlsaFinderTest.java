package org.sealpost.dane;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.testing.FakeZones;

class TlsaFinderTest {

    private static final String ZONES = """
            mx.dane.test                   SIGNED
            mx.dane.test                   A     192.0.2.1
            _25._tcp.mx.dane.test          TLSA  3 1 1 0000000000000000000000000000000000000000000000000000000000000000
            none.dane.test                 SIGNED
            none.dane.test                 A     192.0.2.2
            pkix.dane.test                 SIGNED
            pkix.dane.test                 A     192.0.2.3
            _25._tcp.pkix.dane.test        TLSA  1 1 1 0000000000000000000000000000000000000000000000000000000000000000
            bogus.dane.test                SIGNED
            bogus.dane.test                A     192.0.2.4
            _25._tcp.bogus.dane.test       FAILED
            lost.dane.test                 SIGNED
            lost.dane.test                 FAILED
            unsigned.test                  A     192.0.2.5
            _25._tcp.unsigned.test         TLSA  3 1 1 0000000000000000000000000000000000000000000000000000000000000000
            broken.unsigned.test           A     192.0.2.6
            _25._tcp.broken.unsigned.test  FAILED
            alias.dane.test                SIGNED
            alias.dane.test                CNAME mx.dane.test
            old.dane.test                  SIGNED
            old.dane.test                  CNAME none.dane.test
            _25._tcp.old.dane.test         TLSA  3 1 1 0000000000000000000000000000000000000000000000000000000000000000
            away.dane.test                 SIGNED
            away.dane.test                 CNAME unsigned.test
            _25._tcp.away.dane.test        TLSA  3 1 1 0000000000000000000000000000000000000000000000000000000000000000
            loose.test                     CNAME mx.dane.test
            """;

    @ParameterizedTest
    @CsvSource({
        "mx.dane.test, USABLE, mx.dane.test",
        "none.dane.test, NONE, ''",
        "pkix.dane.test, UNUSABLE, pkix.dane.test",
        // bogus or no answer is never "there is none"
        "bogus.dane.test, FAILED, ''",
        "lost.dane.test, FAILED, ''",
        // an unsigned zone isn't even asked, or its broken servers would keep mail back
        "unsigned.test, INSECURE, ''",
        "broken.unsigned.test, INSECURE, ''",
        // an alias: its end first, then itself (RFC 7672 §2.2.2)
        "alias.dane.test, USABLE, mx.dane.test",
        "old.dane.test, USABLE, old.dane.test",
        "away.dane.test, USABLE, away.dane.test",
        "loose.test, INSECURE, ''"})
    void recordsAreLookedForWhereTheyCanBeProven(String host, TlsaFinding.Kind kind, String base) {
        TlsaFinding finding = new TlsaFinder(FakeZones.of(ZONES)).of(host);
        assertEquals(kind, finding.kind());
        assertEquals(base, finding.baseDomain());
        assertEquals(kind == TlsaFinding.Kind.USABLE ? 1 : 0, finding.usable().size());
    }
}
