package org.sealpost.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.testing.FixedTime;
import org.sealpost.testing.Identity;
import org.sealpost.testing.TestCa;

class ServerTlsTest {

    private final TestCa ca = TestCa.root();
    private final Identity first = ca.leaf("mx.clinic.test");
    private final Identity second = ca.leaf("mx.clinic.test");
    private final SecureRandom random = new SecureRandom();
    private final FixedTime clock = FixedTime.atNoon();

    @TempDir
    private Path folder;

    @Test
    void aRenewedCertificateIsShownSoonAndABrokenOneNever() throws Exception {
        Path file = first.writePem(folder.resolve("mail.pem"));
        ServerTls tls = tls(file);
        assertEquals(first.certificate(), shown(tls));
        second.writePem(file);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-24T00:00:00Z")));
        assertEquals(first.certificate(), shown(tls), "a look at the file every time would cost too much");
        clock.pass(Duration.ofSeconds(11));
        assertEquals(second.certificate(), shown(tls));
        Files.writeString(file, "half a fi");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-25T00:00:00Z")));
        clock.pass(Duration.ofSeconds(11));
        assertEquals(second.certificate(), shown(tls));
        Files.delete(file);
        clock.pass(Duration.ofSeconds(11));
        assertEquals(second.certificate(), shown(tls));
        first.writePem(file);
        clock.pass(Duration.ofSeconds(11));
        assertEquals(first.certificate(), shown(tls));
    }

    @Test
    void filesWithoutKeyOrCertificateAreRefusedAtOnce() throws IOException {
        Path none = Files.writeString(folder.resolve("none.pem"), Identity.pem(first.certificate()));
        assertThrows(IOException.class, () -> tls(none));
        assertThrows(IOException.class, () -> tls(folder.resolve("missing.pem")));
    }

    @Test
    void onlyStrongTlsIsSpoken() throws Exception {
        ServerTls tls = tls(first.writePem(folder.resolve("mail.pem")));
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SSLSocket socket = tls.upon(new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort()), false)) {
            assertArrayEquals(new String[] {"TLSv1.3", "TLSv1.2"}, socket.getEnabledProtocols());
            assertFalse(Arrays.stream(socket.getEnabledCipherSuites())
                    .anyMatch(suite -> suite.matches(".*(_RSA_WITH_|NULL|anon|3DES|RC4|EXPORT|_SHA$).*") && !suite.contains("DHE_")));
            assertTrue(socket.getSSLParameters().getUseCipherSuitesOrder());
            assertFalse(socket.getWantClientAuth());
        }
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SSLSocket socket = tls.upon(new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort()), true)) {
            assertTrue(socket.getWantClientAuth());
        }
    }

    private ServerTls tls(Path file) throws Exception {
        return new ServerTls(new CertificateFiles(file, Optional.empty(), new char[0]), random, clock);
    }

    private Certificate shown(ServerTls tls) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket raw = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
                SSLSocket server = tls.upon(listener.accept(), false);
                SSLSocket client = new StrongTls("TLSv1.2", random).over(raw, "mx.clinic.test")) {
            CompletableFuture<Void> shaken = CompletableFuture.runAsync(() -> {
                try {
                    server.startHandshake();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            client.startHandshake();
            shaken.get();
            return client.getSession().getPeerCertificates()[0];
        }
    }
}
