package org.sealpost.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Offsets for demos of tests. What is taken stays taken until this process ends, even while no demo runs on it: another part of the
 * tests runs beside, and a demo that was killed wants its ports back. Ports are taken one by one, since one offset's web server may
 * be another's mail server.
 */
final class PortOffsets {

    /** The last ones are the mail servers of the demo's internet. */
    private static final int[] BASE_PORTS = IntStream.concat(IntStream.of(8080, 1025, 1587, 1465, 15432, 15353), IntStream.range(12525, 12545)).toArray();
    private static final int STEP = 20;
    private static final int MOST = 20_000;
    private static final Map<Integer, FileLock> TAKEN = new HashMap<>();

    private PortOffsets() { }

    /** The first one that leads to ports nobody has. */
    static synchronized int take(int first) {
        for (int offset = first; offset < first + MOST; offset += STEP) {
            if (takesAll(offset)) {
                return offset;
            }
        }
        throw new IllegalStateException("no free ports");
    }

    /** All of its ports or none. */
    private static boolean takesAll(int offset) {
        Map<Integer, FileLock> taken = new HashMap<>();
        for (int base : BASE_PORTS) {
            Optional<FileLock> lock = isFree(base + offset) ? lock(base + offset) : Optional.empty();
            if (lock.isEmpty()) {
                taken.values().forEach(PortOffsets::release);
                return false;
            }
            taken.put(base + offset, lock.get());
        }
        TAKEN.putAll(taken);
        return true;
    }

    /** Empty if it is somebody else's. */
    private static Optional<FileLock> lock(int port) {
        if (TAKEN.containsKey(port)) {
            return Optional.empty();
        }
        try {
            Path folder = Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), "sealpost-test-ports"));
            FileChannel channel = FileChannel.open(folder.resolve(Integer.toString(port)), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
            }
            return Optional.ofNullable(lock);
        } catch (IOException e) {
            // the file is another user's
            return Optional.empty();
        }
    }

    private static void release(FileLock lock) {
        try {
            lock.acquiredBy().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
