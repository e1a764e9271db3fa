package org.sealpost.dns;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HexFormat;
import org.sealpost.mail.Address;

/** Where the DNS holds the keys of a mailbox (RFC 7929 §3, RFC 8162 §3). */
public final class MailboxNames {

    private static final int OCTETS = 28;

    private MailboxNames() { }

    /** The owner name of its OPENPGPKEY records. */
    public static String openPgpKey(Address address) {
        return name(address, "_openpgpkey");
    }

    /** The owner name of its SMIMEA records. */
    public static String smimeCertificate(Address address) {
        return name(address, "_smimecert");
    }

    private static String name(Address address, String label) {
        return hash(address.localPart()) + "." + label + "." + address.domain().name();
    }

    /** Its letters stay as they are: only the domain knows whether their case matters (RFC 7929 §4, RFC 8162 §4). */
    private static String hash(String localPart) {
        String bare = localPart.startsWith("\"") ? localPart.substring(1, localPart.length() - 1).replaceAll("\\\\(.)", "$1") : localPart;
        String normal = Normalizer.normalize(bare, Normalizer.Form.NFC);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(normal.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, OCTETS));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
