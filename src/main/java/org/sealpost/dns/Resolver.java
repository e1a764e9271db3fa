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

    /** TLSA records of a service, for example {@code _25._tcp.mx.example} (RFC 6698 §3). */
    Answer<Tlsa> tlsa(String name);

    /**
     * OPENPGPKEY records of a mailbox (RFC 7929 §2.1), each a transferable public key in binary as it stands. Large ones come over TCP; they
     * aren't kept.
     */
    Answer<byte[]> openPgpKey(String name);

    /** SMIMEA records of a mailbox; they are made like TLSA records (RFC 8162 §2). They aren't kept. */
    Answer<Tlsa> smimea(String name);

    /** SRV records of a service, for example {@code _submissions._tcp.example} (RFC 6186, RFC 8314 §5.1). */
    Answer<Srv> srv(String name);

    /**
     * Where the aliases of a name lead (RFC 7672 §2.2.2): one record, the name itself if it is no alias. Authentic only if
     * each step is.
     */
    Answer<String> canonicalName(String name);

    /**
     * Whether authenticity is established at all: then an answer that is neither authentic nor failed is proven to be
     * unsigned. If not, nothing is known about it.
     */
    boolean validates();
}
