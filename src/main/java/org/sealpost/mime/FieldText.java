package org.sealpost.mime;

import java.util.stream.Collectors;

/** Text that is about to stand in a header field. */
final class FieldText {

    private FieldText() { }

    /**
     * The text on one line: every control character, line or paragraph separator becomes a space, so that no text can
     * begin a header field of its own; unpaired surrogates become a question mark.
     */
    static String oneLine(String text) {
        return text.codePoints()
                .mapToObj(c -> isBreak(c) ? " " : isLoneSurrogate(c) ? "?" : Character.toString(c))
                .collect(Collectors.joining())
                .strip();
    }

    private static boolean isBreak(int c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
    }

    private static boolean isLoneSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
