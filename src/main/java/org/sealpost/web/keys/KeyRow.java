package org.sealpost.web.keys;

import java.io.Serializable;
import java.util.List;

/**
 * A contact's key in words.
 *
 * @param id of the certificate, for deciding
 * @param style of its icon
 * @param sentence what it is used for, or why it isn't
 * @param story where it came from and when, until when it is good, and who confirmed it
 * @param end the date until when it is good, or that it has none
 * @param fingerprint in hexadecimal, and {@code grouped} in groups of four
 * @param says whom it names in its own words
 * @param issuer empty if it vouches for itself only
 * @param confirmable whether it is in use and nobody has answered for it yet
 */
public record KeyRow(String id, String style, String standard, String sentence, String story, String source, String since, String end,
        String fingerprint, String grouped, List<String> says, String issuer, String seen, boolean confirmable) implements Serializable {

    private static final int GROUP = 4;

    public KeyRow {
        says = List.copyOf(says);
    }
}
