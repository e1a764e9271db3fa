package org.sealpost.escrow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The secret part of a notice's link: 128 random bits. The database knows only its hash. Lower case letters and digits,
 * so that no mail program cuts the link before its end.
 */
public record PickupToken(String text) {

    private static final int OCTETS = 16;
    private static final int LENGTH = 26;

    static PickupToken random(SecureRandom random) {
        byte[] octets = new byte[OCTETS];
        random.nextBytes(octets);
        return new PickupToken(Crockford.written(octets, LENGTH).toLowerCase(Locale.ROOT));
    }

    /** What stands in a link; empty if it can't be a token. */
    public static Optional<PickupToken> of(String text) {
        return Crockford.read(text, LENGTH).map(digits -> new PickupToken(digits.toLowerCase(Locale.ROOT)));
    }

    /** SHA-256, lower case hexadecimal: enough for 128 random bits. */
    String hash() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Never the token itself: this lands in logs. */
    @Override
    public String toString() {
        return "PickupToken";
    }
}
