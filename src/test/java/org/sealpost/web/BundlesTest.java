package org.sealpost.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundlesTest {

    @ParameterizedTest
    @ValueSource(strings = {"web/web", "web/webmail/webmail", "web/keys/keys", "web/admin/admin", "assurance/words", "submission/mail", "reporting/mail", "ownkeys/mail"})
    void germanSaysEverythingThatEnglishSays(String bundle) throws IOException {
        assertEquals(keys(bundle + ".properties"), keys(bundle + "_de.properties"));
    }

    private static TreeSet<String> keys(String file) throws IOException {
        Properties texts = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of("src/main/resources/org/sealpost", file), StandardCharsets.UTF_8)) {
            texts.load(in);
        }
        return new TreeSet<>(texts.stringPropertyNames());
    }
}
