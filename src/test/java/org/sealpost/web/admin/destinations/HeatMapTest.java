package org.sealpost.web.admin.destinations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Published;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.destination.DestinationFacts;
import org.sealpost.mail.Domain;
import org.sealpost.monitor.Correspondent;
import org.sealpost.monitor.Standing;
import org.sealpost.transport.Survey;
import org.sealpost.web.Phrasebook;

class HeatMapTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Domain VOS = new Domain("vos.example");
    private static final HeatMap MAP = new HeatMap(new Phrasebook("org.sealpost.web.admin.admin", Locale.ENGLISH), NOON);

    @Test
    void whatIsNotKnownIsSaidToBeUnknownAndNotToBeBad() {
        HeatRow row = MAP.row(new Correspondent(VOS, Standing.UNKNOWN, false), Optional.empty(), 1, Optional.empty());
        assertEquals("Unknown Unknown Unknown Unknown Unknown Unknown", words(row));
        assertEquals(List.of("is-none"), row.cells().stream().map(HeatCell::style).distinct().toList());
        assertEquals("written to once", row.remark());
        assertEquals("None", row.failure());
    }

    @Test
    void eachHostCounts() {
        HeatRow row = row(Published.Dane.PARTLY, Published.Sts.TESTING,
                host("TLSv1.3", TlsLevel.VERIFIED, "tls.verified", 78), host("TLSv1.2", TlsLevel.VERIFIED, "tls.verified", 6));
        assertEquals("Yes | 6 days | 1 of 2 | Testing | Some hosts | Yes", row.cells().stream().map(HeatCell::words)
                .collect(Collectors.joining(" | ")));
        assertEquals("is-ok is-warn is-warn is-warn is-warn is-ok", styles(row));
        assertEquals("written to 214 times, forced", row.remark());
        assertEquals("20 Nov", row.failure());
    }

    @Test
    void aHostThatDoesNotEncryptIsNotHiddenBehindOneThatDoes() {
        HeatRow row = row(Published.Dane.UNSIGNED, Published.Sts.NONE, host("TLSv1.3", TlsLevel.VERIFIED, "tls.verified", 78),
                host(null, TlsLevel.NONE, "tls.none", 0));
        assertEquals("1 of 2", row.cells().get(0).words());
        assertEquals("is-warn", row.cells().get(0).style());
    }

    @ParameterizedTest
    @CsvSource({
        "tls.certificate.expired,    Expired,        is-bad",
        "tls.certificate.selfsigned, Self-signed,    is-warn",
        "tls.certificate.name,       Wrong name,     is-warn",
        "tls.certificate.weak,       Not valid,      is-warn",
        "dane.mismatch,              Not as in DANE, is-bad"})
    void aCertificateThatProvesNothingIsNeverGreen(String reason, String words, String style) {
        HeatRow row = row(Published.Dane.NONE, Published.Sts.NONE, host("TLSv1.3", TlsLevel.VERIFIED, "tls.verified", 300),
                host("TLSv1.3", TlsLevel.ENCRYPTED, reason, 300));
        assertEquals(new HeatCell(style, words), row.cells().get(1));
    }

    @Test
    void aCertificateThatRanOutSinceTheLookIsExpired() {
        HeatRow row = row(Published.Dane.NONE, Published.Sts.NONE, host("TLSv1.3", TlsLevel.VERIFIED, "tls.verified", -1));
        assertEquals(new HeatCell("is-bad", "Expired"), row.cells().get(1));
    }

    @Test
    void noEncryptionSaysSo() {
        HeatRow row = row(Published.Dane.NONE, Published.Sts.BROKEN, host(null, TlsLevel.NONE, "tls.none", 0));
        assertEquals("No Unknown Unknown Broken None Yes", words(row));
        assertEquals("is-bad is-none is-none is-bad is-none is-ok", styles(row));
    }

    private static HeatRow row(Published.Dane dane, Published.Sts sts, Evidence... hosts) {
        DestinationFacts facts = new DestinationFacts(VOS, Survey.Kind.REACHED, Reason.of("seen"), TlsLevel.VERIFIED, false,
                Optional.of(NOON), List.of(hosts), TlsLevel.VERIFIED, true, true, false, RoadFloor.NONE,
                new Published(dane, sts, true), Optional.empty());
        return MAP.row(new Correspondent(VOS, Standing.VERIFIED, true), Optional.of(facts), 214,
                Optional.of(LocalDate.of(2026, 11, 20)));
    }

    private static Evidence host(String version, TlsLevel level, String reason, int days) {
        return new Evidence(NOON, "mx.vos.example", Optional.of("192.0.2.1"), Optional.ofNullable(version), Optional.empty(),
                Optional.ofNullable(version).map(tls -> new Evidence.Certificate("CN=mx", "CN=CA", NOON.plus(Duration.ofDays(days)), "00")),
                level, Reason.of(reason), Evidence.Policy.OPPORTUNISTIC, Optional.of("550 no such user pat@vos.example"));
    }

    private static String words(HeatRow row) {
        return row.cells().stream().map(HeatCell::words).collect(Collectors.joining(" "));
    }

    private static String styles(HeatRow row) {
        return row.cells().stream().map(HeatCell::style).collect(Collectors.joining(" "));
    }
}
