package org.sealpost.smtp.server;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;
import org.sealpost.testing.Identity;
import org.sealpost.testing.TestCa;

/** Each file {@code *.dialogue} holds conversations, which begin with a line {@code == what it shows}. */
class SmtpDialoguesTest {

    private static final Path FOLDER = Path.of("src/test/resources/org/sealpost/smtp/server");
    private static final Identity SERVER = TestCa.root().leaf("mx.clinic.test");

    record Conversation(String name, List<String> lines) {

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conversations")
    void conversationGoesAsWritten(Conversation conversation) throws Exception {
        // quick where a dialogue waits for a deadline: a command has 1 s, a stretch of a message 0.6 s
        ServerDeadlines deadlines = conversation.name().startsWith("slow") ? ServerDeadlines.STANDARD.scaled(300) : ServerDeadlines.STANDARD;
        new Dialogue(conversation.lines(), SERVER, deadlines).play();
    }

    @Test
    void aDialogueThatIsWrongFails() {
        assertThrows(AssertionFailedError.class, () -> new Dialogue(List.of("S: 250 never said"), SERVER, ServerDeadlines.STANDARD).play());
        assertThrows(AssertionFailedError.class, () -> new Dialogue(List.of("S: 220 *", "C: NOOP"), SERVER, ServerDeadlines.STANDARD).play());
    }

    static Stream<Conversation> conversations() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Conversation> all = files.filter(file -> file.toString().endsWith(".dialogue")).sorted().flatMap(SmtpDialoguesTest::read).toList();
            assertTrue(all.size() > 60, "the dialogues are found");
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
