package org.sealpost.web.compose;

import java.util.Locale;

/** Octets as people say them. */
public final class Sizes {

    private Sizes() { }

    public static String of(long octets) {
        if (octets < 1_000) {
            return octets + " B";
        }
        return octets < 1_000_000 ? Math.round(octets / 1_000.0) + " KB"
                : String.format(Locale.ROOT, "%.1f MB", octets / 1_000_000.0);
    }
}
