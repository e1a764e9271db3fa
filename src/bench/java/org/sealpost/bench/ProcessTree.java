package org.sealpost.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What processes and all their children cost, as Linux counts it. */
record ProcessTree(List<Long> roots) {

    private static final double TICKS_A_SECOND = 100;
    private static final int USER_TIME = 13;

    /** CPU seconds of user and kernel so far, of those that have ended too. */
    double cpuSeconds() {
        return all().mapToLong(ProcessTree::ticks).sum() / TICKS_A_SECOND;
    }

    /** Octets in memory now; what several processes share counts once. */
    long octets() {
        return all().mapToLong(ProcessTree::proportional).sum();
    }

    private Stream<Long> all() {
        return roots.stream().flatMap(root -> ProcessHandle.of(root).stream())
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants())).map(ProcessHandle::pid).distinct();
    }

    /** Own time and that of ended children: fields 14 to 17, behind a name that may hold anything. */
    private static long ticks(long pid) {
        String stat = read(pid, "stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        if (fields.length < USER_TIME + 2) {
            return 0;
        }
        return Stream.of(0, 1, 2, 3).mapToLong(i -> Long.parseLong(fields[USER_TIME - 2 + i])).sum();
    }

    private static long proportional(long pid) {
        return read(pid, "smaps_rollup").lines().filter(line -> line.startsWith("Pss:")).findFirst()
                .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024).orElse(0L);
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            // ended meanwhile: its parent counts its time
            return "";
        }
    }
}
