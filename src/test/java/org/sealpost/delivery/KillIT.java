package org.sealpost.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sealpost.testing.RunningDemo;
import org.sealpost.testing.Sam;

/**
 * The promise "nothing lost" against {@code kill -9}: the demo is killed at random moments while several people send. The
 * ledger of what it said "Sent" to is kept here, outside the process.
 */
class KillIT {

    private static final int KILLS = Integer.parseInt(System.getenv().getOrDefault("SEALPOST_TEST_KILLS", "20"));
    private static final int SENDERS = 3;
    private static final int LONGEST_LIFE_MILLIS = 10_000;
    /** Consignments that may have been between final dot and commit when the process died (RFC 1047). */
    private static final int DUPLICATES_PER_KILL = new Pace(20, RetrySchedule.MAIL).lanesPerDomain();
    private static final Pattern TOKEN = Pattern.compile("kill-\\d+-\\d+-end");

    /** Starting takes one core most of the time, and there are two. */
    private static final int HOUSES = 2;

    private final long seed = System.nanoTime();

    @Test
    void everythingThatWasSaidToBeSentArrivesHoweverOftenTheProcessDies() throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(HOUSES);
        try {
            List<Future<String>> houses = new ArrayList<>();
            int offset = RunningDemo.freeOffset();
            for (int number = 0; number < HOUSES; number++) {
                House house = new House(offset, KILLS / HOUSES, new Random(seed + number));
                houses.add(both.submit(house::live));
                offset = RunningDemo.freeOffsetFrom(offset + 40);
            }
            for (Future<String> house : houses) {
                System.out.println(house.get());
            }
        } finally {
            both.shutdownNow();
        }
    }

    /** One demo with its data, and the ledger of what it said. */
    private final class House {

        private final Path data = RunningDemo.temporaryFolder();
        private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        private final AtomicInteger numbers = new AtomicInteger();
        private final int offset;
        private final int kills;
        private final Random random;

        private House(int offset, int kills, Random random) {
            this.offset = offset;
            this.kills = kills;
            this.random = random;
        }

        private String live() throws Exception {
            for (int kill = 1; kill <= kills; kill++) {
                try (RunningDemo demo = RunningDemo.start(offset, data).awaitReady()) {
                    List<Thread> senders = startSending(demo, kill);
                    new CountDownLatch(1).await(random.nextInt(LONGEST_LIFE_MILLIS), TimeUnit.MILLISECONDS);
                    demo.kill();
                    for (Thread sender : senders) {
                        sender.join(60_000);
                    }
                }
            }
            assertTrue(acknowledged.size() >= kills, "too little load to prove anything: " + acknowledged.size() + ", seed " + seed);
            try (RunningDemo demo = RunningDemo.start(offset, data).awaitReady()) {
                await().atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofSeconds(2)).until(() -> missing(arrived(demo)).isEmpty());
                Map<String, Long> arrived = arrived(demo);
                assertEquals(List.of(), missing(arrived), "lost, seed " + seed);
                long duplicates = arrived.values().stream().mapToLong(count -> count - 1).sum();
                assertTrue(duplicates <= (long) kills * DUPLICATES_PER_KILL, duplicates + " duplicates, seed " + seed);
                // kept if anything failed: its logs tell why
                demo.close();
                RunningDemo.delete(data);
                return "kills " + kills + ", acknowledged " + acknowledged.size() + ", lost 0, duplicates " + duplicates;
            }
        }

        private List<Thread> startSending(RunningDemo demo, int kill) {
            return java.util.stream.IntStream.range(0, SENDERS).mapToObj(number -> {
                Thread sender = new Thread(() -> send(demo, kill), "sender-" + number);
                sender.start();
                return sender;
            }).toList();
        }

        /** Sends one message after the other until the process is gone. */
        private void send(RunningDemo demo, int kill) {
            try {
                Sam sam = new Sam(demo.url());
                sam.signIn();
                while (demo.process().isAlive()) {
                    String token = "kill-" + kill + "-" + numbers.incrementAndGet() + "-end";
                    if (sam.send("anna@verified.test", token, "<p>words</p>")) {
                        acknowledged.add(token);
                    }
                }
            } catch (IOException e) {
                // the process died in the middle of an answer: nothing was promised
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private List<String> missing(Map<String, Long> arrived) {
            return acknowledged.stream().filter(token -> !arrived.containsKey(token)).toList();
        }

        private Map<String, Long> arrived(RunningDemo demo) {
            return demo.mailbox("anna@verified.test").stream()
                    .map(mail -> TOKEN.matcher(mail.raw())).filter(matcher -> matcher.find())
                    .collect(Collectors.groupingBy(matcher -> matcher.group(), Collectors.counting()));
        }
    }
}
