package org.sealpost.smtp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.sealpost.smtp.Reply;

/** What holds for every octet of a message. */
class MessageReceiverPropertiesTest {

    private static final long MOST = 60;

    @Property(tries = 5_000)
    void dataEndsAtTheFirstLineThatIsADotAndNowhereElse(@ForAll("data") String data, @ForAll("cuts") List<Integer> cuts) {
        Taken taken = take(data, cuts, false);
        int end = ("\r\n" + data).indexOf("\r\n.\r\n");
        assertEquals(end >= 0, taken.over, data);
        assertEquals(end >= 0 ? end + 3 : data.length(), taken.octets, data);
    }

    @Property(tries = 5_000)
    void whatIsPassedOnIsTheMessageWithoutItsDotsAndNoLineEndStandsAlone(@ForAll("data") String data, @ForAll("cuts") List<Integer> cuts) {
        Taken taken = take(data, cuts, false);
        int end = ("\r\n" + data).indexOf("\r\n.\r\n");
        String text = end < 0 ? data : data.substring(0, end);
        String message = ("\r\n" + text).replace("\r\n.", "\r\n").substring(2);
        boolean sound = !message.contains("\0") && !text.replace("\r\n", "").matches("(?s).*[\r\n].*") && message.length() <= MOST;
        if (end >= 0) {
            assertEquals(sound, taken.reply.orElseThrow().isPositive(), data);
            assertEquals(sound, taken.finished, data);
        } else {
            assertFalse(taken.finished, data);
        }
        if (taken.finished) {
            assertEquals(message, taken.message(), data);
        }
        assertFalse(taken.message().replace("\r\n", "").matches("(?s).*[\r\n\0].*"), data);
    }

    @Property(tries = 2_000)
    void chunksGiveTheSameHoweverTheyAreCut(@ForAll("data") String data, @ForAll("cuts") List<Integer> cuts) {
        Taken whole = take(data, List.of(), true);
        Taken cut = take(data, cuts, true);
        assertEquals(whole.reply, cut.reply, data);
        assertEquals(whole.finished, cut.finished, data);
        boolean sound = !data.replace("\r\n", "").matches("(?s).*[\r\n\0].*");
        assertEquals(sound && (data + (data.isEmpty() || data.endsWith("\n") ? "" : "\r\n")).length() <= MOST, cut.finished, data);
        if (cut.finished) {
            assertEquals(data.isEmpty() || data.endsWith("\r\n") ? data : data + "\r\n", cut.message());
        }
    }

    @Property(tries = 1_000)
    void aMessageIsFinishedOrAbandonedOnceAndNeverBoth(@ForAll("data") String data, @ForAll("cuts") List<Integer> cuts) {
        Taken taken = take(data, cuts, false);
        assertEquals(1, taken.abandoned + (taken.finished ? 1 : 0), data);
    }

    @Provide
    Arbitrary<String> data() {
        return Arbitraries.of("\r\n", "\r\n.", "\r\n.\r\n", "\r", "\n", ".", ".\r", "a", "bc", "\u00E4", "\0", ".\n", "\r\n..")
                .list().ofMaxSize(20).map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(1, 7).list().ofMaxSize(12);
    }

    private static Taken take(String data, List<Integer> cuts, boolean chunks) {
        byte[] octets = data.getBytes(StandardCharsets.ISO_8859_1);
        Taken taken = new Taken();
        MessageReceiver receiver = new MessageReceiver(taken, MOST);
        int next = 0;
        for (int i = 0; next < octets.length && !receiver.isOver(); i++) {
            int length = Math.min(octets.length - next, i < cuts.size() ? cuts.get(i) : octets.length);
            byte[] block = Arrays.copyOfRange(octets, next, next + length);
            if (chunks) {
                receiver.chunk(block, length);
                next += length;
            } else {
                next += receiver.data(block, length);
            }
        }
        taken.octets = next;
        taken.over = receiver.isOver();
        if (chunks || taken.over) {
            taken.reply = Optional.of(receiver.finish());
        } else {
            receiver.abandon();
        }
        return taken;
    }

    private static final class Taken implements Desk.Incoming {

        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private Optional<Reply> reply = Optional.empty();
        private boolean finished;
        private boolean over;
        private int abandoned;
        private int octets;

        @Override
        public void write(byte[] block, int offset, int length) {
            assertTrue(abandoned == 0 && !finished, "nothing comes after the end");
            written.write(block, offset, length);
        }

        @Override
        public Reply finish() {
            finished = true;
            return Replies.of(250, "2.6.0 Taken");
        }

        @Override
        public void abandon() {
            abandoned++;
        }

        private String message() {
            return written.toString(StandardCharsets.ISO_8859_1);
        }
    }
}
