package org.sealpost.ownkeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A key that ends on 31 December at noon. */
class NoticeTest {

    private static final Instant ENDS = Instant.parse("2026-12-31T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-12-01T11:59:59Z, 0,  0",
        "2026-12-01T12:00:00Z, 0,  30",
        "2026-12-01T12:00:00Z, 30, 0",
        "2026-12-24T11:59:59Z, 30, 0",
        "2026-12-24T12:00:00Z, 30, 7",
        "2026-12-24T12:00:00Z, 0,  7",
        "2026-12-24T12:00:00Z, 7,  0",
        "2026-12-30T12:00:00Z, 7,  1",
        "2026-12-30T12:00:00Z, 30, 1",
        "2026-12-30T12:00:00Z, 1,  0",
        "2026-12-31T12:00:00Z, 7,  0"
    })
    void itsOwnerIsToldOnceAtEachOfThreeTimes(Instant now, int warned, int due) {
        assertEquals(due == 0 ? OptionalInt.empty() : OptionalInt.of(due), Notice.due(ENDS, warned, now));
    }
}
