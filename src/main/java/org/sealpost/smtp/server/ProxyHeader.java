package org.sealpost.smtp.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a proxy in front says of the client it brings: the PROXY protocol, versions 1 and 2. Reads exactly its octets. Only for
 * connections from proxies of our own: anybody else could claim to be anybody.
 */
public final class ProxyHeader {

    private static final byte[] SIGNATURE = {0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A};
    private static final int LONGEST_LINE = 107;
    private static final int LONGEST_REST = 1_024;
    private static final String IPV4 = "(?:\\d{1,3}\\.){3}\\d{1,3}";
    private static final String IPV6 = "[0-9A-Fa-f:.]{2,45}";

    private ProxyHeader() {
    }

    /**
     * @return whose connection it is; empty if the proxy speaks for itself (LOCAL) or doesn't know
     * @throws IOException if it is no such header; then nothing may be believed
     */
    public static Optional<InetAddress> read(InputStream in) throws IOException {
        int first = in.read();
        return first == SIGNATURE[0] ? binary(in) : text(in, first);
    }

    private static Optional<InetAddress> text(InputStream in, int first) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = first; octet >= 0 && line.length() < LONGEST_LINE; octet = in.read()) {
            line.append((char) octet);
            if (octet == '\n') {
                return address(line.toString());
            }
        }
        throw new IOException("no PROXY header");
    }

    private static Optional<InetAddress> address(String line) throws IOException {
        String[] parts = line.split(" ");
        if (line.matches("PROXY UNKNOWN( [ -~]*)?\r\n")) {
            return Optional.empty();
        }
        boolean sound = line.matches("PROXY TCP4 " + IPV4 + " " + IPV4 + " \\d{1,5} \\d{1,5}\r\n")
                || line.matches("PROXY TCP6 " + IPV6 + " " + IPV6 + " \\d{1,5} \\d{1,5}\r\n") && parts[2].contains(":");
        if (!sound) {
            throw new IOException("no PROXY header");
        }
        // a literal, so that no name is looked up; a number above 255 is no literal
        for (String number : parts[1].equals("TCP4") ? parts[2].split("\\.") : new String[0]) {
            if (Integer.parseInt(number) > 255) {
                throw new IOException("no PROXY header");
            }
        }
        return Optional.of(InetAddress.getByName(parts[2]));
    }

    private static Optional<InetAddress> binary(InputStream in) throws IOException {
        byte[] head = Arrays.copyOf(new byte[] {0x0D}, 16);
        if (in.readNBytes(head, 1, 15) < 15 || !Arrays.equals(head, 0, 12, SIGNATURE, 0, 12) || (head[12] & 0xF0) != 0x20) {
            throw new IOException("no PROXY header");
        }
        int length = (head[14] & 0xFF) << 8 | head[15] & 0xFF;
        byte[] rest = in.readNBytes(Math.min(length, LONGEST_REST));
        if (length > LONGEST_REST || rest.length < length) {
            throw new IOException("no PROXY header");
        }
        int command = head[12] & 0x0F;
        if (command == 0) {
            return Optional.empty();
        }
        int octets = switch (head[13]) {
            case 0x11 -> 4;
            case 0x21 -> 16;
            default -> 0;
        };
        if (command != 1 || octets > 0 && rest.length < 2 * octets + 4) {
            throw new IOException("no PROXY header");
        }
        return octets == 0 ? Optional.empty() : Optional.of(InetAddress.getByAddress(Arrays.copyOf(rest, octets)));
    }
}
