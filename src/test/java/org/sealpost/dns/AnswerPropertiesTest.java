package org.sealpost.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** What holds for every reply that a name server, or whoever speaks for it, may give. */
class AnswerPropertiesTest {

    /** Each of them with some octets changed or cut off. */
    private static final Path GOOD = Path.of("src", "test", "resources", "corpus", "dns-reply");

    @Property(tries = 4_000)
    void whateverComesIsAnAnswerWithinLimitsOrAFailure(@ForAll("replies") byte[] octets) {
        Answer<?> answer = DnsReplies.answer(octets);
        assertTrue(answer.records().size() <= 400);
        assertEquals(answer.status() == Answer.Status.RECORDS, !answer.records().isEmpty());
        for (Object record : answer.records()) {
            if (record instanceof Mx mx) {
                assertTrue(mx.isNull() || mx.host().equals(mx.host().toLowerCase(Locale.ROOT))
                        // a label may hold a dot of its own, which is written with a backslash then (RFC 1035 §5.1)
                        && (!mx.host().endsWith(".") || mx.host().endsWith("\\.")));
                assertTrue(mx.preference() >= 0 && mx.preference() <= 65_535);
            }
            if (record instanceof Tlsa tlsa) {
                assertTrue(tlsa.usage() <= 255 && tlsa.selector() <= 255 && tlsa.matchingType() <= 255 && tlsa.usage() >= 0);
            }
        }
        Optional<Message> message = message(octets);
        if (message.isEmpty() || !List.of(Rcode.NOERROR, Rcode.NXDOMAIN).contains(message.get().getRcode())) {
            assertTrue(answer.isFailed(), "who can't be read or says nothing denies nothing");
        } else {
            assertFalse(answer.authentic() && !message.get().getHeader().getFlag(Flags.AD), "nobody said that it is authentic");
        }
    }

    @Provide
    Arbitrary<byte[]> replies() throws IOException {
        List<byte[]> good;
        try (var files = Files.list(GOOD)) {
            good = files.sorted().map(AnswerPropertiesTest::octets).filter(octets -> octets.length > 0 && octets.length < 2_000).toList();
        }
        Arbitrary<List<Tuple.Tuple2<Integer, Integer>>> changes = Arbitraries.integers().between(0, 2_000)
                .flatMap(at -> Arbitraries.integers().between(0, 255).map(octet -> Tuple.of(at, octet))).list().ofMaxSize(4);
        return Arbitraries.of(good).flatMap(octets -> changes.flatMap(some -> Arbitraries.frequency(Tuple.of(4, 0), Tuple.of(1, 7))
                .map(cut -> changed(octets, some, cut))));
    }

    private static byte[] changed(byte[] octets, List<Tuple.Tuple2<Integer, Integer>> changes, int cut) {
        byte[] changed = Arrays.copyOf(octets, Math.max(0, octets.length - cut));
        changes.stream().filter(change -> changed.length > 0)
                .forEach(change -> changed[change.get1() % changed.length] = (byte) (int) change.get2());
        return changed;
    }

    private static Optional<Message> message(byte[] octets) {
        try {
            return Optional.of(new Message(octets));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static byte[] octets(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
