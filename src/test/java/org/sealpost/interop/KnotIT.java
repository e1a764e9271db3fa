package org.sealpost.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.dane.TlsaFinder;
import org.sealpost.dane.TlsaFinding;
import org.sealpost.dns.Answer;
import org.sealpost.dns.DnsjavaResolver;
import org.sealpost.dns.MailboxNames;
import org.sealpost.dns.Mx;
import org.sealpost.dns.Tlsa;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;

/** Zones that Knot signs, with NSEC and with NSEC3, and one whose delegation names another key. */
class KnotIT {

    private static final List<String> SIGNED = List.of(".", "test", "dane.test", "three.test", "bogus.test");
    private static final byte[] KEY = new byte[6_000];
    private static final String TLSA = "3 1 1 " + "ab".repeat(32);

    @TempDir
    private static Path folder;
    private static Process knot;
    private static DnsjavaResolver resolver;

    @BeforeAll
    static void start() throws Exception {
        int port = freePort();
        Files.writeString(folder.resolve("knot.conf"), configuration(port));
        for (String zone : SIGNED) {
            keymgr(zone, "generate", "ksk=yes", "zsk=yes", "algorithm=ecdsap256sha256");
        }
        zone(".", "test. NS ns.test.\n" + delegation("test"));
        zone("test", "ns A 127.0.0.1\n" + delegation("dane.test") + delegation("three.test") + "plain NS ns.test.\n"
                + "bogus NS ns.test.\nbogus DS 12345 13 2 " + "00".repeat(32) + "\n");
        for (String domain : List.of("dane.test", "three.test", "bogus.test", "plain.test")) {
            zone(domain, "@ MX 10 mx\nmx A 192.0.2.1\n_25._tcp.mx TLSA " + TLSA + "\nbare A 192.0.2.2\n" + keys("hugh@" + domain));
        }
        knot = new ProcessBuilder("/usr/sbin/knotd", "-c", folder.resolve("knot.conf").toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("knot.log").toFile()).start();
        String anchor = keymgr(".", "ds").lines().filter(line -> line.contains(" 13 2 ")).findFirst().orElseThrow()
                .replace(". DS", ". 3600 IN DS");
        resolver = DnsjavaResolver.validating(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
                Duration.ofSeconds(2), InstantSource.system(), Optional.of(anchor + "\n"));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> resolver.mx(new Domain("plain.test")).status() == Answer.Status.RECORDS);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        knot.destroy();
        knot.waitFor();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dane.test", "three.test"})
    void signedZoneIsAuthenticAndSoAreItsDenials(String domain) {
        assertTrue(resolver.validates());
        assertEquals(Answer.of(List.of(new Mx(10, "mx." + domain)), true), resolver.mx(new Domain(domain)));
        TlsaFinding found = new TlsaFinder(resolver).of("mx." + domain);
        assertEquals(TlsaFinding.Kind.USABLE, found.kind());
        assertEquals(TLSA, found.usable().get(0).toString());
        assertEquals(TlsaFinding.Kind.NONE, new TlsaFinder(resolver).of("bare." + domain).kind());
        assertEquals(Answer.none(Answer.Status.NO_NAME, true), resolver.txt("nothing." + domain));
        assertEquals(Answer.none(Answer.Status.NO_DATA, true), resolver.txt(domain));
    }

    @Test
    void unsignedZoneProvesNothingAndIsNoFailure() {
        assertFalse(resolver.mx(new Domain("plain.test")).authentic());
        assertEquals(TlsaFinding.Kind.INSECURE, new TlsaFinder(resolver).of("mx.plain.test").kind());
    }

    @Test
    void zoneThatItsParentDoesNotVouchForIsAFailure() {
        assertTrue(resolver.mx(new Domain("bogus.test")).isFailed());
        assertEquals(TlsaFinding.Kind.FAILED, new TlsaFinder(resolver).of("mx.bogus.test").kind());
    }

    /** The key is too large for UDP. */
    @ParameterizedTest
    @ValueSource(strings = {"dane.test", "three.test"})
    void keysOfAMailboxComeWholeAndProven(String domain) {
        Answer<byte[]> keys = resolver.openPgpKey(MailboxNames.openPgpKey(Address.of("hugh@" + domain)));
        assertTrue(keys.authentic());
        assertArrayEquals(KEY, keys.records().get(0));
        Answer<Tlsa> certificates = resolver.smimea(MailboxNames.smimeCertificate(Address.of("hugh@" + domain)));
        assertEquals(Answer.of(List.of(new Tlsa(3, 0, 0, new byte[] {0x30, 1, 2, 3})), true), certificates);
        assertEquals(Answer.none(Answer.Status.NO_NAME, true), resolver.openPgpKey(MailboxNames.openPgpKey(Address.of("Hugh@" + domain))));
    }

    @Test
    void keysOfOtherZonesProveNothing() {
        assertFalse(resolver.openPgpKey(MailboxNames.openPgpKey(Address.of("hugh@plain.test"))).authentic());
        assertFalse(resolver.smimea(MailboxNames.smimeCertificate(Address.of("hugh@plain.test"))).authentic());
        assertTrue(resolver.openPgpKey(MailboxNames.openPgpKey(Address.of("hugh@bogus.test"))).isFailed());
        assertTrue(resolver.smimea(MailboxNames.smimeCertificate(Address.of("hugh@bogus.test"))).isFailed());
    }

    private static String keys(String address) {
        return MailboxNames.openPgpKey(Address.of(address)) + ". OPENPGPKEY " + Base64.getEncoder().encodeToString(KEY) + "\n"
                + MailboxNames.smimeCertificate(Address.of(address)) + ". SMIMEA 3 0 0 30010203\n";
    }

    private static String configuration(int port) {
        StringBuilder text = new StringBuilder("""
                server:
                    listen: [ 127.0.0.1@%d ]
                    rundir: %s
                database:
                    storage: %s
                policy:
                  - id: nsec
                    manual: on
                    single-type-signing: on
                    algorithm: ecdsap256sha256
                  - id: nsec3
                    manual: on
                    single-type-signing: on
                    algorithm: ecdsap256sha256
                    nsec3: on
                    nsec3-iterations: 0
                zone:
                """.formatted(port, folder, folder));
        List<String> all = new ArrayList<>(SIGNED);
        all.add("plain.test");
        for (String zone : all) {
            text.append("  - domain: ").append(zone).append("\n    storage: ").append(folder).append("\n    file: ").append(file(zone));
            if (SIGNED.contains(zone)) {
                text.append("\n    dnssec-signing: on\n    dnssec-policy: ").append(zone.equals("three.test") ? "nsec3" : "nsec");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static void zone(String name, String records) throws IOException {
        String origin = name.equals(".") ? "." : name + ".";
        Files.writeString(folder.resolve(file(name)), "$ORIGIN " + origin + "\n$TTL 60\n@ SOA ns.test. root.test. 1 3600 600 86400 60\n"
                + "@ NS ns.test.\n" + records);
    }

    private static String file(String zone) {
        return zone.equals(".") ? "root.zone" : zone + ".zone";
    }

    private static String delegation(String child) throws Exception {
        String ds = keymgr(child, "ds").lines().filter(line -> line.contains(" 13 2 ")).findFirst().orElseThrow();
        return child + ". NS ns.test.\n" + ds + "\n";
    }

    private static String keymgr(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("/usr/sbin/keymgr", "-c", folder.resolve("knot.conf").toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
