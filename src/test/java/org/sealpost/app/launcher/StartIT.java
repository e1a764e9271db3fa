package org.sealpost.app.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealpost.testing.RunningDemo;
import org.sealpost.testing.TestCa;

/** {@code ./sealpost start} from outside: HTTPS, the first administrator's link, and what it refuses. */
class StartIT {

    private static final String HOST = "mail.clinic.example";

    private final Path data = RunningDemo.temporaryFolder();
    private final int offset = RunningDemo.freeOffset();

    private Started started;

    @AfterEach
    void clear() throws InterruptedException {
        started.stop();
        RunningDemo.delete(data);
    }

    @Test
    void itServesHttpsWithTheGivenCertificateAndInvitesTheFirstAdministrator() throws Exception {
        TestCa authority = TestCa.root();
        Path pem = authority.leaf(HOST).writePem(data.resolve("certificate.pem"));
        Map<String, String> settings = Map.of("SEALPOST_WEB_URL", "https://" + HOST, "SEALPOST_WEB_CERTIFICATE", pem.toString());

        Started first = start(settings);
        assertTrue(first.awaitLine("READY https://" + HOST), first.output());
        assertTrue(first.awaitLine("  https://" + HOST + "/setup?token="), first.output());
        assertTrue(get(authority, HOST, "/health/ready").startsWith("HTTP/1.1 200"));
        assertFalse(get(authority, "evil.example", "/signin.xhtml").startsWith("HTTP/1.1 200"), "an unknown Host is refused");
        assertFalse(get(authority, HOST, "/demo/").startsWith("HTTP/1.1 200"), "there is no demo here");
        assertEquals(0, first.stop(), first.output());
        assertNoTokenIn(data.resolve("logs"));
    }

    @Test
    void theSeamOfTheDemoIsRefused() throws Exception {
        Started refused = start(Map.of("SEALPOST_WIRE_PORT_MAP", "mx.bank.example=2525"));
        assertEquals(1, refused.process.waitFor());
        assertEquals("sealpost.wire.port-map belongs to the demo and is refused here: remove it.", refused.lastLine());
    }

    private Started start(Map<String, String> settings) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(RunningDemo.command("start", "--port-offset", Integer.toString(offset),
                "--data", data.toString())).redirectErrorStream(true);
        builder.environment().putAll(settings);
        Path output = Files.createTempFile("sealpost-start", ".txt");
        output.toFile().deleteOnExit();
        started = new Started(builder.redirectOutput(output.toFile()).start(), output);
        return started;
    }

    private String get(TestCa authority, String host, String path) throws Exception {
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        anchors.setCertificateEntry("authority", authority.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(
                new Socket("127.0.0.1", 8443 + offset), HOST, 8443 + offset, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertNoTokenIn(Path logs) throws IOException {
        try (Stream<Path> files = Files.list(logs)) {
            for (Path file : files.toList()) {
                assertFalse(Files.readString(file).contains("/setup?token="), file.toString());
            }
        }
    }

    /** The process and what it says. */
    private record Started(Process process, Path file) {

        boolean awaitLine(String beginning) {
            Awaitility.await().atMost(Duration.ofMinutes(3))
                    .until(() -> !process.isAlive() || output().lines().anyMatch(line -> line.startsWith(beginning)));
            return output().lines().anyMatch(line -> line.startsWith(beginning));
        }

        String output() {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String lastLine() {
            return output().strip().lines().reduce((first, second) -> second).orElse("");
        }

        int stop() throws InterruptedException {
            process.destroy();
            return process.waitFor();
        }
    }
}
