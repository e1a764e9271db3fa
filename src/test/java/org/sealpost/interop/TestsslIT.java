package org.sealpost.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.testing.Programs;
import org.sealpost.testing.RunningDemo;

/** What testssl.sh says of the ports of our own mail server: versions, kinds of suites, the server's choice, known weaknesses. */
class TestsslIT {

    private static final Set<String> SERIOUS = Set.of("MEDIUM", "HIGH", "CRITICAL", "FATAL");

    private static RunningDemo demo;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        assumeTrue(Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).anyMatch(place -> Files.isExecutable(Path.of(place, "testssl"))),
                "testssl isn't installed (Debian: apt install testssl.sh), so nothing is known of what it would find");
        demo = RunningDemo.shared();
    }

    @ParameterizedTest
    @CsvSource({"smtp, true", "submission, true", "submissions, false"})
    void nothingSeriousIsFound(String port, boolean startTls) throws IOException {
        List<JsonObject> findings = look(port, startTls, "--protocols", "--standard", "--server-preference", "--vulnerable");

        assertEquals(List.of(), serious(findings));
        for (String good : List.of("SSLv2 not offered", "SSLv3 not offered", "TLS1_2 offered", "TLS1_3 offered with final", "cipherlist_NULL not offered",
                "cipherlist_aNULL not offered", "cipherlist_STRONG offered", "cipher_order server", "secure_renego supported",
                "secure_client_renego not vulnerable", "heartbleed not vulnerable", "ROBOT not vulnerable", "SWEET32 not vulnerable")) {
            assertTrue(findings.stream().anyMatch(finding -> said(finding).startsWith(good)), () -> good + " in " + all(findings));
        }
        assertTrue(findings.stream().noneMatch(finding -> said(finding).matches("TLS1(_1)? offered.*")), () -> all(findings));
    }

    /** So it is a good server that makes the list above empty. */
    @Test
    void aServerOf1999IsFoundOut() throws IOException {
        List<JsonObject> findings = look("mx.old-tls.test", true, "--protocols");
        assertFalse(serious(findings).isEmpty(), () -> all(findings));
    }

    private List<JsonObject> look(String port, boolean startTls, String... checks) throws IOException {
        Path file = folder.resolve(port + ".json");
        List<String> line = new ArrayList<>(List.of("testssl", "--quiet", "--warnings", "off", "--color", "0", "--nodns", "none", "--fast"));
        line.addAll(List.of(checks));
        line.addAll(startTls ? List.of("--starttls", "smtp") : List.of());
        line.addAll(List.of("--jsonfile", file.toString(), "localhost:" + demo.port(port)));
        Programs.Result result = Programs.run("", line.toArray(String[]::new));
        assertTrue(Files.exists(file), result::output);
        return StreamSupport.stream(JsonParser.parseString(Files.readString(file)).getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsJsonObject).toList();
    }

    private static List<String> serious(List<JsonObject> findings) {
        return findings.stream().filter(finding -> SERIOUS.contains(finding.get("severity").getAsString())).map(TestsslIT::said).toList();
    }

    private static String said(JsonObject finding) {
        return finding.get("id").getAsString() + " " + finding.get("finding").getAsString();
    }

    private static String all(List<JsonObject> findings) {
        return String.join("\n", findings.stream().map(TestsslIT::said).toList());
    }
}
