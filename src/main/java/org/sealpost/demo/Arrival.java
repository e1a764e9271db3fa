package org.sealpost.demo;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * One message as a mail server of the demo received it.
 *
 * @param number       its place in the mailbox, from 1
 * @param tls          protocol version and cipher suite, or empty if it came in clear
 * @param envelopeFrom the reverse-path, empty for the null one
 * @param octets       the message, CRLF and all
 */
record Arrival(int number, Instant received, Optional<String> tls, String envelopeFrom, byte[] octets) {

    /** The message as text: UTF-8, or one character for each octet where it isn't. */
    String raw() {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(octets)).toString();
        } catch (CharacterCodingException e) {
            return new String(octets, StandardCharsets.ISO_8859_1);
        }
    }
}
