package org.sealpost.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.mail.Domain;
import org.sealpost.mtasts.StsFinding;
import org.sealpost.smtp.Deadlines;
import org.sealpost.testing.FakeZones;
import org.sealpost.testing.FixedTime;
import org.sealpost.testing.Identity;
import org.sealpost.testing.TestCa;
import org.sealpost.transport.Courier;
import org.sealpost.wire.Dialer;
import org.sealpost.wire.TrustAnchors;

/** OpenSSL as an MX host's TLS, which staples what its authority says of its certificate (RFC 6066 §8). */
class StapledIT {

    private static final TestCa CA = TestCa.root();
    private static final Identity LEAF = CA.leaf("mx.stapled.test");
    private static final Pattern LISTENING = Pattern.compile("ACCEPT .*:(\\d+)");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "-tls1_3, good,    VERIFIED,  tls.verified",
        "-tls1_2, good,    VERIFIED,  tls.verified",
        "-tls1_3, revoked, ENCRYPTED, tls.certificate.revoked",
        "-tls1_2, revoked, ENCRYPTED, tls.certificate.revoked",
        "-tls1_3, forged,  ENCRYPTED, tls.certificate.unknown"})
    void whatTheAuthoritySaysIsBelievedAndWhatOthersSayIsNot(String version, String kind, TlsLevel level, String reason) throws Exception {
        byte[] response = CA.ocsp(LEAF, kind.equals("revoked"), kind.equals("forged") ? TestCa.root().identity() : CA.identity());
        Evidence seen = seen(version, Files.write(folder.resolve("response.der"), response));
        assertEquals(reason, seen.levelReason().code());
        assertEquals(level, seen.level());
    }

    private Evidence seen(String version, Path response) throws IOException {
        List<String> command = new ArrayList<>(List.of("openssl", "s_server", "-accept", "127.0.0.1:0", "-cert",
                LEAF.writePem(folder.resolve("identity.pem")).toString(), "-status_file", response.toString(), version));
        Process tls = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (ServerSocket front = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            int behind = port(tls.inputReader());
            tls.getOutputStream().write("250 mx.stapled.test\r\n".getBytes(StandardCharsets.US_ASCII));
            tls.getOutputStream().flush();
            start(() -> startTls(front.accept(), behind));
            try (Courier courier = new Courier(FakeZones.of("stapled.test MX 10 mx.stapled.test\nmx.stapled.test A 192.0.2.1"),
                    Dialer.loopback(Map.of("mx.stapled.test", front.getLocalPort())), TrustAnchors.of(CA.certificate()), FixedTime.atNoon(),
                    new SecureRandom(), "client.test", Deadlines.RFC5321, domain -> StsFinding.NONE)) {
                return courier.survey(new Domain("stapled.test")).hosts().get(0);
            }
        } finally {
            tls.destroy();
        }
    }

    /** Says in clear what comes before TLS, and hands the rest on. */
    private static void startTls(Socket peer, int behind) throws IOException {
        try (peer; Socket tls = new Socket(InetAddress.getLoopbackAddress(), behind)) {
            InputStream in = peer.getInputStream();
            for (String reply : List.of("220 ready", "250-mx\r\n250 STARTTLS", "220 go ahead")) {
                peer.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
                if (!reply.equals("220 go ahead")) {
                    line(in);
                }
            }
            start(() -> in.transferTo(tls.getOutputStream()));
            tls.getInputStream().transferTo(peer.getOutputStream());
        }
    }

    private static void line(InputStream in) throws IOException {
        int octet = in.read();
        while (octet >= 0 && octet != '\n') {
            octet = in.read();
        }
    }

    private interface Step {
        void take() throws IOException;
    }

    private static void start(Step step) {
        Thread thread = new Thread(() -> {
            try {
                step.take();
            } catch (IOException e) {
                // the other side has gone
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static int port(BufferedReader printed) throws IOException {
        for (String line = printed.readLine(); line != null; line = printed.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.matches()) {
                return Integer.parseInt(listening.group(1));
            }
        }
        throw new IOException("openssl doesn't listen");
    }
}
