package org.sealpost.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.Marking;
import org.sealpost.mail.Address;
import org.sealpost.mail.ForwardPath;

class HeldDetailsTest {

    @Test
    void whatIsKeptIsWhatWasAsked() {
        HeldDetails asked = new HeldDetails(Address.of("sam@clinic.test"), List.of(ForwardPath.visible(Address.of("anna@verified.test")), ForwardPath.blind(Address.of("vös@vos.example"))),
                Marking.ORDINARY_COPIED, Escalation.STRONGER, true, Optional.of(UUID.fromString("5b1c2d3e-0000-4000-8000-000000000001")));
        assertEquals(asked, HeldDetails.of(asked.octets()));
        HeldDetails plain = new HeldDetails(Address.of("sam@clinic.test"), List.of(), Marking.AS_USUAL, Escalation.NONE, false, Optional.empty());
        assertEquals(plain, HeldDetails.of(plain.octets()));
    }

    @Test
    void whatIsInAnotherFormIsNotGuessed() {
        assertThrows(IllegalStateException.class, () -> HeldDetails.of(new byte[] {2, 0, 0, 0, 0}));
    }
}
