package org.sealpost.bench;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sealpost.demo.NameServer;
import org.sealpost.demo.Zones;

/** What Sealpost is told of the internet: the demo's signed root, and below it a domain and a mail host for each of the bench's. */
final class Internet implements Closeable {

    private final NameServer names;
    private final Map<String, String> settings = new LinkedHashMap<>();

    Internet(Path folder, Authority authority, int sinkPort, int domains) throws IOException {
        Zones zones = new Zones(InstantSource.system(), new SecureRandom()).unsigned("bench.test").unsigned("clinic.test");
        for (int i = 0; i <= domains; i++) {
            zones.add(Workload.domain(i), "MX", "10 " + Authority.host(i) + ".").add(Authority.host(i), "A", "127.0.0.1");
        }
        names = NameServer.start(zones, Programs.freePort());
        Path anchor = Files.writeString(folder.resolve("root-anchor.zone"), zones.rootAnchor());
        settings.put("sealpost.demo", "true");
        settings.put("sealpost.dns.resolver", "127.0.0.1:" + names.port());
        settings.put("sealpost.dns.root-anchor", anchor.toString());
        settings.put("sealpost.tls.trust-anchors", authority.anchor().toString());
        settings.put("sealpost.wire.port-map", IntStream.rangeClosed(0, domains)
                .mapToObj(i -> Authority.host(i) + "=" + sinkPort).collect(Collectors.joining(",")));
    }

    Map<String, String> settings() {
        return settings;
    }

    @Override
    public void close() throws IOException {
        names.close();
    }
}
