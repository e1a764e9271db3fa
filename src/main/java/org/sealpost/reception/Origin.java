package org.sealpost.reception;

import java.net.InetAddress;
import java.util.Optional;
import org.sealpost.mail.ReversePath;

/**
 * Where a message comes from, as our own listener saw it.
 *
 * @param hello what the other server called itself
 * @param tls version and cipher suite; empty in clear
 * @param requireTls each host on the way must keep it on TLS (RFC 8689): so must we, where it is sent on
 */
public record Origin(InetAddress address, String hello, Optional<Tls> tls, ReversePath reversePath, boolean requireTls) {

    /**
     * @param version as TLSv1.3
     * @param provenHost what the other server calls itself, if its certificate proves that
     */
    public record Tls(String version, String cipherSuite, Optional<String> provenHost) { }
}
