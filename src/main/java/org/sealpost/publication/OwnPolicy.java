package org.sealpost.publication;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.sealpost.mtasts.StsPolicy;

/** The MTA-STS policy that each of our own domains publishes: all are served by one host. */
public final class OwnPolicy {

    /** A week: longer than an attack on the way can be kept up, and short enough to leave again (RFC 8461 §3.2 has weeks as usual). */
    private static final int MAX_AGE = 604_800;
    /** An id has 32 characters at most (RFC 8461 §3.1). */
    private static final int ID_OCTETS = 12;

    private OwnPolicy() {
    }

    /** The file, with the line ends of RFC 8461 §3.2. */
    public static String text(MailHost host) {
        String mx = host.mode() == StsPolicy.Mode.NONE ? "" : "mx: " + host.name() + "\r\n";
        return "version: STSv1\r\nmode: " + host.mode().name().toLowerCase(Locale.ROOT) + "\r\n" + mx + "max_age: " + MAX_AGE + "\r\n";
    }

    /** Another one for each other text (RFC 8461 §3.1), and the same on every node. */
    static String id(MailHost host) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text(host).getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(hash, 0, ID_OCTETS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
