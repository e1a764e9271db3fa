package org.sealpost.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.assurance.Reason;
import org.sealpost.mail.Address;

@ExtendWith(ArquillianExtension.class)
class DelegationsIT {

    private static final Address OFFICE = Address.of("Office@clinic.test");

    @Inject
    private Delegations delegations;
    @Inject
    private Directory directory;

    @Test
    void anAddressOfOurOwnIsGrantedAndTakenBack() {
        User sam = directory.user(Address.of("sam@clinic.test")).orElseThrow();
        User ada = directory.user(Address.of("ada@clinic.test")).orElseThrow();
        assertFalse(delegations.maySend(sam, OFFICE));

        assertEquals(Optional.empty(), delegations.grant(sam, OFFICE, "ada@clinic.test"));
        assertEquals(Optional.empty(), delegations.grant(sam, OFFICE, "ada@clinic.test"), "twice is once");
        assertTrue(delegations.maySend(sam, Address.of("office@CLINIC.test")));
        assertFalse(delegations.maySend(ada, OFFICE), "nobody else's");
        assertEquals(List.of("office@clinic.test"), delegations.of(sam).stream().map(Address::toString).toList());

        delegations.revoke(sam, OFFICE, "ada@clinic.test");
        assertFalse(delegations.maySend(sam, OFFICE));
        assertTrue(delegations.maySend(sam, Address.of("SAM@clinic.test")), "their own stays");
    }

    @Test
    void aStrangersAddressIsNotOursToGrant() {
        User sam = directory.user(Address.of("sam@clinic.test")).orElseThrow();
        assertEquals(Optional.of("user.domain.foreign"), delegations.grant(sam, Address.of("anna@verified.test"), "ada@clinic.test").map(Reason::code));
        assertFalse(delegations.maySend(sam, Address.of("anna@verified.test")));
    }
}
