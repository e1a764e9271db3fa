package org.sealpost.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.SenderMode;
import org.sealpost.assurance.Setting;
import org.sealpost.assurance.Settings;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.mail.Address;
import org.sealpost.policy.Decision.End;
import org.sealpost.policy.Decision.Handling;

/** What is forwarded is decided anew for its target. */
class ForwardedTest {

    private static final Address BOB = Address.of("bob@lab.test");
    private static final Settings TLS_ONLY = Settings.NONE.with(Setting.FORWARD_TLS_ONLY, true);

    @ParameterizedTest
    @CsvSource({"true, VERIFIED, TLS", "true, AUTHENTICATED, TLS", "true, ENCRYPTED, ", "true, NONE, ",
        "false, VERIFIED, TLS", "false, AUTHENTICATED, TLS", "false, ENCRYPTED, ", "false, NONE, "})
    void tlsOnlyIsTheAccountsLevelOrNothing(boolean secure, TlsLevel seen, Protection way) {
        Decision decision = decide(secure, to(seen), TLS_ONLY);
        assertEquals(Handling.SECURE, decision.handling());
        assertEquals(way == null ? List.of() : List.of(way), decision.protections());
        assertEquals(way == null, decision.isStopped());
        assertEquals(End.DROP, decision.end());
        assertEquals(TlsLevel.VERIFIED, decision.contentLevel());
        assertEquals(Duration.ZERO, decision.patience());
        assertFalse(decision.pickupOffered());
        assertFalse(decision.protections().contains(Protection.ESCROW), "no notice either");
    }

    @Test
    void anUnseenRoadIsJudgedAtDeliveryAtTheSameLevel() {
        RecipientFacts unseen = new RecipientFacts(BOB, false, RoadFloor.NONE, Road.UNKNOWN, TlsLevel.NONE, List.of());
        Decision decision = decide(false, unseen, TLS_ONLY);
        assertEquals(List.of(Protection.TLS), decision.protections());
        assertEquals(TlsLevel.VERIFIED, decision.contentLevel());
        assertEquals(End.DROP, decision.end());
    }

    @Test
    void theStricterOfLevelAndFloorCounts() {
        assertEquals(TlsLevel.AUTHENTICATED, decide(false, to(TlsLevel.AUTHENTICATED), TLS_ONLY.with(Setting.LEVEL, TlsLevel.AUTHENTICATED)).contentLevel());
        RecipientFacts forced = new RecipientFacts(BOB, false, new RoadFloor(TlsLevel.AUTHENTICATED, Reason.of("floor.forced")),
                seen(TlsLevel.VERIFIED), TlsLevel.VERIFIED, List.of());
        assertTrue(decide(false, forced, TLS_ONLY).isStopped());
    }

    @Test
    void secureMessageStaysSecureWhateverTheSenderMode() {
        for (SenderMode mode : SenderMode.values()) {
            Decision decision = decide(true, to(TlsLevel.NONE), Settings.NONE.with(Setting.SENDER_MODE, mode));
            assertEquals(Handling.SECURE, decision.handling(), mode.name());
            assertEquals(List.of(Protection.ESCROW), decision.protections(), mode.name());
            assertTrue(decision.reasons().contains(Reason.of("secure.forwarded")), mode.name());
        }
    }

    @Test
    void ordinaryMessageIsForwardedAsOrdinaryMail() {
        Decision decision = decide(false, to(TlsLevel.NONE), Settings.NONE);
        assertEquals(Handling.ORDINARY, decision.handling());
        assertFalse(decision.pickupOffered());
        assertTrue(decision.reasons().contains(Reason.of("ordinary.forwarded")));
    }

    @Test
    void insideKeepsWhatItWas() {
        assertEquals(TlsLevel.VERIFIED, decide(true, RecipientFacts.inside(BOB), TLS_ONLY).contentLevel());
        assertEquals(TlsLevel.NONE, decide(false, RecipientFacts.inside(BOB), TLS_ONLY).contentLevel());
        assertEquals(Handling.INSIDE, decide(false, RecipientFacts.inside(BOB), TLS_ONLY).handling());
    }

    @Test
    void lockedOnCannotBeSwitchedOff() {
        Settings above = TLS_ONLY.locking(Setting.FORWARD_TLS_ONLY);
        assertTrue(Inheritance.of(above, Settings.NONE.with(Setting.FORWARD_TLS_ONLY, false)).get(Setting.FORWARD_TLS_ONLY));
        Settings off = Settings.NONE.with(Setting.FORWARD_TLS_ONLY, false).locking(Setting.FORWARD_TLS_ONLY);
        assertTrue(Inheritance.of(off, TLS_ONLY).get(Setting.FORWARD_TLS_ONLY), "being stricter is always allowed");
    }

    private static Decision decide(boolean secure, RecipientFacts recipient, Settings account) {
        return PolicyBook.decide(MessageFacts.forward(secure), recipient, Inheritance.of(Settings.NONE, account));
    }

    private static RecipientFacts to(TlsLevel seen) {
        return new RecipientFacts(BOB, false, RoadFloor.NONE, seen(seen), TlsLevel.NONE, List.of());
    }

    private static Road seen(TlsLevel level) {
        return new Road.Seen(level, level != TlsLevel.NONE, Reason.of("seen"));
    }
}
