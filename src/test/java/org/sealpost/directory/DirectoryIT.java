package org.sealpost.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.mail.Address;

@ExtendWith(ArquillianExtension.class)
class DirectoryIT {

    @Inject
    private Directory directory;

    @Test
    void samSignsInWithHisPasswordAndWithNoOther() {
        Address sam = Address.of("sam@clinic.test");
        assertEquals("Sam Berger", directory.signIn(sam, "sealpost-demo".toCharArray()).orElseThrow().displayName());
        assertTrue(directory.signIn(sam, "sealpost-dem0".toCharArray()).isEmpty());
    }
}
