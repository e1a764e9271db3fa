package org.sealpost.mime;

/** Text that is about to stand in a header field. */
final class FieldText {

    private FieldText() { }

    /**
     * The text on one line: every control character, line or paragraph separator becomes a space, so that no text can
     * begin a header field of its own; unpaired surrogates become a question mark.
     */
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            line.appendCodePoint(isBreak(c) ? ' ' : isLoneSurrogate(c) ? '?' : c);
        }
        return line.toString().strip();
    }

    private static boolean isBreak(int c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
    }

    private static boolean isLoneSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
