package org.sealpost.web.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AddressLineTest {

    @Test
    void oneAddress() {
        assertEquals(List.of("anna@verified.test"), typed("  anna@verified.test "));
    }

    @Test
    void aNameAndAnAddress() {
        Recipient vos = AddressLine.read(Field.TO, "Dr. Eline Vos <vos@praxis.test>").get(0);
        assertEquals("Dr. Eline Vos", vos.name());
        assertEquals("vos@praxis.test", vos.written());
    }

    @Test
    void aCommaInAQuotedNameSeparatesNothing() {
        Recipient vos = AddressLine.read(Field.TO, "\"Vos, Eline\" <vos@praxis.test>").get(0);
        assertEquals("Vos, Eline", vos.name());
    }

    @Test
    void severalPastedAtOnce() {
        assertEquals(List.of("anna@verified.test", "Bob <bob@no-tls.test>", "carol@bad-cert.test", "gus@slow.test"),
                typed("anna@verified.test, Bob <bob@no-tls.test>;carol@bad-cert.test\n\tgus@slow.test\r\n"));
    }

    @Test
    void bareAddressesMayHaveOnlySpacesBetween() {
        assertEquals(List.of("anna@verified.test", "bob@no-tls.test"), typed("anna@verified.test bob@no-tls.test"));
    }

    @Test
    void whatIsNoAddressStaysToBeMended() {
        Recipient wrong = AddressLine.read(Field.CC, "bob at no-tls").get(0);
        assertEquals("bob at no-tls", wrong.written());
        assertTrue(wrong.flaw().isPresent());
    }

    @Test
    void nothingTypedIsNobody() {
        assertEquals(List.of(), typed(" ,; \n"));
    }

    @Test
    void aFloodIsCutOff() {
        assertEquals(200, AddressLine.read(Field.TO, "a@b.test,".repeat(5_000)).size());
    }

    private static List<String> typed(String line) {
        return AddressLine.read(Field.TO, line).stream().map(Recipient::typed).toList();
    }
}
