package org.sealpost.listener;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.sealpost.reception.Network;
import org.sealpost.wire.CertificateFiles;

/**
 * Where mail is taken, as configured.
 *
 * @param name what the server calls itself
 * @param relay the port for other servers (25); empty: none
 * @param submission the port for mail programs that begin with STARTTLS (587); empty: none
 * @param submissions the port for mail programs that begin with TLS (465); empty: none
 * @param certificate needed if there is any port
 * @param proxies networks of proxies in front, which must say whom they bring
 * @param mostOctets of a message
 */
public record Listening(String name, InetAddress address, Optional<Integer> relay, Optional<Integer> submission,
        Optional<Integer> submissions, Optional<CertificateFiles> certificate, List<Network> proxies,
        long mostOctets) {

    /** What we add to a message must still fit where messages fit. */
    private static final long ROOM = 32 * 1024;

    long mostTaken() {
        return mostOctets - ROOM;
    }

    boolean isOff() {
        return relay.isEmpty() && submission.isEmpty() && submissions.isEmpty();
    }
}
