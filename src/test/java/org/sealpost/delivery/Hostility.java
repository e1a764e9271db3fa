package org.sealpost.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.sealpost.assurance.Reason;
import org.sealpost.mtasts.StsFinding;
import org.sealpost.mtasts.StsPolicy.Mode;
import org.sealpost.testing.FixedTime;
import org.sealpost.testing.Identity;
import org.sealpost.testing.ScriptedSmtpServer;
import org.sealpost.testing.TestCa;
import org.sealpost.testing.TlsaRecords;
import org.sealpost.transport.Road;

/** One situation of the table, built on real sockets. */
final class Hostility {

    private static final TestCa STRANGER = TestCa.root();
    private static final Instant DAY_AGO = FixedTime.NOON.minus(Duration.ofDays(1));
    private static final String ONE_HOST = """
            verified.test     MX 10 mx.verified.test
            mx.verified.test  A  192.0.2.1
            """;

    private final Map<String, String> parts = new LinkedHashMap<>();

    Hostility(String situation) {
        for (String part : situation.split(";")) {
            String[] words = part.strip().split(" ", 2);
            parts.put(words[0], words[1].strip());
        }
    }

    Road road() {
        Identity shown = certificate(parts.getOrDefault("cert", "good"));
        ScriptedSmtpServer server = server(parts.getOrDefault("server", "verified")).as(shown);
        Road road = Road.to(server).zones(zones(parts.getOrDefault("dns", "plain"), shown)).deadHost("dead.verified.test");
        if (parts.getOrDefault("server", "").matches("greets-too-late|endless-reply|starttls-silence|trickle")) {
            road.patience(Duration.ofMillis(400));
        }
        if (parts.getOrDefault("dns", "").matches("no-mx|mx-alias")) {
            road.alsoCalled(parts.get("dns").equals("no-mx") ? "verified.test" : "alias.verified.test");
        }
        if (parts.getOrDefault("dns", "").equals("tlsa-unvalidated")) {
            road.validated(() -> false);
        }
        Optional.ofNullable(parts.get("sts")).ifPresent(sts -> publish(road, sts));
        return road;
    }

    private static void publish(Road road, String sts) {
        String[] words = sts.split(" ");
        if (words[0].equals("unknown")) {
            road.sts(new StsFinding(StsFinding.Kind.UNKNOWN, Optional.empty(), Reason.of("sts.dns", "verified.test")));
        } else if (words[0].equals("broken")) {
            road.sts(new StsFinding(StsFinding.Kind.BROKEN, Optional.empty(), Reason.of("sts.status", "mta-sts.verified.test", "404")));
        } else {
            road.sts(Mode.valueOf(words[0].toUpperCase()), words[1]);
        }
    }

    private static ScriptedSmtpServer server(String name) {
        return name.startsWith("\"")
                ? ScriptedSmtpServer.saying("S: 220 ready\nC: EHLO *\nS: 250-mx\nS: 250 STARTTLS\nC: STARTTLS\nS: "
                        + name.replace("\"", "") + "\nC: MAIL *\n")
                : ScriptedSmtpServer.playing(name);
    }

    private static Identity certificate(String kind) {
        TestCa.Order order = Road.CA.order("mx.verified.test");
        return switch (kind) {
            case "good" -> Road.GOOD;
            case "expired" -> order.valid(DAY_AGO.minus(Duration.ofDays(30)), DAY_AGO).issue();
            case "not-yet-valid" -> order.valid(FixedTime.NOON.plusSeconds(60), FixedTime.NOON.plus(Duration.ofDays(90))).issue();
            case "self-signed" -> TestCa.selfSigned("mx.verified.test");
            case "wrong-name" -> Road.CA.leaf("mx.elsewhere.test");
            case "unknown-ca" -> STRANGER.leaf("mx.verified.test");
            case "weak-key" -> order.rsa(1_024).signedWith("SHA256withECDSA").issue();
            case "sha-1" -> order.signedWith("SHA1withECDSA").issue();
            case "for-clients" -> order.purpose(KeyPurposeId.id_kp_clientAuth).issue();
            case "name-constraint" -> Road.CA.constrainedTo("elsewhere.test").leaf("mx.verified.test");
            case "common-name-only" -> order.withoutNames().issue();
            case "wildcard-of-the-tld" -> Road.CA.leaf("*.test");
            case "wildcard-two-labels" -> Road.CA.leaf("*.test", "*.*.test");
            case "nul-in-name" -> Road.CA.leaf("mx.verified.test\0.evil.test");
            case "of-the-domain" -> Road.CA.leaf("verified.test");
            case "wildcard" -> Road.CA.leaf("*.verified.test");
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static String zones(String kind, Identity shown) {
        String tlsa = "_25._tcp.mx.verified.test TLSA ";
        String match = tlsa + TlsaRecords.text("3 1 1", shown.certificate()) + "\n";
        String other = tlsa + TlsaRecords.text("3 1 1", STRANGER.certificate()) + "\n";
        String signed = ONE_HOST + "verified.test SIGNED\n";
        return switch (kind) {
            case "plain" -> ONE_HOST;
            case "tlsa-match" -> signed + match;
            case "tlsa-rollover" -> signed + other + match;
            case "tlsa-unvalidated" -> signed + other;
            case "tlsa-mismatch" -> signed + other;
            case "tlsa-authority" -> signed + tlsa + TlsaRecords.text("2 0 0", Road.CA.certificate()) + "\n";
            case "tlsa-bogus" -> signed + "_25._tcp.mx.verified.test FAILED\n";
            case "address-bogus" -> signed + "mx.verified.test FAILED A\nmx.verified.test FAILED AAAA\n";
            case "tlsa-pkix-only" -> signed + tlsa + TlsaRecords.text("1 1 1", STRANGER.certificate()) + "\n";
            case "tlsa-unsigned-mx" -> ONE_HOST + "mx.verified.test SIGNED\n" + other;
            case "null-mx" -> "verified.test MX 0 .\n";
            case "no-domain" -> "elsewhere.test A 192.0.2.1\n";
            case "servfail" -> "verified.test FAILED\n";
            case "no-mx" -> "verified.test A 192.0.2.1\n";
            case "mx-alias" -> "verified.test MX 10 mx.verified.test\nmx.verified.test CNAME real.verified.test\nreal.verified.test A 192.0.2.1\n";
            case "mx-literal" -> "verified.test MX 10 127.0.0.1\n";
            case "mx-is-us" -> "verified.test MX 10 client.test\nclient.test A 192.0.2.9\n";
            case "mx-inside" -> "verified.test MX 10 inside.verified.test\ninside.verified.test A 127.0.0.1\n";
            case "mx-nowhere" -> "verified.test MX 10 nowhere.verified.test\n";
            case "dead-ipv6" -> ONE_HOST + "mx.verified.test AAAA 2001:db8::1\n";
            case "many-mx" -> ONE_HOST + manyHosts();
            case "dead-mx-first" -> ONE_HOST + "verified.test MX 5 dead.verified.test\ndead.verified.test A 192.0.2.7\n";
            case "dead" -> "verified.test MX 5 dead.verified.test\ndead.verified.test A 192.0.2.7\n";
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static String manyHosts() {
        StringBuilder hosts = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            hosts.append("verified.test MX ").append(100 + i).append(" mx").append(i).append(".verified.test\n");
        }
        return hosts.toString();
    }

    static String[] cells(String line) {
        return Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new);
    }
}
