package org.sealpost.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ThemeTest {

    @Test
    void theServedSheetIsTheOneThatTheSourcesMake() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process check = new ProcessBuilder(java.toString(), "-XX:TieredStopAtLevel=1", "webapp-theme/Compile.java", "--check")
                .inheritIO().start();
        assertEquals(0, check.waitFor(), "run: java webapp-theme/Compile.java");
    }

    @Test
    void olderPhonesGetTheirColoursToo() throws Exception {
        assertFalse(Files.readString(Path.of("src/main/webapp/theme/sealpost.css")).contains("light-dark("));
    }
}
