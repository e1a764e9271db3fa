package org.sealpost.app.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.demo.FakeInternet;

/** {@code tls-check} beside a running demo: each domain, its verdict and how the command ends. */
class TlsCheckTest {

    private static final String DEMO = """
            verified.test   | 0 | Good: mail to verified.test travels encrypted, to servers that prove who they are.
            greylist.test   | 0 | Good: mail to greylist.test travels encrypted, to servers that prove who they are.
            stripped.test   | 0 | Good: mail to stripped.test travels encrypted, to servers that prove who they are.
            dane.test       | 0 | Very good: mail to dane.test travels encrypted, to servers that the domain itself proves.
            requiretls.test | 0 | Very good: mail to requiretls.test travels encrypted, to servers that the domain itself proves.
            sts.test        | 0 | Very good: mail to sts.test travels encrypted, to servers that the domain itself proves.
            no-tls.test     | 1 | Open to everybody: the servers of no-tls.test offer no encryption.
            bad-cert.test   | 1 | Not good enough by itself: mail to bad-cert.test travels encrypted, but nothing proves to whom.
            forced.test     | 1 | Not good enough by itself: mail to forced.test travels encrypted, but nothing proves to whom.
            expired.test    | 1 | Not good enough by itself: mail to expired.test travels encrypted, but nothing proves to whom.
            pgp.test      | 0 | Good: mail to pgp.test travels encrypted, to servers that prove who they are.
            smime.test    | 0 | Good: mail to smime.test travels encrypted, to servers that prove who they are.
            strict.test   | 0 | Good: mail to strict.test travels encrypted, to servers that prove who they are.
            wrong-name.test | 1 | Not good enough by itself: mail to wrong-name.test travels encrypted, but nothing proves to whom.
            old-tls.test    | 1 | Not usable: the servers of old-tls.test offer encryption, and it fails.
            null-mx.test    | 2 | No mail can be sent there: null-mx.test says that it takes no mail.
            """;
    /** Greets after twenty seconds: DemoIT waits for it. */
    private static final String SLOW = "slow.test";

    @TempDir
    private Path data;

    @Test
    void everyDomainOfTheDemoGetsItsVerdict() throws Exception {
        try (FakeInternet internet = internet()) {
            Set<String> all = FakeInternet.services().stream().map(TlsCheckTest::domain).collect(Collectors.toCollection(TreeSet::new));
            all.add("null-mx.test");
            Set<String> told = new TreeSet<>(Set.of(SLOW));
            for (String line : DEMO.lines().toList()) {
                String[] row = line.split(" *\\| *");
                told.add(row[0]);
                List<String> said = check(Integer.parseInt(row[1]), row[0]);
                assertEquals(row[2], said.get(said.size() - 1));
                assertEquals(1, said.stream().filter(row[2]::equals).count());
            }
            assertEquals(all, told);
        }
    }

    @Test
    void eachServerIsDescribed() throws Exception {
        try (FakeInternet internet = internet()) {
            String said = String.join("\n", check(0, "sts.test"));
            assertTrue(said.contains("""
                      not used     unlisted.sts.test isn’t among the servers in its domain’s policy (MTA-STS).

                    mx.sts.test, priority 20
                      address      127.0.0.1
                      STARTTLS     yes
                      TLS          TLSv1.3, TLS_AES_256_GCM_SHA384
                      certificate  CN=mx.sts.test
                    """), said);
            assertTrue(said.contains("  MTA-STS      enforced\n"), said);
            assertTrue(said.contains("  TLS reports  wanted\n"), said);
        }
    }

    @Test
    void whatIsNotThereIsSaidInOneSentence() throws Exception {
        try (FakeInternet internet = internet()) {
            List<String> nowhere = check(2, "nowhere.test");
            assertEquals("No mail can be sent there: There is no domain nowhere.test.", nowhere.get(nowhere.size() - 1));
        }
        assertEquals(List.of("“not a domain” is no domain."), check(2, "not a domain"));
        Files.delete(data.resolve("demo").resolve("wire.properties"));
        assertEquals(1, check(2, "verified.test").size());
    }

    private List<String> check(int expected, String domain) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int exit = new TlsCheck(new PrintStream(said, true, StandardCharsets.UTF_8), Map.of()).run(List.of("--data", data.toString(), domain));
        List<String> lines = said.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(expected, exit, () -> String.join("\n", lines));
        return lines;
    }

    private FakeInternet internet() throws IOException {
        Path folder = Files.createDirectories(data.resolve("demo"));
        Map<String, Integer> anyPort = new HashMap<>(Map.of("dns", 0));
        FakeInternet.services().forEach(host -> anyPort.put(host, 0));
        return FakeInternet.start(folder, folder, anyPort, InstantSource.system(), new SecureRandom());
    }

    private static String domain(String service) {
        String[] labels = service.replaceFirst(":.*", "").split("\\.");
        return labels[labels.length - 2] + "." + labels[labels.length - 1];
    }
}
