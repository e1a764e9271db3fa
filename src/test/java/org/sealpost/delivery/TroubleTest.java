package org.sealpost.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.assurance.TlsVersion;
import org.sealpost.mail.Address;
import org.sealpost.mail.ReversePath;
import org.sealpost.policy.Decision;

class TroubleTest {

    private static final Address SAM = Address.of("sam@clinic.test");

    private final List<Long> remedied = new ArrayList<>();

    @Test
    void workThatSucceedsNeedsNoRemedy() {
        Trouble.each(List.of(delivery(1)), () -> { }, delivery -> remedied.add(delivery.id()));
        assertEquals(List.of(), remedied);
    }

    @Test
    void eachDeliveryGetsItsRemedyEvenIfAnotherOnesBreaks() {
        Trouble.each(List.of(delivery(1), delivery(2), delivery(3)), TroubleTest::fail, delivery -> {
            remedied.add(delivery.id());
            if (delivery.id() == 2) {
                fail();
            }
        });
        assertEquals(List.of(1L, 2L, 3L), remedied);
    }

    private static void fail() {
        throw new IllegalStateException("unforeseen");
    }

    private static Delivery delivery(long id) {
        Message message = new Message(UUID.fromString("7d444840-9dc0-11d1-b245-5ffdce74fad2"), "MAIL", ReversePath.of(SAM), SAM,
                Instant.parse("2026-11-23T10:00:00Z"));
        Decision decision = new Decision(Decision.Handling.ORDINARY, List.of(), Decision.End.HOLD, TlsLevel.NONE, TlsLevel.NONE,
                TlsVersion.TLS_1_2, false, Duration.ZERO, false, false, List.of(Reason.of("test")));
        return new Delivery(id, message, Address.of("bob@no-tls.test"), true, decision, IdentityCheck.CODE);
    }
}
