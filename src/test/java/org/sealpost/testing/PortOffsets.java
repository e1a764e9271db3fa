package org.sealpost.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Offsets for demos of tests. What is taken stays taken until this process ends, even while no demo runs on it: another part of the
 * tests runs beside, and a demo that was killed wants its ports back.
 */
final class PortOffsets {

    private static final int[] BASE_PORTS = {8080, 1025, 1587, 1465, 15432, 15353, 12525, 12526, 12527, 12528};
    private static final int STEP = 20;
    private static final int MOST = 20_000;
    private static final Map<Integer, FileLock> TAKEN = new HashMap<>();

    private PortOffsets() { }

    /** The first one that leads to ports nobody has. */
    static synchronized int take(int first) {
        for (int offset = first; offset < first + MOST; offset += STEP) {
            if (!TAKEN.containsKey(offset) && isFree(offset) && lock(offset)) {
                return offset;
            }
        }
        throw new IllegalStateException("no free ports");
    }

    private static boolean lock(int offset) {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "sealpost-test-ports-" + offset + ".lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return false;
            }
            TAKEN.put(offset, lock);
            return true;
        } catch (IOException e) {
            // the file is another user's
            return false;
        }
    }

    private static boolean isFree(int offset) {
        for (int port : BASE_PORTS) {
            try (ServerSocket probe = new ServerSocket()) {
                probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port + offset));
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }
}
