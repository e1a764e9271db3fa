package org.sealpost.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sealpost.assurance.Published.Dane;
import org.sealpost.assurance.Published.Sts;
import org.sealpost.assurance.TlsLevel;

class SightTest {

    private static final Sight GOOD = new Sight(TlsLevel.AUTHENTICATED, Dane.USABLE, Sts.ENFORCE, true, false);

    @Test
    void whatStayedIsNoChange() {
        assertEquals(List.of(), GOOD.since(GOOD));
    }

    @Test
    void lessSafetyIsAFallAndMoreIsNone() {
        Sight bad = new Sight(TlsLevel.NONE, Dane.NONE, Sts.TESTING, true, true);
        assertEquals(List.of(new Change(Change.What.LEVEL, "AUTHENTICATED", "NONE", true),
                new Change(Change.What.DANE, "USABLE", "NONE", true), new Change(Change.What.STS, "ENFORCE", "TESTING", true),
                new Change(Change.What.EXPIRY, "false", "true", true)), bad.since(GOOD));
        assertEquals(4, GOOD.since(bad).size());
        assertTrue(GOOD.since(bad).stream().noneMatch(Change::fall));
    }

    @Test
    void aDomainThatWantsNoReportsAnyMoreChangedAndDidNotFall() {
        Sight silent = new Sight(TlsLevel.AUTHENTICATED, Dane.USABLE, Sts.ENFORCE, false, false);
        assertEquals(List.of(new Change(Change.What.REPORTS, "true", "false", false)), silent.since(GOOD));
    }

    @Test
    void aDnsThatFailsTakesNothingAway() {
        Sight dark = new Sight(TlsLevel.AUTHENTICATED, Dane.UNKNOWN, Sts.UNKNOWN, false, false);
        assertEquals(List.of(), dark.over(GOOD).since(GOOD));
        assertEquals(GOOD, dark.over(GOOD));
        assertEquals(List.of(), GOOD.since(new Sight(TlsLevel.AUTHENTICATED, Dane.UNKNOWN, Sts.UNKNOWN, true, false)));
    }

    @Test
    void aFallIsMadeGoodOnlyByWhatItWas() {
        assertTrue(GOOD.makesGood(Change.What.DANE, "USABLE"));
        Sight partly = new Sight(TlsLevel.VERIFIED, Dane.PARTLY, Sts.UNKNOWN, true, false);
        assertFalse(partly.makesGood(Change.What.DANE, "USABLE"));
        assertFalse(partly.makesGood(Change.What.LEVEL, "AUTHENTICATED"));
        assertFalse(partly.makesGood(Change.What.STS, "NONE"));
        assertTrue(partly.makesGood(Change.What.DANE, "UNUSABLE"));
    }

    @Test
    void firstTurnsAreSpreadOverTheDayAndNextOnesComeWithinIt() {
        Instant now = Instant.parse("2026-03-01T00:00:00Z");
        Rota rota = new Rota(new Random(7));
        int[] hours = new int[24];
        for (int i = 0; i < 2_400; i++) {
            hours[(int) Duration.between(now, rota.first(now)).toHours()]++;
            long wait = Duration.between(now, rota.next(now)).toMinutes();
            assertTrue(wait >= 23 * 60 && wait <= 24 * 60, wait + " min");
        }
        for (int hour : hours) {
            assertTrue(hour > 50 && hour < 150, hour + " in an hour");
        }
    }
}
