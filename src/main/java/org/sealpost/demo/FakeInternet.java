package org.sealpost.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * Name server, certificate authority and mail servers, all on loopback. The product meets them as it meets the real
 * internet; only {@link #settings} differ.
 */
public final class FakeInternet implements AutoCloseable {

    private final List<AutoCloseable> servers;
    private final Map<String, String> settings;

    private FakeInternet(List<AutoCloseable> servers, Map<String, String> settings) {
        this.servers = servers;
        this.settings = settings;
    }

    /** The hosts that need a port each, in a fixed order. */
    public static List<String> mailHosts() {
        return Arrays.stream(Correspondent.values()).map(Correspondent::mailHost).toList();
    }

    /**
     * Starts it.
     *
     * @param published where {@code demo-ca.pem} goes
     * @param folder    what it keeps: its authority and the mailboxes
     * @param ports     the loopback ports of {@code dns} and of each of {@link #mailHosts}; 0 takes a free one
     */
    public static FakeInternet start(Path published, Path folder, Map<String, Integer> ports, InstantSource clock,
            SecureRandom random) {
        List<AutoCloseable> servers = new ArrayList<>();
        try {
            Instant now = clock.instant();
            DemoCa ca = DemoCa.in(folder, now, random);
            Path anchor = Files.writeString(published.resolve("demo-ca.pem"), ca.pem());
            Mailboxes mailboxes = new Mailboxes(folder.resolve("mailboxes"));
            Zones zones = new Zones(clock, random);
            mailDomain(zones, "clinic.test", "mx.clinic.test");
            Map<String, Integer> mail = new LinkedHashMap<>();
            for (Correspondent owner : Correspondent.values()) {
                mailDomain(zones, owner.domain(), owner.mailHost());
                MailServer server = MailServer.start(owner, ports.get(owner.mailHost()), tls(ca, owner, now), mailboxes, clock);
                servers.add(server);
                mail.put(owner.mailHost(), server.port());
            }
            NameServer dns = NameServer.start(zones, ports.get("dns"));
            servers.add(dns);
            Path rootAnchor = Files.writeString(folder.resolve("root-anchor.zone"), zones.rootAnchor());
            return new FakeInternet(servers, settings(folder, anchor, rootAnchor, dns.port(), mail));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
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

    private static void mailDomain(Zones zones, String domain, String mailHost) {
        zones.unsigned(domain).add(domain, "MX", "10 " + mailHost + ".").add(mailHost, "A", "127.0.0.1");
    }

    private static Map<String, String> settings(Path folder, Path anchor, Path rootAnchor, int dns, Map<String, Integer> mail) {
        return Map.of(
                "sealpost.demo", "true",
                "sealpost.demo.folder", folder.toString(),
                "sealpost.dns.resolver", "127.0.0.1:" + dns,
                "sealpost.dns.root-anchor", rootAnchor.toString(),
                "sealpost.tls.trust-anchors", anchor.toString(),
                "sealpost.wire.port-map", mail.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining(",")));
    }

    private static Optional<SSLContext> tls(DemoCa ca, Correspondent owner, Instant now)
            throws GeneralSecurityException, IOException {
        return switch (owner.certificate()) {
            case NONE -> Optional.empty();
            case SELF_SIGNED -> Optional.of(ca.selfSigned(owner.mailHost(), now));
            case BY_DEMO_CA -> Optional.of(ca.vouchedFor(owner.mailHost(), now));
        };
    }
}
