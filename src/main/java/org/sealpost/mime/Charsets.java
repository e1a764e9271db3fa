package org.sealpost.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Makes text of octets whose charset may be named wrongly, or not at all. */
final class Charsets {

    private static final Charset LAST_RESORT = Charset.forName("windows-1252");

    private Charsets() { }

    static String decode(byte[] octets, String named) {
        if (named != null && !named.equalsIgnoreCase("us-ascii") && isKnown(named)) {
            return new String(octets, Charset.forName(named));
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
        } catch (CharacterCodingException e) {
            return new String(octets, LAST_RESORT);
        }
    }

    private static boolean isKnown(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
