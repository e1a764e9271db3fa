package org.sealpost.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sealpost.demo.Correspondent.Habit;

/**
 * Name servers, certificate authorities, mail servers and hosts that publish a policy and keys, all on loopback. The product meets them as it meets the real
 * internet; only {@link #settings} differ.
 */
public final class FakeInternet implements AutoCloseable {

    private static final String POLICY_HOST = "mta-sts." + Correspondent.EVE.domain();
    private static final String POLICY_SERVICE = POLICY_HOST + ":443";
    private static final String KEY_HOST = "openpgpkey." + Correspondent.FINN.domain();
    private static final String KEY_SERVICE = KEY_HOST + ":443";
    private static final Duration HOST_LIFE = Duration.ofDays(90);
    /** The product's own mail server, as this internet knows it. */
    private static final String OWN_HOST = "mx.clinic.test";
    private static final Duration OWN_LIFE = Duration.ofDays(90);

    private final List<AutoCloseable> servers;
    private final Map<String, String> settings;

    private FakeInternet(List<AutoCloseable> servers, Map<String, String> settings) {
        this.servers = servers;
        this.settings = settings;
    }

    /** The services that need a port each, in a fixed order: MX hosts, and {@code host:443}. */
    public static List<String> services() {
        return Stream.concat(Arrays.stream(Correspondent.values()).flatMap(owner -> owner.mailHosts().stream()),
                Stream.of(POLICY_SERVICE, KEY_SERVICE)).toList();
    }

    /**
     * Starts it.
     *
     * @param published where {@code demo-ca.pem} goes, and the keys of those who have some
     * @param folder    what it keeps: its authorities and the mailboxes
     * @param ports     the loopback ports of {@code dns} and of each of {@link #services}; 0 takes a free one
     */
    public static FakeInternet start(Path published, Path folder, Map<String, Integer> ports, InstantSource clock,
            SecureRandom random) {
        List<AutoCloseable> servers = new ArrayList<>();
        try {
            Instant now = clock.instant();
            DemoCa ca = DemoCa.in(folder, now, random);
            Path anchor = Files.writeString(published.resolve("demo-ca.pem"), ca.pem());
            Certificates certificates = new Certificates(ca, now);
            Path own = folder.resolve("clinic.p12");
            ca.issueTo(own, now, OWN_LIFE, OWN_HOST, "mail.clinic.test", "localhost");
            Zones zones = zones(certificates, folder, clock, random);
            publishOwn(zones, folder, ports);
            MailAuthority mailAuthority = MailAuthority.in(folder, ca, now, random);
            MailAuthority.Person.MIA.in(published, mailAuthority, now);
            MailAuthority.Person.SAM.in(folder, mailAuthority, now);
            publishMia(zones, published);
            FinnsKeys finn = new FinnsKeys(folder, published, clock, random);
            finn.begin();
            Map<String, Integer> services = new LinkedHashMap<>();
            for (Correspondent owner : Correspondent.values()) {
                for (String host : owner.mailHosts()) {
                    MailServer server = MailServer.start(owner, host, ports.get(host), certificates, folder, clock);
                    servers.add(server);
                    services.put(host, server.port());
                }
            }
            WebHost policyHost = WebHost.start(ports.get(POLICY_SERVICE), ca.vouchedFor(now, HOST_LIFE, POLICY_HOST).context(), FakeInternet::policy);
            servers.add(policyHost);
            services.put(POLICY_SERVICE, policyHost.port());
            WebHost keyHost = WebHost.start(ports.get(KEY_SERVICE), ca.vouchedFor(now, HOST_LIFE, KEY_HOST).context(), finn::document);
            servers.add(keyHost);
            services.put(KEY_SERVICE, keyHost.port());
            NameServer dns = NameServer.start(zones, ports.get("dns"));
            servers.add(dns);
            Path rootAnchor = Files.writeString(folder.resolve("root-anchor.zone"), zones.rootAnchor());
            Map<String, String> settings = settings(folder, anchor, rootAnchor, own, dns.port(), services);
            publish(settings, folder.resolve("wire.properties"));
            return new FakeInternet(servers, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An MTA-STS policy (RFC 8461 §3.3). */
    private static Optional<WebHost.Document> policy(String path) {
        String policy = "version: STSv1\r\nmode: enforce\r\nmx: " + Correspondent.EVE.mailHost() + "\r\nmax_age: 604800\r\n";
        return path.equals("/.well-known/mta-sts.txt")
                ? Optional.of(new WebHost.Document("text/plain", policy.getBytes(StandardCharsets.US_ASCII))) : Optional.empty();
    }

    /** Her whole certificate, since nobody could find it otherwise (RFC 8162 §2). */
    private static void publishMia(Zones zones, Path published) throws IOException, GeneralSecurityException {
        zones.add(Smimea.owner(Correspondent.MIA.address()), "SMIMEA", Smimea.data(MailAuthority.Person.MIA.certificate(published)));
    }

    private static Zones zones(Certificates certificates, Path folder, InstantSource clock, SecureRandom random)
            throws GeneralSecurityException {
        Zones zones = new Zones(clock, random, () -> Mishap.DNS_FAILS.isOn(folder));
        zones.unsigned("clinic.test").add("clinic.test", "MX", "10 " + OWN_HOST + ".").add(OWN_HOST, "A", "127.0.0.1");
        for (Correspondent owner : Correspondent.values()) {
            addMailDomain(zones, owner, certificates);
        }
        String sts = Correspondent.EVE.domain();
        zones.add(KEY_HOST, "A", "127.0.0.1");
        for (Correspondent keyed : List.of(Correspondent.FINN, Correspondent.MIA)) {
            // what comes along with mail counts for more if the mail is proven to be theirs
            zones.add("_dmarc." + keyed.domain(), "TXT", "\"v=DMARC1; p=reject\"");
        }
        zones.add("_mta-sts." + sts, "TXT", "\"v=STSv1; id=20261123T000000;\"").add(POLICY_HOST, "A", "127.0.0.1");
        for (Correspondent reported : List.of(Correspondent.ANNA, Correspondent.EVE)) {
            zones.add("_smtp._tls." + reported.domain(), "TXT", "\"v=TLSRPTv1; rua=mailto:tls-reports@" + reported.domain() + "\"");
        }
        return zones;
    }

    /** What the product's own domain has published so far: enough to be believed, and not yet all that its administrators are advised. */
    private static void publishOwn(Zones zones, Path folder, Map<String, Integer> ports) throws IOException, GeneralSecurityException {
        zones.add("clinic.test", "TXT", "\"v=spf1 mx -all\"").add("_dmarc.clinic.test", "TXT", "\"v=DMARC1; p=quarantine\"");
        OwnSignatures.in(folder).forEach((name, record) -> zones.add(name, "TXT", record));
        for (String service : List.of("submission", "submissions")) {
            Optional.ofNullable(ports.get(service)).ifPresent(port ->
                    zones.add("_" + service + "._tcp.clinic.test", "SRV", "0 1 " + port + " " + OWN_HOST + "."));
        }
    }

    private static void addMailDomain(Zones zones, Correspondent owner, Certificates certificates) throws GeneralSecurityException {
        boolean proves = owner.has(Habit.PROVES_BY_DANE);
        if (proves || owner.has(Habit.HAS_SMIME_CERTIFICATE)) {
            zones.signed(owner.domain());
        } else {
            zones.unsigned(owner.domain());
        }
        int preference = 10;
        for (String host : owner.mailHosts()) {
            zones.add(owner.domain(), "MX", preference + " " + host + ".").add(host, "A", "127.0.0.1");
            preference += 10;
            if (proves) {
                zones.add("_25._tcp." + host, "TLSA", certificates.of(owner, false).orElseThrow().tlsa());
            }
        }
        if (!owner.mailHosts().isEmpty()) {
            zones.add(owner.domain(), "TXT", "\"v=spf1 mx -all\"");
        }
        if (owner.has(Habit.TAKES_NO_MAIL)) {
            zones.add(owner.domain(), "MX", "0 .");
        }
    }

    /** What the product must be told to live in this internet: {@code sealpost.*} settings that only the demo may use. */
    public Map<String, String> settings() {
        return settings;
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable server : servers) {
            server.close();
        }
    }

    /** For those who look at this internet from outside the product, while it lasts. */
    private static void publish(Map<String, String> settings, Path file) throws IOException {
        Properties properties = new Properties();
        settings.forEach(properties::setProperty);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        file.toFile().deleteOnExit();
    }

    private static Map<String, String> settings(Path folder, Path anchor, Path rootAnchor, Path own, int dns, Map<String, Integer> services) {
        return Map.of(
                "sealpost.smtp.name", OWN_HOST,
                "sealpost.smtp.certificate", own.toString(),
                "sealpost.smtp.certificate-password", DemoCa.PASSWORD,
                "sealpost.demo", "true",
                "sealpost.demo.folder", folder.toString(),
                "sealpost.dns.resolver", "127.0.0.1:" + dns,
                "sealpost.dns.root-anchor", rootAnchor.toString(),
                "sealpost.tls.trust-anchors", anchor.toString(),
                "sealpost.smime.trust-anchors", anchor.toString(),
                "sealpost.wire.port-map", services.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining(",")));
    }
}
