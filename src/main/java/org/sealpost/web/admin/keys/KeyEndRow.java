package org.sealpost.web.admin.keys;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A key and its end in words.
 *
 * @param fingerprint in groups of four
 * @param style of the tag that says the state
 * @param moment when it ends, as ISO 8601; empty if never
 */
public record KeyEndRow(String address, String standard, String fingerprint, String from, String style, String state, String ends, String moment) {

    /** For the link to the keys of this address. */
    public String query() {
        return URLEncoder.encode(address, StandardCharsets.UTF_8);
    }
}
