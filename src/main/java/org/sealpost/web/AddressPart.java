package org.sealpost.web;

import java.net.IDN;
import java.util.Locale;

/** A part of an address that somebody typed to find it. */
public final class AddressPart {

    private AddressPart() { }

    /** As addresses are kept for finding: in lower case, what may be a domain in A-labels. What can't be one is looked for as it stands. */
    public static String searched(String typed) {
        String lower = typed.strip().toLowerCase(Locale.ROOT);
        int at = lower.lastIndexOf('@') + 1;
        try {
            return lower.substring(0, at) + IDN.toASCII(lower.substring(at)).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return lower;
        }
    }
}
