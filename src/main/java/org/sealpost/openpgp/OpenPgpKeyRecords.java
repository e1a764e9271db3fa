package org.sealpost.openpgp;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.sealpost.assurance.Reason;
import org.sealpost.dns.Answer;
import org.sealpost.dns.MailboxNames;
import org.sealpost.dns.Resolver;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.Address;
import org.sealpost.openpgp.KeysFound.Kind;

/** The keys that a domain publishes in its DNS (RFC 7929). What DNSSEC doesn't prove isn't looked at (§5.1). Waits for the network. */
public final class OpenPgpKeyRecords {

    /** Records of one mailbox that are read. */
    private static final int MOST = 10;
    private static final String PLACE = "openpgpkey";

    private final Resolver resolver;
    private final KeyReading reading;
    private final InstantSource clock;

    public OpenPgpKeyRecords(Resolver resolver, KeyReading reading, InstantSource clock) {
        this.resolver = resolver;
        this.reading = reading;
        this.clock = clock;
    }

    /** A record that can't be read is passed over. */
    public KeysFound find(Address address) {
        String domain = address.domain().name();
        Answer<byte[]> answer = resolver.openPgpKey(MailboxNames.openPgpKey(address));
        if (answer.isFailed()) {
            return KeysFound.without(Kind.UNKNOWN, Reason.of("openpgpkey.failed", domain));
        }
        if (answer.isNone()) {
            return KeysFound.without(Kind.NONE, Reason.of("openpgpkey.none", domain));
        }
        if (!answer.authentic()) {
            return KeysFound.without(Kind.BROKEN, Reason.of("openpgpkey.unproven", domain));
        }
        List<OpenPgpCertificate> published = new ArrayList<>();
        for (byte[] record : answer.records().subList(0, Math.min(MOST, answer.records().size()))) {
            try {
                published.add(reading.certificate(record));
            } catch (UnfitKey e) {
                continue;
            }
        }
        return published.isEmpty() ? KeysFound.without(Kind.BROKEN, Reason.of("openpgpkey.malformed", domain))
                : KeysFound.of(published, address, clock.instant(), PLACE, domain);
    }
}
