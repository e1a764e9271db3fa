package org.sealpost.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.RawMessage;
import org.sealpost.mail.ReversePath;
import org.sealpost.mtasts.KnownPolicy;
import org.sealpost.mtasts.StsFinding;
import org.sealpost.mtasts.StsPolicies;
import org.sealpost.mtasts.StsPolicy;
import org.sealpost.smtp.Deadlines;
import org.sealpost.testing.FakeZones;
import org.sealpost.testing.FixedTime;
import org.sealpost.testing.Identity;
import org.sealpost.testing.ScriptedSmtpServer;
import org.sealpost.testing.TestCa;
import org.sealpost.testing.WireTap;
import org.sealpost.wire.Dialer;
import org.sealpost.wire.TrustAnchors;

/** A courier, the hosts that it can reach with a tap on each wire, and a message full of canaries. */
public final class Road implements AutoCloseable {

    public static final TestCa CA = TestCa.root();
    public static final Identity GOOD = CA.leaf("mx.verified.test");
    public static final List<String> CANARIES = List.of("kittiwake-subject-7351", "kittiwake-body-9402", "kittiwake-file-1187");
    private static final Duration PATIENT = Duration.ofSeconds(5);
    private static final String ZONES = """
            verified.test     MX 10 mx.verified.test
            mx.verified.test  A  192.0.2.1
            """;

    final FixedTime clock = FixedTime.atNoon();
    private final Map<String, Integer> ports = new HashMap<>();
    private final List<ScriptedSmtpServer> servers = new ArrayList<>();
    private final List<WireTap> taps = new ArrayList<>();
    private final List<Socket> reserved = new ArrayList<>();
    private String zones = ZONES;
    private BooleanSupplier validated = () -> true;
    private Duration patience = PATIENT;
    private StsPolicies sts = domain -> StsFinding.NONE;
    private Courier courier;

    /** One host, the MX of verified.test. */
    public static Road to(ScriptedSmtpServer server) {
        return new Road().host("mx.verified.test", server);
    }

    public static Road to(String dialogue) {
        return to(ScriptedSmtpServer.playing(dialogue).as(GOOD));
    }

    public Road host(String name, ScriptedSmtpServer server) {
        WireTap tap = WireTap.before(server.port());
        servers.add(server);
        taps.add(tap);
        ports.put(name, tap.port());
        return this;
    }

    /** The first host under another name. */
    public Road alsoCalled(String name) {
        ports.put(name, taps.get(0).port());
        return this;
    }

    /** A host where nobody listens; the port is taken, so that nobody else comes to listen there either. */
    public Road deadHost(String name) {
        try {
            Socket bound = new Socket();
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            reserved.add(bound);
            ports.put(name, bound.getLocalPort());
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Road zones(String text) {
        zones = text;
        return this;
    }

    /** Whether anybody validates what the DNS says. */
    public Road validated(BooleanSupplier now) {
        validated = now;
        return this;
    }

    /** What the domain's policy host says. */
    public Road sts(StsFinding finding) {
        sts = domain -> finding;
        return this;
    }

    /** A policy of verified.test that was fetched at noon. */
    public Road sts(StsPolicy.Mode mode, String... mx) {
        StsPolicy policy = new StsPolicy(mode, List.of(mx), Duration.ofDays(7));
        return sts(new StsFinding(StsFinding.Kind.POLICY, Optional.of(new KnownPolicy("20261123", policy, FixedTime.NOON)),
                Reason.of("sts.fetched")));
    }

    /** The wire breaks when the first host has said so many octets. */
    Road cutAfter(int octets) {
        taps.get(0).cuttingAfter(octets);
        return this;
    }

    public Road patience(Duration each) {
        patience = each;
        return this;
    }

    public Courier courier() {
        if (courier == null) {
            Deadlines deadlines = new Deadlines(PATIENT, patience, patience, patience, patience, patience, patience);
            courier = new Courier(FakeZones.of(zones).validated(validated), Dialer.loopback(ports), TrustAnchors.of(CA.certificate()), clock,
                    new SecureRandom(), "client.test", deadlines, domain -> sts.of(domain));
        }
        return courier;
    }

    ScriptedSmtpServer server() {
        return servers.get(0);
    }

    ScriptedSmtpServer server(int number) {
        return servers.get(number);
    }

    Outcome carry(TlsLevel atLeast) {
        return carry(atLeast, "anna@verified.test").get(0);
    }

    List<Outcome> carry(TlsLevel atLeast, String... recipients) {
        return courier().carry(consignment(TlsDemand.of(atLeast), message(), recipients));
    }

    static Consignment consignment(TlsDemand demand, RawMessage message, String... recipients) {
        List<Address> addresses = Arrays.stream(recipients).map(Address::of).toList();
        return new Consignment(addresses.get(0).domain(), ReversePath.of(Address.of("sam@clinic.test")), addresses, message,
                demand, true, "q-17", Permit.ALWAYS);
    }

    Survey survey(String domain) {
        return courier().survey(new Domain(domain));
    }

    public static RawMessage message() {
        String text = "From: sam@clinic.test\r\nSubject: " + CANARIES.get(0) + "\r\n\r\n" + CANARIES.get(1) + "\r\n.dot\r\n"
                + Base64.getMimeEncoder().encodeToString(("file " + CANARIES.get(2)).getBytes(StandardCharsets.UTF_8)) + "\r\n";
        return RawMessage.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Not a word of message or envelope left. */
    void assertNothingLeft() {
        for (ScriptedSmtpServer server : servers) {
            assertFalse(server.heard("MAIL"), () -> "MAIL was said: " + server.heard());
            assertFalse(server.heard("RCPT"));
            assertFalse(server.heard("DATA"));
            assertEquals(List.of(), server.messages());
        }
        assertNothingReadable();
    }

    /** Whatever left, an eavesdropper can't read it. */
    public void assertNothingReadable() {
        for (WireTap tap : taps) {
            CANARIES.forEach(canary -> assertFalse(tap.heard(canary), () -> canary + " in " + tap.everything()));
            assertFalse(tap.heard("anna@"), tap::everything);
            assertFalse(tap.heard("sam@clinic"), tap::everything);
        }
    }

    public boolean isReadable(String canary) {
        return taps.stream().anyMatch(tap -> tap.heard(canary));
    }

    @Override
    public void close() {
        if (courier != null) {
            courier.close();
        }
        taps.forEach(WireTap::close);
        servers.forEach(ScriptedSmtpServer::close);
        for (Socket socket : reserved) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
