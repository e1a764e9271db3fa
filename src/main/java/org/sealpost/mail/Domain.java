package org.sealpost.mail;

import java.net.IDN;
import java.util.Locale;

/**
 * A mail domain in its one canonical spelling: A-labels (RFC 5890), lower case, no trailing dot. Two spellings of one
 * domain are equal, so a rule can't be dodged by case, a dot or the Unicode form.
 *
 * @param name the canonical name, never empty, at most 253 characters
 */
public record Domain(String name) implements Comparable<Domain> {

    private static final int MAX_LENGTH = 253;

    /** @throws MalformedAddress if {@code name} is no host name; address literals are refused too */
    public Domain {
        name = canonical(name);
    }

    /** The domain as people write it: U-labels where there are any. For showing, never for deciding. */
    public String unicode() {
        return IDN.toUnicode(name);
    }

    private static String canonical(String written) {
        if (written.startsWith("[")) {
            throw new MalformedAddress(MalformedAddress.Flaw.ADDRESS_LITERAL, written);
        }
        String undotted = written.endsWith(".") ? written.substring(0, written.length() - 1) : written;
        String ascii;
        try {
            ascii = IDN.toASCII(undotted, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new MalformedAddress(MalformedAddress.Flaw.DOMAIN, written);
        }
        if (ascii.isEmpty() || ascii.length() > MAX_LENGTH || !ascii.contains(".") || ascii.startsWith(".")
                || ascii.contains("..") || ascii.endsWith(".")) {
            throw new MalformedAddress(MalformedAddress.Flaw.DOMAIN, written);
        }
        return ascii;
    }

    @Override
    public int compareTo(Domain other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
