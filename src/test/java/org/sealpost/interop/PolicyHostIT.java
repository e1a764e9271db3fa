package org.sealpost.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.http.HttpsClient;
import org.sealpost.mail.Domain;
import org.sealpost.mtasts.KnownPolicy;
import org.sealpost.mtasts.PolicyFinder;
import org.sealpost.mtasts.StsCache;
import org.sealpost.mtasts.StsFinding;
import org.sealpost.testing.FakeZones;
import org.sealpost.testing.FixedTime;
import org.sealpost.testing.TestCa;
import org.sealpost.wire.Dialer;
import org.sealpost.wire.TrustAnchors;

/** OpenSSL as the policy host: HTTP/1.0, no length, and an end that only TLS tells. */
class PolicyHostIT {

    private static final TestCa CA = TestCa.root();
    private static final Domain STS = new Domain("sts.test");
    private static final Pattern LISTENING = Pattern.compile("ACCEPT .*:(\\d+)");

    @TempDir
    Path folder;

    private final Map<Domain, KnownPolicy> kept = new HashMap<>();

    @Test
    void policyOfAnotherMakersServerIsFound() throws Exception {
        assertEquals(StsFinding.Kind.POLICY, find("-tls1_3").kind());
        assertEquals(List.of("mx.sts.test"), find("-tls1_2").policy().orElseThrow().policy().mx());
    }

    @Test
    void policyHostWithWeakTlsHasNone() throws Exception {
        for (String[] weak : new String[][] {{"-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-SHA@SECLEVEL=0"},
            {"-tls1_1", "-cipher", "ALL@SECLEVEL=0"}, {"-tls1_2", "-cipher", "NULL:aNULL@SECLEVEL=0"}}) {
            StsFinding finding = find(weak);
            assertEquals("http.handshake", finding.why().code());
            assertEquals(StsFinding.Kind.BROKEN, finding.kind());
            assertEquals(Map.of(), kept);
        }
    }

    private StsFinding find(String... options) throws IOException {
        kept.clear();
        Path folder = Files.createTempDirectory(this.folder, "www");
        Files.createDirectory(folder.resolve(".well-known"));
        Files.writeString(folder.resolve(".well-known/mta-sts.txt"), "version: STSv1\r\nmode: enforce\r\nmx: mx.sts.test\r\nmax_age: 86400\r\n");
        Path pem = CA.leaf("mta-sts.sts.test").writePem(folder.resolve("identity.pem"));
        ProcessBuilder builder = new ProcessBuilder("openssl", "s_server", "-WWW", "-accept", "127.0.0.1:0", "-cert", pem.toString());
        builder.command().addAll(List.of(options));
        Process server = builder.directory(folder.toFile()).redirectErrorStream(true).start();
        try {
            return finding(port(server.inputReader()));
        } finally {
            server.destroy();
        }
    }

    private StsFinding finding(int port) {
        FakeZones zones = FakeZones.of("_mta-sts.sts.test TXT v=STSv1; id=one\nmta-sts.sts.test A 192.0.2.1");
        try (HttpsClient https = new HttpsClient(zones, Dialer.loopback(Map.of("mta-sts.sts.test:443", port)),
                TrustAnchors.of(CA.certificate()), FixedTime.atNoon(), new SecureRandom())) {
            return new PolicyFinder(zones, https, cache(), FixedTime.atNoon(), (domain, why) -> { }).of(STS);
        }
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

    private StsCache cache() {
        return new StsCache() {
            @Override
            public Optional<KnownPolicy> find(Domain domain) {
                return Optional.ofNullable(kept.get(domain));
            }

            @Override
            public void keep(Domain domain, KnownPolicy policy) {
                kept.put(domain, policy);
            }
        };
    }
}
