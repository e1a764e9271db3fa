package org.sealpost.app.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    @Test
    void demoWithoutOptionsTakesDefaults() {
        assertEquals(new Arguments(Arguments.Mode.DEMO, Optional.empty(), Optional.empty(), 0), of("demo"));
    }

    @Test
    void optionsComeInAnyOrder() {
        Arguments arguments = of("start --port-offset 7 --config /etc/sealpost.properties --data /srv/mail");
        assertEquals(new Arguments(Arguments.Mode.START, Optional.of(Path.of("/srv/mail")),
                Optional.of(Path.of("/etc/sealpost.properties")), 7), arguments);
    }

    @Test
    void relativeFoldersAreOfTheCurrentOne() {
        assertEquals(Path.of("x").toAbsolutePath(), of("demo --data ./y/../x").data().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port-offset -1", "--port-offset 40001", "--port-offset ten", "--port-offset", "--data",
        "--verbose", "--config x", "extra"})
    void nonsenseIsOneSentence(String options) {
        CannotStart told = assertThrows(CannotStart.class, () -> of("demo " + options));
        assertTrue(told.getMessage().split("\n")[0].matches("[^\\n]+\\."), told.getMessage());
    }

    @Test
    void anUnknownCommandShowsAllThatThereAre() {
        assertEquals(Arguments.USAGE, assertThrows(CannotStart.class, () -> of("fly")).getMessage());
    }

    private static Arguments of(String line) {
        return Arguments.of(List.of(line.split(" ")));
    }
}
