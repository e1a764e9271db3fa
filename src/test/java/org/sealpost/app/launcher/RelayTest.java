package org.sealpost.app.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RelayTest {

    @Test
    void theSetupLinkReachesThePersonAndNoLog() {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        Relay relay = new Relay(log);
        try (PrintStream stream = new PrintStream(relay, true, StandardCharsets.UTF_8)) {
            stream.println("deploying");
            stream.println("SETUP https://mail.example.org/setup?token=secret");
        }
        assertEquals("deploying\n", log.toString(StandardCharsets.UTF_8));
        assertEquals(Optional.of("https://mail.example.org/setup?token=secret"), relay.latest("SETUP"));
        assertEquals(Optional.empty(), relay.latest("STOP"));
    }
}
