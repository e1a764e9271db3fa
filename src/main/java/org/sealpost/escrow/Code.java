package org.sealpost.escrow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;

/** Six digits that go by mail. They are kept as a hash under the account's keyset, since a million tries is no work. */
record Code(String digits) {

    private static final int COUNT = 1_000_000;

    static Code random(SecureRandom random) {
        return new Code("%06d".formatted(random.nextInt(COUNT)));
    }

    /** What somebody typed or pasted, spaces and hyphens allowed; empty if it can't be a code. */
    static Optional<Code> typed(String text) {
        String digits = text == null || text.length() > 40 ? "" : text.replaceAll("[\\s\\p{Z}\\p{Pd}]", "");
        return digits.matches("[0-9]{6}") ? Optional.of(new Code(digits)) : Optional.empty();
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(digits.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean matches(byte[] hash) {
        return MessageDigest.isEqual(hash(), hash);
    }

    /** For reading: {@code 418 203}. */
    String spaced() {
        return digits.substring(0, 3) + " " + digits.substring(3);
    }

    /** Never the code itself: this lands in logs. */
    @Override
    public String toString() {
        return "Code";
    }
}
