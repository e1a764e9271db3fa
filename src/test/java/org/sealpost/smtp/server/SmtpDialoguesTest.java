package org.sealpost.smtp.server;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;
import org.sealpost.testing.Identity;
import org.sealpost.testing.TestCa;

/** Each file {@code *.dialogue} holds conversations, which begin with a line {@code == what it shows}. */
class SmtpDialoguesTest {

    private static final Path FOLDER = Path.of("src/test/resources/org/sealpost/smtp/server");
    private static final Identity SERVER = TestCa.root().leaf("mx.clinic.test");

    /** Where a dialogue waits for a deadline: a command has 1 s, a stretch of a message 0.6 s. */
    private static final ServerDeadlines QUICK =
            new ServerDeadlines(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMillis(600), Duration.ofSeconds(6));

    record Conversation(String name, List<String> lines) {

        boolean isSlow() {
            return name.startsWith("slow:");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conversations")
    void conversationGoesAsWritten(Conversation conversation) throws Exception {
        new Dialogue(conversation.lines(), SERVER, ServerDeadlines.STANDARD).play();
    }

    /** All at once, since each waits. */
    @TestFactory
    Stream<DynamicTest> slowClientsAreCutOff() throws IOException {
        List<Conversation> slow = all().filter(Conversation::isSlow).toList();
        ExecutorService threads = Executors.newFixedThreadPool(slow.size());
        List<DynamicTest> tests = slow.stream().map(conversation -> {
            Future<?> end = threads.submit(() -> {
                new Dialogue(conversation.lines(), SERVER, QUICK).play();
                return null;
            });
            return DynamicTest.dynamicTest(conversation.name(), end::get);
        }).toList();
        threads.shutdown();
        return tests.stream();
    }

    @Test
    void aDialogueThatIsWrongFails() {
        assertThrows(AssertionFailedError.class, () -> new Dialogue(List.of("S: 250 never said"), SERVER, ServerDeadlines.STANDARD).play());
        assertThrows(AssertionFailedError.class, () -> new Dialogue(List.of("S: 220 *", "C: NOOP"), SERVER, ServerDeadlines.STANDARD).play());
    }

    static Stream<Conversation> conversations() throws IOException {
        return all().filter(conversation -> !conversation.isSlow());
    }

    private static Stream<Conversation> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Conversation> all = files.filter(file -> file.toString().endsWith(".dialogue")).sorted().flatMap(SmtpDialoguesTest::read).toList();
            assertTrue(all.size() > 120, "the dialogues are found");
            return all.stream();
        }
    }

    private static Stream<Conversation> read(Path file) {
        try {
            String topic = file.getFileName().toString().replace(".dialogue", "");
            return Stream.of(Files.readString(file).split("(?m)^== ")).skip(1)
                    .map(text -> text.lines().toList())
                    .map(lines -> new Conversation(topic + ": " + lines.get(0), lines.subList(1, lines.size())));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
