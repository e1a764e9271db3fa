package org.sealpost.dane;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.sealpost.dns.Tlsa;
import org.sealpost.testing.FixedTime;
import org.sealpost.testing.Identity;
import org.sealpost.testing.TestCa;

class DaneFuzzTest {

    private static final Identity SERVER = TestCa.root().leaf("mx.dane.test");

    @Property(tries = 300)
    void noRecordBreaksAnything(@ForAll @IntRange(max = 5) int usage, @ForAll @IntRange(max = 3) int selector,
            @ForAll @IntRange(max = 3) int matching, @ForAll @Size(max = 80) byte[] data) {
        List<Tlsa> usable = UsableRecords.among(List.of(new Tlsa(usage, selector, matching, data)));
        assertEquals(Optional.empty(), DaneVerifier.match(usable, SERVER.chain(), Set.of("mx.dane.test"), FixedTime.NOON));
    }
}
