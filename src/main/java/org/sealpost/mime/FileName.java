package org.sealpost.mime;

import java.util.Locale;
import java.util.Set;

/** A file name that can be shown and saved on any system: no path, control or reordering character, no reserved name. */
public final class FileName {

    private static final int MAX_CHARACTERS = 120;
    private static final int MAX_EXTENSION = 16;
    private static final Set<String> RESERVED = Set.of("con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5",
            "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    private FileName() { }

    /** @return the safe form; {@code otherwise} if nothing of the name can be used */
    public static String safe(String name, String otherwise) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        StringBuilder kept = new StringBuilder();
        last.codePoints().map(c -> isForbidden(c) ? '_' : c).filter(c -> !isInvisible(c)).forEach(kept::appendCodePoint);
        String bare = kept.toString().strip().replaceAll("^\\.+|[. ]+$", "");
        if (bare.isEmpty() || bare.chars().allMatch(c -> c == '_')) {
            return otherwise;
        }
        String stem = bare.contains(".") ? bare.substring(0, bare.indexOf('.')) : bare;
        return shortened(RESERVED.contains(stem.toLowerCase(Locale.ROOT)) ? "_" + bare : bare);
    }

    private static boolean isForbidden(int c) {
        return "<>:\"|?*".indexOf(c) >= 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    private static boolean isInvisible(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c) || type == Character.FORMAT || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR || type == Character.UNASSIGNED || type == Character.PRIVATE_USE;
    }

    private static String shortened(String name) {
        int characters = name.codePointCount(0, name.length());
        if (characters <= MAX_CHARACTERS) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && name.length() - dot <= MAX_EXTENSION ? name.substring(dot) : "";
        int end = name.offsetByCodePoints(0, MAX_CHARACTERS - extension.length());
        return name.substring(0, end) + extension;
    }
}
