package org.sealpost.dane;

import java.util.List;
import org.sealpost.dns.Tlsa;

/** Which TLSA records count for SMTP. */
final class UsableRecords {

    static final int TRUST_ANCHOR = 2;
    static final int END_ENTITY = 3;
    static final int CERTIFICATE = 0;
    static final int PUBLIC_KEY = 1;
    static final int FULL = 0;
    static final int SHA_256 = 1;
    static final int SHA_512 = 2;

    /** More would be an attack on our time: a rollover of several keys needs a handful. */
    private static final int MOST = 40;

    private UsableRecords() { }

    /**
     * PKIX-TA(0) and PKIX-EE(1) don't count (RFC 7672 §3.1.3), unknown fields and digests of the wrong length neither
     * (RFC 7671 §4). Of the digests of one kind only the strongest does (RFC 7671 §9).
     */
    static List<Tlsa> among(List<Tlsa> records) {
        List<Tlsa> known = records.stream().filter(UsableRecords::isKnown).distinct().limit(MOST).toList();
        return known.stream().filter(record -> !isOutdone(record, known)).toList();
    }

    private static boolean isKnown(Tlsa record) {
        boolean usage = record.usage() == TRUST_ANCHOR || record.usage() == END_ENTITY;
        boolean selector = record.selector() == CERTIFICATE || record.selector() == PUBLIC_KEY;
        return usage && selector && switch (record.matchingType()) {
            case FULL -> Octets.areReadable(record);
            case SHA_256 -> record.data().length == 32;
            case SHA_512 -> record.data().length == 64;
            default -> false;
        };
    }

    private static boolean isOutdone(Tlsa record, List<Tlsa> known) {
        return record.matchingType() == SHA_256 && known.stream().anyMatch(other -> other.matchingType() == SHA_512
                && other.usage() == record.usage() && other.selector() == record.selector());
    }
}
