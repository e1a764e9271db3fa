package org.sealpost.reception;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A network of addresses (RFC 4632, RFC 4291 §2.3). */
public record Network(InetAddress first, int bits) {

    private static final Pattern FORM = Pattern.compile("([0-9.]{7,15}|[0-9A-Fa-f:.]{2,45})(?:/(\\d{1,3}))?");

    /** Reads {@code address} or {@code address/bits}; empty if it is none. Bits behind the prefix are cleared. */
    public static Optional<Network> of(String text) {
        Matcher m = FORM.matcher(text.strip());
        if (!m.matches() || !m.group(1).contains(":") && !m.group(1).matches("(\\d{1,3}\\.){3}\\d{1,3}")) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.getByName(m.group(1));
            int most = address.getAddress().length * 8;
            int bits = m.group(2) == null ? most : Integer.parseInt(m.group(2));
            return bits > most ? Optional.empty() : Optional.of(new Network(InetAddress.getByAddress(prefix(address, bits)), bits));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    public boolean holds(InetAddress address) {
        return address.getAddress().length == first.getAddress().length && Arrays.equals(prefix(address, bits), first.getAddress());
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + bits;
    }

    private static byte[] prefix(InetAddress address, int bits) {
        byte[] octets = address.getAddress();
        for (int i = 0; i < octets.length; i++) {
            int kept = Math.max(0, Math.min(8, bits - 8 * i));
            octets[i] &= (byte) (0xFF << (8 - kept));
        }
        return octets;
    }
}
