package org.sealpost.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.sealpost.mail.Address;

class MailboxNamesTest {

    /** The examples of RFC 7929 §3.1 and RFC 8162 §3. */
    @Test
    void namesAreThoseOfTheStandards() {
        assertEquals("c93f1e400f26708f98cb19d936620da35eec8f72e57f9eec01c1afd6._openpgpkey.example.com",
                MailboxNames.openPgpKey(Address.of("hugh@example.com")));
        assertEquals("c93f1e400f26708f98cb19d936620da35eec8f72e57f9eec01c1afd6._smimecert.example.com",
                MailboxNames.smimeCertificate(Address.of("hugh@example.com")));
    }

    @Test
    void lettersStayAsTheyAreAndQuotesGo() {
        assertNotEquals(MailboxNames.openPgpKey(Address.of("Hugh@example.com")), MailboxNames.openPgpKey(Address.of("hugh@example.com")));
        assertEquals(MailboxNames.openPgpKey(Address.of("\"hugh\"@EXAMPLE.com.")), MailboxNames.openPgpKey(Address.of("hugh@example.com")));
        // SHA-256 of "a b", 28 octets
        assertEquals("c8687a08aa5d6ed2044328fa6a697ab8e96dc34291e8c2034ae8c38e._openpgpkey.example.com",
                MailboxNames.openPgpKey(Address.of("\"a b\"@example.com")));
        assertEquals(MailboxNames.openPgpKey(Address.of("zo\u00eb@example.com")), MailboxNames.openPgpKey(Address.of("zoe\u0308@example.com")));
    }
}
