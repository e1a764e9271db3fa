package org.sealpost.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.sealpost.assurance.Published;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.mail.Domain;
import org.sealpost.transport.Survey;

class SurveysTest {

    private static final Domain VOS = new Domain("vos.example");

    private final List<Domain> looked = new ArrayList<>();
    private final List<Domain> learnt = new ArrayList<>();
    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final Surveys surveys = new Surveys(this::look, survey -> learnt.add(survey.domain()), threads::add);

    @Test
    void nobodyWaitsForTheLook() {
        assertTrue(surveys.start(VOS));
        assertTrue(surveys.isUnderWay(VOS));
        assertEquals(List.of(), looked);
    }

    @Test
    void oneDomainIsLookedAtOnceHoweverManyAsk() {
        surveys.start(VOS);
        surveys.start(VOS);
        run();
        assertEquals(List.of(VOS), looked);
        assertEquals(List.of(VOS), learnt);
        assertFalse(surveys.isUnderWay(VOS));
    }

    @Test
    void manyDomainsShareFewThreads() {
        for (int i = 0; i < 100; i++) {
            surveys.start(new Domain("d" + i + ".example"));
        }
        assertEquals(8, threads.size());
        run();
        assertEquals(100, learnt.size());
    }

    @Test
    void tooManyWaitingAreTurnedAway() {
        for (int i = 0; i < 2_000; i++) {
            assertTrue(surveys.start(new Domain("d" + i + ".example")));
        }
        assertFalse(surveys.start(VOS));
        run();
        assertTrue(surveys.start(VOS));
    }

    @Test
    void failedLookLeavesNothingBehind() {
        Domain broken = new Domain("broken.example");
        surveys.start(broken);
        surveys.start(VOS);
        run();
        assertFalse(surveys.isUnderWay(broken));
        assertEquals(List.of(VOS), learnt);
    }

    @Test
    void withoutAThreadNothingIsUnderWay() {
        Surveys refused = new Surveys(this::look, survey -> { }, task -> {
            throw new RejectedExecutionException("full");
        });
        refused.start(VOS);
        assertFalse(refused.isUnderWay(VOS));
    }

    private Survey look(Domain domain) {
        if (domain.name().startsWith("broken")) {
            throw new IllegalStateException("a bug");
        }
        looked.add(domain);
        return new Survey(domain, Instant.EPOCH, Survey.Kind.REACHED, TlsLevel.NONE, false, Reason.of("seen"), RoadFloor.NONE,
                Published.NOTHING, List.of());
    }

    private void run() {
        while (!threads.isEmpty()) {
            threads.poll().run();
        }
    }
}
