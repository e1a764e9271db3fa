package org.sealpost.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.assurance.TlsVersion;
import org.sealpost.mail.Address;
import org.sealpost.policy.Decision;
import org.sealpost.policy.Decision.End;
import org.sealpost.policy.Decision.Handling;
import org.sealpost.submission.Acceptance.Planned;

class SummaryTest {

    private static final Decision TLS = secure(End.RETURN, List.of(Protection.TLS, Protection.ESCROW), "secure.always");
    private static final Decision PICKUP = secure(End.RETURN, List.of(Protection.ESCROW), "secure.always", "road.clear");
    private static final Decision STOPPED = secure(End.RETURN, List.of(), "secure.always", "end.required");
    private static final Decision REFUSED = secure(End.RETURN, List.of(Protection.TLS), "secure.always", "optout.refused.always", "road.good.verified");

    @Test
    void whatGoesAsAskedIsNotWorthAMail() {
        assertFalse(summary(Escalation.NONE, TLS, TLS).isNeeded());
        assertFalse(summary(Escalation.ESCROW, PICKUP).isNeeded());
    }

    @Test
    void pickupPageThatNobodyAskedForIsTold() {
        assertTrue(summary(Escalation.NONE, TLS, PICKUP).isNeeded());
        assertTrue(summary(Escalation.STRONGER, PICKUP).isNeeded());
        assertEquals(List.of(new Summary.Line("r0@x.example", "tls", List.of()),
                new Summary.Line("r1@x.example", "escrow", List.of(Reason.of("road.clear")))), summary(Escalation.NONE, TLS, PICKUP).lines());
    }

    @Test
    void optingOutInVainIsToldBeforeAllElse() {
        assertTrue(summary(Escalation.NONE, REFUSED).isNeeded());
        assertEquals(Reason.of("optout.refused.always"), summary(Escalation.NONE, REFUSED).lines().get(0).reasons().get(0));
    }

    @Test
    void whatIsNotSentAtAllIsTold() {
        assertTrue(summary(Escalation.ESCROW, STOPPED).isNeeded());
        assertEquals("stopped", summary(Escalation.NONE, STOPPED).lines().get(0).method());
    }

    private static Summary summary(Escalation asked, Decision... decisions) {
        Wishes wishes = new Wishes(Marking.AS_USUAL, false, asked, false, PickupTerms.CODE_30_DAYS, Duration.ZERO);
        List<Decision> all = Arrays.asList(decisions);
        return new Summary(wishes, all.stream().map(one -> new Planned(Address.of("r" + all.indexOf(one) + "@x.example"), one)).toList());
    }

    private static Decision secure(End end, List<Protection> protections, String... reasons) {
        return new Decision(Handling.SECURE, protections, end, TlsLevel.VERIFIED, TlsLevel.NONE, TlsVersion.TLS_1_2, false, Duration.ZERO,
                false, false, Arrays.stream(reasons).map(Reason::of).toList());
    }
}
