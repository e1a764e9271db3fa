package org.sealpost.openpgp;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.sealpost.http.FetchLimits;
import org.sealpost.http.HttpsClient;
import org.sealpost.mail.Address;

/**
 * A key server that is asked by address ("Verifying Keyserver", VKS interface 1). Anybody may put anything there, and whoever runs it learns
 * whom one writes to. Waits for the network.
 */
public final class KeyServer {

    private static final FetchLimits LIMITS = FetchLimits.body(256 * 1_024);

    private final URI server;
    private final HttpsClient https;
    private final KeyReading reading;
    private final InstantSource clock;

    /** @param server with scheme {@code https} and nothing behind the host */
    public KeyServer(URI server, HttpsClient https, KeyReading reading, InstantSource clock) {
        this.server = server;
        this.https = https;
        this.reading = reading;
        this.clock = clock;
    }

    /** Only user ids that a key certified itself count. */
    public KeysFound find(Address address) {
        return KeysFound.in(https.get(place(address), LIMITS), reading, address, clock.instant(), "keyserver", server.getHost());
    }

    /** Where it holds what it knows of the address: the whole of it, since the server demands that each octet is encoded that may mean something. */
    URI place(Address address) {
        String written = URLEncoder.encode(address.toString(), StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
        return URI.create("https://" + server.getHost() + "/vks/v1/by-email/" + written);
    }
}
