package org.sealpost.dns;

import java.util.Optional;
import org.xbill.DNS.Message;

/** Gets replies to questions. The AD flag of a reply is set only if its authenticity is established (RFC 4035 §3.2.3). */
interface Asker {

    /** A reply that says something: NOERROR or NXDOMAIN. Empty if nobody gave one in time, or if what came is bogus. */
    Optional<Message> reply(Message query);

    /** Whether a reply without the AD flag is proven to be unsigned. */
    boolean validates();
}
