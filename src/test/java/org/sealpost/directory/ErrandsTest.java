package org.sealpost.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.sealpost.mail.Domain;

class ErrandsTest {

    private static final Domain VOS = new Domain("vos.example");

    private final List<Domain> looked = new ArrayList<>();
    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final Errands<Domain> errands = new Errands<>("looking", this::look, threads::add);

    @Test
    void nobodyWaitsForTheLook() {
        assertTrue(errands.start(VOS));
        assertTrue(errands.isUnderWay(VOS));
        assertEquals(List.of(), looked);
    }

    @Test
    void oneDomainIsLookedAtOnceHoweverManyAsk() {
        errands.start(VOS);
        errands.start(VOS);
        run();
        assertEquals(List.of(VOS), looked);
        assertFalse(errands.isUnderWay(VOS));
    }

    @Test
    void manyDomainsShareFewThreads() {
        for (int i = 0; i < 100; i++) {
            errands.start(new Domain("d" + i + ".example"));
        }
        assertEquals(8, threads.size());
        run();
        assertEquals(100, looked.size());
    }

    @Test
    void tooManyWaitingAreTurnedAway() {
        for (int i = 0; i < 2_000; i++) {
            assertTrue(errands.start(new Domain("d" + i + ".example")));
        }
        assertFalse(errands.start(VOS));
        run();
        assertTrue(errands.start(VOS));
    }

    @Test
    void failedLookLeavesNothingBehind() {
        Domain broken = new Domain("broken.example");
        errands.start(broken);
        errands.start(VOS);
        run();
        assertFalse(errands.isUnderWay(broken));
        assertEquals(List.of(VOS), looked);
    }

    @Test
    void withoutAThreadNothingIsUnderWay() {
        Errands<Domain> refused = new Errands<>("looking", this::look, task -> {
            throw new RejectedExecutionException("full");
        });
        refused.start(VOS);
        assertFalse(refused.isUnderWay(VOS));
    }

    private void look(Domain domain) {
        if (domain.name().startsWith("broken")) {
            throw new IllegalStateException("a bug");
        }
        looked.add(domain);
    }

    private void run() {
        while (!threads.isEmpty()) {
            threads.poll().run();
        }
    }
}
