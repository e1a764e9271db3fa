package org.sealpost.dane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.sealpost.dns.Tlsa;
import org.sealpost.testing.FixedTime;
import org.sealpost.testing.Identity;
import org.sealpost.testing.TestCa;
import org.sealpost.testing.TlsaRecords;

/** What holds for every set of TLSA records, whoever wrote them. */
class DaneFuzzTest {

    private static final Identity SERVER = TestCa.root().leaf("mx.dane.test");
    private static final Tlsa ITS_OWN = TlsaRecords.of("3 1 1", SERVER.certificate());

    @Property(tries = 500)
    void onlyWhatTheRfcKnowsIsUsable(@ForAll("records") List<Tlsa> records) {
        for (Tlsa record : UsableRecords.among(records)) {
            assertTrue(record.usage() == 2 || record.usage() == 3);
            assertTrue(record.selector() <= 1);
            assertTrue(record.matchingType() == 0 || record.data().length == 32 * record.matchingType());
        }
    }

    @Property(tries = 500)
    void noJunkProvesAServer(@ForAll("records") List<Tlsa> records) {
        assertEquals(Optional.empty(), match(records));
    }

    @Property(tries = 500)
    void noJunkHidesTheRecordThatDoes(@ForAll("records") List<Tlsa> records, @ForAll @IntRange(max = 7) int place) {
        // a stronger digest of the same kind is no junk (RFC 7671 §9)
        List<Tlsa> all = new ArrayList<>(records.stream().filter(record -> record.data().length != 64).toList());
        all.add(Math.min(place, all.size()), ITS_OWN);
        assertEquals(Optional.of(ITS_OWN), match(all));
    }

    @Property(tries = 500)
    void oneBitMakesItAnother(@ForAll @IntRange(max = 255) int bit) {
        byte[] data = ITS_OWN.data();
        data[bit / 8] ^= (byte) (1 << bit % 8);
        assertEquals(Optional.empty(), match(List.of(new Tlsa(3, 1, 1, data))));
        assertEquals(Optional.empty(), match(List.of(new Tlsa(3, 1, 1, Arrays.copyOf(ITS_OWN.data(), 31)))));
    }

    /** Many of them of a form that counts, so that not all is decided by their form. */
    @Provide
    Arbitrary<List<Tlsa>> records() {
        Arbitrary<Integer> length = Arbitraries.oneOf(Arbitraries.of(0, 31, 32, 33, 64), Arbitraries.integers().between(0, 80));
        Arbitrary<byte[]> data = length.flatMap(octets -> Arbitraries.bytes().array(byte[].class).ofSize(octets));
        return Combinators.combine(Arbitraries.of(0, 1, 2, 3, 3, 4, 255), Arbitraries.of(0, 1, 1, 2, 255), Arbitraries.of(0, 1, 1, 2, 3, 255), data)
                .as(Tlsa::new).list().ofMaxSize(8);
    }

    private static Optional<Tlsa> match(List<Tlsa> records) {
        return DaneVerifier.match(UsableRecords.among(records), SERVER.chain(), Set.of("mx.dane.test"), FixedTime.NOON);
    }
}
