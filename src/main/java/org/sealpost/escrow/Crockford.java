package org.sealpost.escrow;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Crockford's base 32: no I, L, O, U, so that what is read aloud or copied by hand comes out right. */
final class Crockford {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());

    private Crockford() { }

    /** The octets as one number, most significant digit first, padded to {@code length} digits. */
    static String written(byte[] octets, int length) {
        char[] digits = new char[length];
        BigInteger rest = new BigInteger(1, octets);
        for (int i = length - 1; i >= 0; i--) {
            BigInteger[] parts = rest.divideAndRemainder(BASE);
            digits[i] = ALPHABET.charAt(parts[1].intValue());
            rest = parts[0];
        }
        return new String(digits);
    }

    /** What somebody typed, as exactly {@code length} digits: case, spaces, hyphens, O for 0, I and L for 1 don't matter. */
    static Optional<String> read(String typed, int length) {
        if (typed == null || typed.length() > 4 * length) {
            return Optional.empty();
        }
        String digits = typed.toUpperCase(Locale.ROOT).codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c) && Character.getType(c) != Character.DASH_PUNCTUATION)
                .mapToObj(c -> c == 'O' ? "0" : c == 'I' || c == 'L' ? "1" : Character.toString(c))
                .collect(Collectors.joining());
        boolean valid = digits.length() == length && digits.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
        return valid ? Optional.of(digits) : Optional.empty();
    }
}
