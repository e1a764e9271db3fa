package org.sealpost.mime;

/** Text of a header field, about to be written or shown. */
final class FieldText {

    private FieldText() { }

    /**
     * The text on one line: every control character, line or paragraph separator becomes a space, so that no text can
     * begin a header field of its own; unpaired surrogates become a question mark. What orders other characters anew is left out (Unicode
     * Standard Annex 9 §2): no text turns itself, or what stands beside it, into words that nobody wrote.
     */
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (!isOrdering(c)) {
                line.appendCodePoint(isBreak(c) ? ' ' : isLoneSurrogate(c) ? '?' : c);
            }
        }
        return line.toString().strip();
    }

    private static boolean isBreak(int c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
    }

    /** Embeddings, overrides and isolates; marks, which order nothing but themselves, may stay. */
    private static boolean isOrdering(int c) {
        return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }

    private static boolean isLoneSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
