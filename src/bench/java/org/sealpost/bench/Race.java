package org.sealpost.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Lets a contender do a workload, and measures. */
final class Race {

    private static final long PATIENCE_MILLIS = 60_000;
    private static final long SAMPLE_MILLIS = 1_000;
    private static final long BREATH_MILLIS = 20;
    private static final double AT_REST = 0.1;
    private static final int LONGEST_REST = 20;

    private final Sink sink;

    Race(Sink sink) {
        this.sink = sink;
    }

    Figures run(Contender contender, Workload work) throws IOException, InterruptedException {
        ProcessTree tree = new ProcessTree(contender.processes());
        Letters letters = new Letters(work.size());
        sink.forget();
        AtomicLong most = new AtomicLong(tree.octets());
        Thread sampler = sampler(tree, most);
        double cpu = tree.cpuSeconds();
        long begun = System.nanoTime();
        List<Double> millis = work.isOneByOne() ? oneByOne(contender, work, letters) : List.of();
        if (!work.isOneByOne()) {
            allAtOnce(contender, work, letters);
        }
        long accepted = System.nanoTime();
        long ended = work.held() ? accepted : sink.await(work.messages(), PATIENCE_MILLIS);
        rest(tree);
        cpu = tree.cpuSeconds() - cpu;
        sampler.interrupt();
        sampler.join();
        contender.clear();
        if (sink.twice() > 0) {
            throw new IOException(contender.name() + " sent " + sink.twice() + " messages twice");
        }
        return new Figures(rate(work, ended - begun), rate(work, accepted - begun), cpu * 1000 / work.messages(), most.get(),
                (double) sink.handshakes() / work.messages(), at(millis, 0.5), at(millis, 0.95));
    }

    private void allAtOnce(Contender contender, Workload work, Letters letters) throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService senders = Executors.newFixedThreadPool(work.sessions());
        List<Future<?>> ends = new ArrayList<>();
        for (int i = 0; i < work.sessions(); i++) {
            ends.add(senders.submit(() -> {
                try (Contender.Session session = contender.session(work.held())) {
                    for (int number = next.getAndIncrement(); number < work.messages(); number = next.getAndIncrement()) {
                        String recipient = work.recipient(number);
                        session.handIn(recipient, letters.letter(number, recipient));
                    }
                }
                return null;
            }));
        }
        try {
            for (Future<?> end : ends) {
                end.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            senders.shutdownNow();
        }
    }

    private List<Double> oneByOne(Contender contender, Workload work, Letters letters) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        try (Contender.Session session = contender.session(false)) {
            for (int number = 0; number < work.messages(); number++) {
                String recipient = work.recipient(0);
                byte[] letter = letters.letter(number, recipient);
                long begun = System.nanoTime();
                session.handIn(recipient, letter);
                millis.add((sink.await(number + 1, PATIENCE_MILLIS) - begun) / 1e6);
                Thread.sleep(BREATH_MILLIS);
            }
        }
        Collections.sort(millis);
        return millis;
    }

    /** What is left to do after the last message, counts too. */
    private static void rest(ProcessTree tree) throws InterruptedException {
        double before = tree.cpuSeconds();
        for (int waited = 0; waited < LONGEST_REST; waited++) {
            Thread.sleep(SAMPLE_MILLIS);
            double now = tree.cpuSeconds();
            if (waited > 0 && now - before < AT_REST) {
                return;
            }
            before = now;
        }
    }

    private static Thread sampler(ProcessTree tree, AtomicLong most) {
        Thread sampler = new Thread(() -> {
            try {
                while (true) {
                    Thread.sleep(SAMPLE_MILLIS);
                    most.accumulateAndGet(tree.octets(), Math::max);
                }
            } catch (InterruptedException e) {
                // done
            }
        });
        sampler.setDaemon(true);
        sampler.start();
        return sampler;
    }

    private static double rate(Workload work, long nanos) {
        return work.messages() * 1e9 / nanos;
    }

    private static double at(List<Double> sorted, double part) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) (sorted.size() * part));
    }
}
