package org.sealpost.smime;

import java.util.Arrays;
import java.util.HexFormat;

/** What kind of CMS message octets begin with (RFC 5652 §3). */
enum CmsType {
    SIGNED("2a864886f70d010702"),
    ENVELOPED("2a864886f70d010703"),
    AUTH_ENVELOPED("2a864886f70d0109100117"),
    /** RFC 3274; told apart and never read: it can be blown up, and nobody sends it. */
    COMPRESSED("2a864886f70d0109100109"),
    OTHER("");

    /** As many octets tell it for sure. */
    static final int PEEK = 32;

    private static final int SEQUENCE = 0x30;
    private static final int OBJECT_IDENTIFIER = 0x06;

    private final byte[] oid;

    CmsType(String hex) {
        oid = HexFormat.of().parseHex(hex);
    }

    static CmsType peek(byte[] begin) {
        if (begin.length < 2 || begin[0] != SEQUENCE) {
            return OTHER;
        }
        int at = 2 + ((begin[1] & 0x80) == 0 ? 0 : begin[1] & 0x7F);
        if (at + 2 > begin.length || begin[at] != OBJECT_IDENTIFIER || begin[at + 1] <= 0 || at + 2 + begin[at + 1] > begin.length) {
            return OTHER;
        }
        byte[] found = Arrays.copyOfRange(begin, at + 2, at + 2 + begin[at + 1]);
        return Arrays.stream(values()).filter(type -> Arrays.equals(type.oid, found)).findFirst().orElse(OTHER);
    }
}
