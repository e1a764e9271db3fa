package org.sealpost.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealpost.testing.RunningDemo;
import org.sealpost.testing.SubmittingClient;

/** Large messages of many programs at once don't become large in memory. */
class FlatMemoryIT {

    private static final int CONNECTIONS = 40;
    private static final int MEBIBYTES = Integer.parseInt(System.getenv().getOrDefault("SEALPOST_FLAT_MEBIBYTES", "6"));
    private static final int HEAP_MEBIBYTES = 256;
    /** The heap, and what a JVM with this server has beside it: classes, compiled code, threads. */
    private static final long MOST_RESIDENT_MEBIBYTES = 768;

    private final Path data = RunningDemo.temporaryFolder();
    private final RunningDemo demo = RunningDemo.start(RunningDemo.freeOffset(), data, "-Xmx" + HEAP_MEBIBYTES + "m");
    private final ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS);

    @AfterEach
    void stop() {
        senders.shutdownNow();
        demo.close();
        RunningDemo.delete(data);
    }

    @Test
    void fortyConnectionsWithALargeMessageEachFitIntoASmallHeap() throws Exception {
        demo.awaitReady();
        CyclicBarrier allButTheEnd = new CyclicBarrier(CONNECTIONS);

        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            answers.add(senders.submit(() -> send(allButTheEnd)));
        }
        List<String> codes = new ArrayList<>();
        for (Future<String> answer : answers) {
            codes.add(answer.get(10, TimeUnit.MINUTES).substring(0, 3));
        }

        long most = mostResident();
        System.out.println("FlatMemoryIT: at most " + most + " MiB resident, " + CONNECTIONS + " times " + MEBIBYTES + " MiB");
        assertEquals(Collections.nCopies(CONNECTIONS, "250"), codes);
        assertTrue(demo.process().isAlive());
        assertTrue(most < MOST_RESIDENT_MEBIBYTES, most + " MiB resident");
        assertFalse(isOutOfMemory(), "what ran out of memory was only caught");
    }

    /** All of them are under way together: nobody ends a message before everybody has sent theirs but for the last line. */
    private String send(CyclicBarrier allButTheEnd) throws Exception {
        try (SubmittingClient client = SubmittingClient.signedIn(demo)) {
            client.begin("ada@clinic.test");
            client.body(MEBIBYTES);
            allButTheEnd.await(3, TimeUnit.MINUTES);
            return client.end();
        }
    }

    /** The most physical memory that the process ever had (Linux). */
    private long mostResident() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(demo.process().pid()), "status")).stream()
                .filter(line -> line.startsWith("VmHWM:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst().orElseThrow();
    }

    private boolean isOutOfMemory() throws IOException {
        try (Stream<Path> logs = Files.list(data.resolve("logs"))) {
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1).contains("OutOfMemoryError")) {
                    return true;
                }
            }
        }
        return demo.output().contains("OutOfMemoryError");
    }
}
