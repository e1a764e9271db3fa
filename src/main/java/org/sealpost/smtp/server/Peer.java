package org.sealpost.smtp.server;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The client of a session, as far as it is known by now.
 *
 * @param address where it calls from; what a trusted proxy says counts
 * @param hello what it calls itself; empty before EHLO or HELO
 * @param tls empty in clear
 */
public record Peer(InetAddress address, String hello, Optional<Tls> tls) {

    /**
     * @param version as TLSv1.3
     * @param chain what the client showed, its own certificate first, which nobody has judged yet; usually none
     */
    public record Tls(String version, String cipherSuite, List<X509Certificate> chain) {

        public Tls {
            chain = List.copyOf(chain);
        }
    }

    Peer named(String said) {
        return new Peer(address, said, tls);
    }

    /** After STARTTLS nothing that was said before counts (RFC 3207 §4.2). */
    Peer secured(Tls by) {
        return new Peer(address, "", Optional.of(by));
    }
}
