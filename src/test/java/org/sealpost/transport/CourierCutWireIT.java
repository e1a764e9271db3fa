package org.sealpost.transport;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealpost.assurance.TlsLevel;

/** The wire breaks after each octet that the host says. */
class CourierCutWireIT {

    /** All of the octets in clear, and every seventh of those in TLS: about 1,500, more or less at each handshake. */
    static IntStream places() {
        return IntStream.concat(IntStream.range(0, 110), IntStream.iterate(110, place -> place < 2_400, place -> place + 7));
    }

    @ParameterizedTest
    @MethodSource("places")
    void cutWireLosesNothingAndTellsNothing(int place) {
        try (Road road = Road.to("verified").cutAfter(place)) {
            Outcome outcome = road.carry(TlsLevel.VERIFIED);
            boolean arrived = !road.server().messages().isEmpty();
            switch (outcome.kind()) {
                case DELIVERED -> assertTrue(arrived);
                case DEFERRED -> assertTrue(!arrived || outcome.uncertain(), "what may have arrived is uncertain");
                case INSECURE -> assertFalse(arrived);
                case REFUSED -> throw new AssertionError("nobody refused anything");
            }
            road.assertNothingReadable();
        }
    }
}
