package org.sealpost.dns;

import java.net.InetAddress;
import org.sealpost.mail.Domain;

/** Asks the DNS. Answers instead of throwing, whatever happens; aliases (CNAME) are followed. */
public interface Resolver {

    /** The MX records as they stand, in no order; RFC 5321 §5.1 is applied by whoever routes. */
    Answer<Mx> mx(Domain domain);

    /**
     * IPv6 and IPv4 addresses. Failed if either question failed and the other brought nothing.
     *
     * @param host a host name, never read as an address literal
     */
    Answer<InetAddress> addresses(String host);

    /** TXT records, each with its strings joined (RFC 7208 §3.3), octets as ISO 8859-1. */
    Answer<String> txt(String name);
}
