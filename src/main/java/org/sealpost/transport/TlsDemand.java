package org.sealpost.transport;

import org.sealpost.assurance.TlsLevel;

/**
 * What a consignment demands of the connection, computed before connecting. Whatever the level, once STARTTLS is
 * offered a failed handshake never becomes cleartext.
 *
 * @param atLeast the level below which nothing is sent; NONE allows cleartext to a host that never offers STARTTLS
 * @param minimumVersion {@code TLSv1.2} or {@code TLSv1.3}
 */
public record TlsDemand(TlsLevel atLeast, String minimumVersion) {

    public static TlsDemand of(TlsLevel atLeast) {
        return new TlsDemand(atLeast, "TLSv1.2");
    }
}
