package org.sealpost.http;

import java.time.Duration;

/**
 * What a server may cost us.
 *
 * @param connect for connecting to one address
 * @param silence the longest wait for a next octet, the first included
 * @param total for everything after the DNS, however many octets trickle in meanwhile
 * @param head octets of status line, fields and trailer, interim responses included
 * @param body octets after transfer decoding
 */
public record FetchLimits(Duration connect, Duration silence, Duration total, int head, int body) {

    /** For a document that somebody waits for. */
    public static FetchLimits body(int octets) {
        return new FetchLimits(Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(30), 16 * 1_024, octets);
    }
}
