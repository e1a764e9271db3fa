package org.sealpost.tlsrpt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sealpost.mail.Address;

class ReportingPolicyTest {

    @Test
    void grammarOfTheRfc() {
        good("v=TLSRPTv1;rua=mailto:reports@example.com", "mailto:reports@example.com");
        good("v=TLSRPTv1; rua=https://reporting.example.com/v1/tlsrpt", "https://reporting.example.com/v1/tlsrpt");
        good("v=TLSRPTv1 ;\trua=mailto:a@b.test , https://b.test/x%2Cy ; ", "mailto:a@b.test", "https://b.test/x%2Cy");
        good("v=TLSRPTv1; more=x; rua=MAILTO:a@b.test;", "MAILTO:a@b.test");
        good("v=TLSRPTv1; rua=tel:1,mailto:a@b.test?subject=x", "mailto:a@b.test?subject=x");
    }

    @Test
    void anythingElseIsNone() {
        for (String txt : new String[] {"", "v=TLSRPTv1", "v=TLSRPTv1;", "v=TLSRPTv2; rua=mailto:a@b.test", "v=TLSRPTv10; rua=mailto:a@b.test",
            "V=TLSRPTv1; rua=mailto:a@b.test", "v=TLSRPTv1; rua=", "v=TLSRPTv1; rua=a@b.test", "v=TLSRPTv1; rua=mailto:a@b.test,",
            "v=TLSRPTv1; rua=mailto:a!b@b.test", "v=TLSRPTv1; rua=http://b.test/", "v=TLSRPTv1; rua=mailto:a b@b.test",
            "v=TLSRPTv1; rua mailto:a@b.test", "v=TLSRPTv1 x; rua=mailto:a@b.test", "v=TLSRPTv1;; rua=mailto:a@b.test",
            "v=TLSRPTv1; rua=mailto:a@b.test; more", "v=TLSRPTv1; rua=mailto:a@b.test; m\u00f6re=x", "v=TLSRPTv1; rua=mailto:\u00e4@b.test",
            "v=TLSRPTv1; rua=https://[::1/", "rua=mailto:a@b.test; v=TLSRPTv1;",
            "v=TLSRPTv1; rua=" + "mailto:a@b.test,".repeat(20) + "mailto:a@b.test"}) {
            assertEquals(Optional.empty(), ReportingPolicy.parse(txt), txt);
        }
    }

    @Test
    void mailboxesAreTheAddressesBehindMailto() {
        mailboxes("v=TLSRPTv1; rua=mailto:a@b.test,https://b.test/x,MAILTO:c%2Bd@E.test?subject=x,mailto:a@B.test", "a@b.test", "c+d@e.test");
        mailboxes("v=TLSRPTv1; rua=mailto:a@b.test%2Cc@d.test,mailto:nobody,mailto:a@[192.0.2.1],mailto:a%0D%0ARCPT@b.test,mailto:?to=a@b.test");
        mailboxes("v=TLSRPTv1; rua=https://b.test/a@b.test");
    }

    private static void mailboxes(String txt, String... addresses) {
        assertEquals(List.of(addresses), ReportingPolicy.parse(txt).orElseThrow().mailboxes().stream().map(Address::toString).toList(), txt);
    }

    @Test
    void exactlyOneRecordCounts() {
        String one = "v=TLSRPTv1; rua=mailto:a@b.test";
        assertEquals(1, ReportingPolicy.in(List.of("v=spf1 -all", one, "v=TLSRPTv12; rua=x:y")).orElseThrow().rua().size());
        assertEquals(Optional.empty(), ReportingPolicy.in(List.of(one, one)));
        assertEquals(Optional.empty(), ReportingPolicy.in(List.of("v=spf1 -all")));
        assertEquals(Optional.empty(), ReportingPolicy.in(List.of()));
    }

    private static void good(String txt, String... rua) {
        assertEquals(Optional.of(Stream.of(rua).map(URI::create).toList()), ReportingPolicy.parse(txt).map(ReportingPolicy::rua), txt);
    }
}
