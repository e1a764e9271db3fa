package org.sealpost.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditVerifierTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");

    private final List<ChainedEvent> chain = chain("message.accepted", "delivery.done", "pickup.read", "message.withdrawn");

    @Test
    void anUntouchedChainIsIntact() {
        Verdict.Intact intact = assertInstanceOf(Verdict.Intact.class, verify(chain));
        assertEquals(4, intact.events());
        assertEquals(4, intact.end().position());
        assertInstanceOf(Verdict.Intact.class, verify(List.of()));
    }

    @Test
    void theHashOfAKnownEventNeverChanges() {
        assertEquals("1147fe2bc49927bfa079425acc833a49cc644f673c8e846092f21eb6dee47708",
                HexFormat.of().formatHex(chain.get(0).hash()));
        assertEquals("7 1 1147fe2bc49927bfa079425acc833a49cc644f673c8e846092f21eb6dee47708",
                Checkpoint.of(7, 1, chain.get(0).hash()).line());
    }

    @Test
    void anEditIsFoundWhereItIs() {
        ChainedEvent second = chain.get(1);
        broken(2, with(1, new ChainedEvent(2, second.at(), event("delivery.returned"), second.hash())));
        broken(2, with(1, new ChainedEvent(2, second.at().plusNanos(1000), second.event(), second.hash())));
        AuditEvent other = second.event();
        broken(2, with(1, new ChainedEvent(2, second.at(),
                new AuditEvent(7, "somebody@else.test", other.action(), other.subject(), other.details()), second.hash())));
        broken(2, with(1, new ChainedEvent(2, second.at(),
                new AuditEvent(7, other.actor(), other.action(), other.subject(), Map.of("mx", "forged")), second.hash())));
    }

    @Test
    void textsCantBeMovedFromOneFieldToTheNext() {
        ChainedEvent second = chain.get(1);
        AuditEvent shifted = new AuditEvent(7, "sam@clinic.testdelivery", ".done", "m-1", Map.of("mx", "mx1"));
        broken(2, with(1, new ChainedEvent(2, second.at(), shifted, second.hash())));
    }

    @Test
    void deletionInsertionAndReorderingAreFound() {
        List<ChainedEvent> without = new ArrayList<>(chain);
        without.remove(1);
        broken(2, without);

        List<ChainedEvent> renumbered = new ArrayList<>(chain.subList(0, 1));
        renumbered.add(new ChainedEvent(2, chain.get(2).at(), chain.get(2).event(), chain.get(2).hash()));
        broken(2, renumbered);

        List<ChainedEvent> inserted = new ArrayList<>(chain);
        inserted.add(1, new ChainedEvent(2, NOON, event("message.dropped"), new byte[32]));
        broken(2, inserted);

        List<ChainedEvent> swapped = new ArrayList<>(chain);
        Collections.swap(swapped, 1, 2);
        broken(2, swapped);
    }

    @Test
    void cuttingOffTheEndIsFoundByACheckpoint() {
        AuditVerifier verifier = new AuditVerifier(Map.of(7L, Checkpoint.of(7, 4, chain.get(3).hash())));
        assertInstanceOf(Verdict.Intact.class, verifier.verify(7, chain.iterator()));
        Verdict.Broken broken = assertInstanceOf(Verdict.Broken.class, verifier.verify(7, chain.subList(0, 3).iterator()));
        assertEquals(4, broken.position());
        assertInstanceOf(Verdict.Broken.class, verifier.verify(7, List.<ChainedEvent>of().iterator()));
        assertInstanceOf(Verdict.Intact.class, verify(chain.subList(0, 3)), "without a checkpoint it can't be known");
    }

    @Test
    void aChainWrittenAnewIsFoundByACheckpoint() {
        List<ChainedEvent> forged = chain("message.accepted", "delivery.returned", "pickup.read", "message.withdrawn", "more");
        AuditVerifier verifier = new AuditVerifier(Map.of(7L, Checkpoint.of(7, 3, chain.get(2).hash())));
        assertInstanceOf(Verdict.Intact.class, verify(forged));
        Verdict.Broken broken = assertInstanceOf(Verdict.Broken.class, verifier.verify(7, forged.iterator()));
        assertEquals(3, broken.position());
    }

    @Test
    void aCheckpointIsReadFromItsLineAndFromNothingElse() {
        Checkpoint checkpoint = Checkpoint.of(7, 4, chain.get(3).hash());
        assertEquals(Optional.of(checkpoint), Checkpoint.of(checkpoint.line() + "\n"));
        assertTrue(Checkpoint.of("").isEmpty());
        assertTrue(Checkpoint.of("7 4 abc").isEmpty());
        assertTrue(Checkpoint.of("7 -4 " + "0".repeat(64)).isEmpty());
    }

    private static void broken(long position, List<ChainedEvent> events) {
        assertEquals(position, assertInstanceOf(Verdict.Broken.class, verify(events)).position());
    }

    private static Verdict verify(List<ChainedEvent> events) {
        return new AuditVerifier(Map.of()).verify(7, events.iterator());
    }

    private List<ChainedEvent> with(int index, ChainedEvent event) {
        List<ChainedEvent> changed = new ArrayList<>(chain);
        changed.set(index, event);
        return changed;
    }

    private static List<ChainedEvent> chain(String... actions) {
        Chain chain = Chain.begin(7);
        return List.of(actions).stream().map(action -> chain.link(NOON, event(action))).toList();
    }

    private static AuditEvent event(String action) {
        return new AuditEvent(7, "sam@clinic.test", action, "m-1", Map.of("mx", "mx1", "state", "done"));
    }
}
