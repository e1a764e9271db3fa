package org.sealpost.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.assurance.TlsVersion;
import org.sealpost.mail.Address;
import org.sealpost.mail.ReversePath;
import org.sealpost.policy.Decision;

class LoadTest {

    private static final Message ONE = message();
    private static final Message OTHER = message();

    @Test
    void visibleRecipientsOfOneDomainShareATransaction() {
        assertEquals(List.of(2), sizes(delivery(ONE, "a@x.test", Protection.TLS), delivery(ONE, "b@x.test", Protection.TLS)));
    }

    @Test
    void otherDomainMessageOrProtectionTravelsApart() {
        assertEquals(List.of(1, 1, 1), sizes(delivery(ONE, "a@x.test", Protection.TLS), delivery(ONE, "b@y.test", Protection.TLS),
                delivery(OTHER, "a@x.test", Protection.TLS)));
        assertEquals(List.of(1, 1), sizes(delivery(ONE, "a@x.test", Protection.TLS), delivery(ONE, "b@x.test", Protection.OPENPGP)));
    }

    @Test
    void blindRecipientTravelsAloneEvenBesideAnotherBlindOne() {
        assertEquals(List.of(1, 1, 1), sizes(delivery(ONE, "a@x.test", Protection.TLS), blind("b@x.test"), blind("c@x.test")));
    }

    @Test
    void copyOfItsOwnTravelsAlone() {
        assertEquals(List.of(1, 1), sizes(delivery(ONE, "a@x.test", Protection.ESCROW), delivery(ONE, "b@x.test", Protection.ESCROW)));
    }

    private static long ids;

    private static List<Integer> sizes(Delivery... deliveries) {
        return Load.of(List.of(deliveries)).stream().map(load -> load.deliveries().size()).toList();
    }

    private static Delivery blind(String recipient) {
        return new Delivery(++ids, ONE, Address.of(recipient), false, decision(Protection.TLS), IdentityCheck.CODE);
    }

    private static Delivery delivery(Message message, String recipient, Protection protection) {
        return new Delivery(++ids, message, Address.of(recipient), true, decision(protection), IdentityCheck.CODE);
    }

    private static Decision decision(Protection protection) {
        return new Decision(Decision.Handling.SECURE, List.of(protection), Decision.End.RETURN, TlsLevel.VERIFIED, TlsLevel.NONE,
                TlsVersion.TLS_1_2, false, Duration.ZERO, false, false, List.of(Reason.of("test")));
    }

    private static Message message() {
        return new Message(UUID.randomUUID(), "MAIL", ReversePath.of(Address.of("sam@clinic.test")), Address.of("sam@clinic.test"),
                Instant.EPOCH);
    }
}
