package org.sealpost.testing;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sits on the wire in front of a server and keeps every octet of both directions: those outside TLS, and those of TLS
 * as an attacker sees them. A canary is found in plain, in base64 at any alignment and across lines, in
 * quoted-printable, hexadecimal, percent encoding and UTF-16, whatever its case.
 */
public final class WireTap implements Closeable {

    private final ServerSocket listener;
    private final int target;
    private final List<ByteArrayOutputStream> streams = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);

    private WireTap(int target) {
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.target = target;
        start(this::accept);
    }

    /** @param port on loopback, where the octets go on to */
    public static WireTap before(int port) {
        return new WireTap(port);
    }

    /** Cuts the wire when the server has said so many octets. */
    public WireTap cuttingAfter(long octets) {
        left.set(octets);
        return this;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Whether anything that an eavesdropper saw gives the canary away. */
    public boolean heard(String canary) {
        return streams.stream().anyMatch(stream -> holds(octets(stream), canary));
    }

    /** All that was heard, one direction of one connection after the other, as ISO 8859-1. */
    public String everything() {
        StringBuilder everything = new StringBuilder();
        streams.forEach(stream -> everything.append(octets(stream)).append('\n'));
        return everything.toString();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The search itself, over any text whose characters are octets. */
    public static boolean holds(String octets, String canary) {
        String plain = octets.toLowerCase(Locale.ROOT);
        String wanted = canary.toLowerCase(Locale.ROOT);
        byte[] canaryOctets = canary.getBytes(StandardCharsets.UTF_8);
        return plain.contains(wanted)
                || fromQuotedPrintable(plain).contains(wanted)
                || plain.replace("%", "").contains(hex(canaryOctets))
                || plain.replace("\0", "").contains(wanted)
                || holdsBase64(octets, canaryOctets);
    }

    private static boolean holdsBase64(String octets, byte[] canary) {
        String unbroken = octets.replaceAll("[\\r\\n\\t ]", "").replace('-', '+').replace('_', '/');
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = new byte[shift + canary.length];
            System.arraycopy(canary, 0, shifted, shift, canary.length);
            String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            int from = shift == 0 ? 0 : shift + 1;
            int until = encoded.length() - (shifted.length % 3 == 0 ? 0 : 1);
            if (unbroken.contains(encoded.substring(from, until))) {
                return true;
            }
        }
        return false;
    }

    private static String fromQuotedPrintable(String text) {
        String joined = text.replaceAll("=\\r?\\n", "");
        StringBuilder decoded = new StringBuilder();
        for (int i = 0; i < joined.length(); i++) {
            boolean escaped = joined.charAt(i) == '=' && i + 2 < joined.length()
                    && Character.digit(joined.charAt(i + 1), 16) >= 0 && Character.digit(joined.charAt(i + 2), 16) >= 0;
            decoded.append(escaped ? (char) Integer.parseInt(joined.substring(i + 1, i + 3), 16) : joined.charAt(i));
            i += escaped ? 2 : 0;
        }
        return decoded.toString().toLowerCase(Locale.ROOT);
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket near = listener.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                open.add(near);
                open.add(far);
                start(() -> pass(near, far, new AtomicLong(Long.MAX_VALUE)));
                start(() -> pass(far, near, left));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void pass(Socket from, Socket to, AtomicLong rest) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        streams.add(kept);
        try (from; to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[16_384];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                synchronized (kept) {
                    kept.write(buffer, 0, read);
                }
                long allowed = Math.min(read, rest.getAndAdd(-read));
                if (allowed > 0) {
                    out.write(buffer, 0, (int) allowed);
                    out.flush();
                }
                if (allowed < read) {
                    return;
                }
            }
        } catch (IOException e) {
            // one side hung up
        }
    }

    private static String octets(ByteArrayOutputStream stream) {
        synchronized (stream) {
            return stream.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "wire-tap");
        thread.setDaemon(true);
        thread.start();
    }
}
