package org.sealpost.forwarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;

class SrsTest {

    private static final Domain OURS = new Domain("clinic.test");
    private static final Address EVA = Address.of("eva@lab.test");
    private static final byte[] SECRET = new byte[32];

    private Instant now = Instant.parse("2026-11-27T12:00:00Z");
    private final Srs srs = new Srs(SECRET, () -> now);

    @Test
    void strangersAddressBecomesOneOfOursAndABounceFindsItsWayBack() {
        Address ours = srs.rewritten(EVA, OURS).orElseThrow();
        assertTrue(ours.toString().matches("SRS0=[0-9a-f]{10}=[0-9a-f]{3}=lab\\.test=eva@clinic\\.test"), ours::toString);
        assertTrue(Srs.isRewritten(ours));
        assertEquals(Optional.of(EVA), srs.original(ours));
    }

    @Test
    void foldedCaseDoesNoHarm() {
        String ours = srs.rewritten(Address.of("Eva@lab.test"), OURS).orElseThrow().toString();
        assertEquals(Optional.of(EVA), srs.original(Address.of(ours.toLowerCase(java.util.Locale.ROOT))));
    }

    @Test
    void whatIsAlteredMadeUpOrOthersGoesNowhere() {
        String ours = srs.rewritten(EVA, OURS).orElseThrow().localPart();
        nowhere(ours.replace("eva", "bob"));
        nowhere(ours.replace("lab.test", "bank.test"));
        nowhere(ours.substring(0, 16) + "000" + ours.substring(19));
        nowhere("SRS0=0000000000=000=lab.test=eva");
        nowhere("SRS0=lab.test=eva");
        nowhere("SRS1=0000000000=lab.test==x=y=lab.test=eva");
        nowhere("eva");
        byte[] other = new byte[32];
        other[0] = 1;
        assertEquals(Optional.empty(), new Srs(other, () -> now).original(new Address(ours, OURS)));
    }

    @Test
    void itHoldsForThreeWeeks() {
        Address ours = srs.rewritten(EVA, OURS).orElseThrow();
        now = now.plus(Duration.ofDays(21));
        assertEquals(Optional.of(EVA), srs.original(ours));
        now = now.plus(Duration.ofDays(1));
        assertEquals(Optional.empty(), srs.original(ours));
    }

    @Test
    void whatIsFromTomorrowCountsAsTooOld() {
        Address ours = srs.rewritten(EVA, OURS).orElseThrow();
        now = now.minus(Duration.ofDays(1));
        assertEquals(Optional.empty(), srs.original(ours));
    }

    @Test
    void rewrittenElsewhereGoesBackToTheFirstForwarder() {
        Address elsewhere = Address.of("SRS0=abcd=xy=origin.test=eva@first.test");
        Address ours = srs.rewritten(elsewhere, OURS).orElseThrow();
        assertTrue(ours.toString().matches("SRS1=[0-9a-f]{10}=first\\.test==abcd=xy=origin\\.test=eva@clinic\\.test"), ours::toString);
        assertEquals(Optional.of(elsewhere), srs.original(ours));
        Address twice = srs.rewritten(new Address(ours.localPart().replaceFirst("=[0-9a-f]{10}=", "=zz="), new Domain("second.test")), OURS).orElseThrow();
        assertEquals(Optional.of(elsewhere), srs.original(twice), "the third forwarder leaves out the second");
        nowhere(ours.localPart().replace("first.test", "other.test"));
    }

    @Test
    void whatGetsTooLongIsNotRewritten() {
        assertEquals(Optional.empty(), srs.rewritten(Address.of("a-very-long-name-of-somebody@of-a-very-long-department.test"), OURS));
    }

    @Test
    void shortSecretIsNone() {
        assertThrows(IllegalArgumentException.class, () -> new Srs(new byte[31], () -> now));
    }

    private void nowhere(String localPart) {
        assertEquals(Optional.empty(), srs.original(new Address(localPart, OURS)), localPart);
    }
}
