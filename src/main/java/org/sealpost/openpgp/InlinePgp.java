package org.sealpost.openpgp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * OpenPGP in the middle of a text, as older programs write it; it is read and never written. What stands around it belongs to nobody.
 *
 * @param whole whether nothing stands around it: only then it says something of the text as a whole
 * @param armored the message, or the signature
 * @param signed the octets that the signature is of (RFC 9580 §7.2); empty if it is a message
 */
public record InlinePgp(Kind kind, boolean whole, byte[] armored, byte[] signed) {

    public enum Kind {
        /** Encrypted; or something else in the armor of a message. */
        MESSAGE,
        /** The cleartext signature framework. */
        SIGNED
    }

    private static final String MESSAGE = "-----BEGIN PGP MESSAGE-----";
    private static final String MESSAGE_END = "-----END PGP MESSAGE-----";
    private static final String SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----";
    private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
    private static final String SIGNATURE_END = "-----END PGP SIGNATURE-----";

    public InlinePgp {
        armored = armored.clone();
        signed = signed.clone();
    }

    /** The first one in a decoded text; none if it isn't complete. */
    public static Optional<InlinePgp> in(String text) {
        List<String> lines = text.lines().map(String::stripTrailing).toList();
        int start = lines.indexOf(MESSAGE);
        int signedStart = lines.indexOf(SIGNED);
        if (signedStart >= 0 && (start < 0 || signedStart < start)) {
            return signed(lines, signedStart);
        }
        int end = start < 0 ? -1 : after(lines, start, MESSAGE_END);
        if (end < 0) {
            return Optional.empty();
        }
        return Optional.of(new InlinePgp(Kind.MESSAGE, blank(lines, start, end), joined(lines.subList(start, end + 1)), new byte[0]));
    }

    private static Optional<InlinePgp> signed(List<String> lines, int start) {
        int signature = after(lines, start, SIGNATURE);
        int end = signature < 0 ? -1 : after(lines, signature, SIGNATURE_END);
        int empty = after(lines, start, "");
        if (end < 0 || empty < 0 || empty > signature || !headersAreHashes(lines.subList(start + 1, empty))) {
            return Optional.empty();
        }
        List<String> text = new ArrayList<>();
        for (String line : lines.subList(empty + 1, signature)) {
            if (line.startsWith("-") && !line.startsWith("- ")) {
                return Optional.empty();
            }
            text.add(line.startsWith("- ") ? line.substring(2) : line);
        }
        byte[] octets = String.join("\r\n", text).getBytes(StandardCharsets.UTF_8);
        return Optional.of(new InlinePgp(Kind.SIGNED, blank(lines, start, end), joined(lines.subList(signature, end + 1)), octets));
    }

    /** Anything but {@code Hash} in the framework's header is a place to hide words (RFC 9580 §7.1). */
    private static boolean headersAreHashes(List<String> headers) {
        return headers.stream().allMatch(header -> header.matches("Hash: [A-Za-z0-9, -]+"));
    }

    private static int after(List<String> lines, int start, String wanted) {
        for (int i = start + 1; i < lines.size(); i++) {
            if (lines.get(i).equals(wanted)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean blank(List<String> lines, int start, int end) {
        return lines.subList(0, start).stream().allMatch(String::isBlank) && lines.subList(end + 1, lines.size()).stream().allMatch(String::isBlank);
    }

    private static byte[] joined(List<String> lines) {
        return (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
