package org.sealpost.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.mail.Address;
import org.sealpost.mail.ReversePath;
import org.sealpost.testing.FakeZones;

/** Mechanisms that ask for more than TXT records, over our own resolver. */
class SpfCheckerTest {

    private static final String ZONE = """
            vos.example          TXT  %s
            vos.example          MX   10 mx1.vos.example
            vos.example          MX   20 mx2.vos.example
            vos.example          A    192.0.2.80
            mx1.vos.example      A    192.0.2.7
            mx1.vos.example      AAAA 2001:db8::7
            mx2.vos.example      A    198.51.100.7
            other.example        TXT  v=spf1 mx:vos.example -all
            null.example         MX   0 .
            7.2.0.192.in.vos.example A 127.0.0.2
            broken.example       FAILED
            """;

    @ParameterizedTest
    @CsvSource({
        "v=spf1 mx -all,                       192.0.2.7,    pass",
        "v=spf1 mx -all,                       198.51.100.7, pass",
        "v=spf1 mx -all,                       2001:db8::7,  pass",
        "v=spf1 mx -all,                       192.0.2.8,    fail",
        "v=spf1 mx -all,                       2001:db8::8,  fail",
        "v=spf1 mx/24 -all,                    192.0.2.99,   pass",
        "v=spf1 a -all,                        192.0.2.80,   pass",
        "v=spf1 a -all,                        192.0.2.7,    fail",
        "v=spf1 a:mx2.vos.example -all,        198.51.100.7, pass",
        "v=spf1 include:other.example -all,    192.0.2.7,    pass",
        "v=spf1 redirect=other.example,        192.0.2.8,    fail",
        "v=spf1 exists:%{ir}.in.vos.example -all, 192.0.2.7, pass",
        "v=spf1 exists:%{ir}.in.vos.example -all, 192.0.2.8, fail",
        "v=spf1 mx:null.example ~all,          192.0.2.7,    softfail",
        "v=spf1 ptr -all,                      192.0.2.7,    fail",
        "v=spf1 mx:broken.example -all,        192.0.2.7,    temperror"})
    void serversAreNamedByAnyMechanism(String record, String client, String word) throws IOException {
        SpfChecker checker = new SpfChecker(FakeZones.of(ZONE.formatted(record)));

        assertEquals(word, checker.check(InetAddress.getByName(client), ReversePath.of(Address.of("x@vos.example")), "mx1.vos.example"));
    }
}
