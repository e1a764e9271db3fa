package org.sealpost.publication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.publication.DnsState.State;
import org.sealpost.publication.WantedRecord.Purpose;
import org.sealpost.publication.WantedRecord.Type;
import org.sealpost.testing.FakeZones;

class DnsStateTest {

    private static final String OURS = "mx.clinic.test A 192.0.2.1\n";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "v=spf1 ip4:192.0.2.1 mx ~all | RIGHT",
        "v=spf1 -mx all               | DIFFERS",
        "v=spf1 -all mx               | DIFFERS",
        "v=spf1 a                     | DIFFERS",
        "v=spf10 mx                   | MISSING"
    })
    void spfIsRightIfItIncludesUs(String published, State state) {
        assertEquals(state, of(Type.TXT, "clinic.test", "v=spf1 mx -all", Purpose.SPF, "clinic.test TXT other\nclinic.test TXT " + published).state());
    }

    @Test
    void twoSpfRecordsAreWrong() {
        DnsState state = of(Type.TXT, "clinic.test", "v=spf1 mx -all", Purpose.SPF, "clinic.test TXT v=spf1 mx -all\nclinic.test TXT v=spf1 mx ~all");
        assertEquals(State.DIFFERS, state.state());
        assertEquals(List.of("v=spf1 mx -all", "v=spf1 mx ~all"), state.found());
    }

    @ParameterizedTest
    @CsvSource({"TXT", "MX", "SRV", "TLSA", "CNAME"})
    void noneIsMissingAndAFailureIsNot(Type type) {
        assertEquals(State.MISSING, of(type, "x.clinic.test", "0 1 465 mx.clinic.test.", Purpose.PROOF, "").state());
        assertEquals(State.UNKNOWN, of(type, "x.clinic.test", "0 1 465 mx.clinic.test.", Purpose.PROOF, "x.clinic.test FAILED").state());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "v=DMARC1; p=reject               | RIGHT",
        "v=DMARC1;p=quarantine;rua=mailto:x@y.test | RIGHT",
        "v=DMARC1; p=none; sp=reject      | DIFFERS"
    })
    void aDmarcPolicyMayBeStricterAndNotWeaker(String published, State state) {
        assertEquals(state, of(Type.TXT, "_dmarc.clinic.test", "v=DMARC1; p=quarantine", Purpose.DMARC, "_dmarc.clinic.test TXT " + published).state());
    }

    @Test
    void mailMayComeToOthersToo() {
        String wanted = "10 mx.clinic.test.";
        assertEquals(State.RIGHT, of(Type.MX, "clinic.test", wanted, Purpose.MX, "clinic.test MX 5 mx.clinic.test\nclinic.test MX 20 mx.other.test").state());
        DnsState others = of(Type.MX, "clinic.test", wanted, Purpose.MX, "clinic.test MX 20 mx.other.test");
        assertEquals(State.DIFFERS, others.state());
        assertEquals(List.of("20 mx.other.test."), others.found());
    }

    @Test
    void anAliasMayBeAnAddressOfTheSameHost() {
        assertEquals(State.RIGHT, alias("mta-sts.clinic.test CNAME mx.clinic.test").state());
        assertEquals(State.RIGHT, alias("mta-sts.clinic.test A 192.0.2.1").state());
        DnsState elsewhere = alias("mta-sts.clinic.test A 192.0.2.2");
        assertEquals(State.DIFFERS, elsewhere.state());
        assertEquals(List.of("192.0.2.2"), elsewhere.found());
    }

    @Test
    void aServiceIsRightAtItsPortAndHost() {
        String wanted = "0 1 465 mx.clinic.test.";
        String name = "_submissions._tcp.clinic.test";
        assertEquals(State.RIGHT, of(Type.SRV, name, wanted, Purpose.SUBMISSIONS, name + " SRV 10 5 465 mx.clinic.test").state());
        assertEquals(State.DIFFERS, of(Type.SRV, name, wanted, Purpose.SUBMISSIONS, name + " SRV 0 1 587 mx.clinic.test").state());
        assertEquals(State.RIGHT, of(Type.SRV, name, "0 0 0 .", Purpose.SUBMISSIONS, name + " SRV 0 0 0 .").state());
    }

    @Test
    void ourKeyMustBeAmongTheBoundOnes() {
        String name = "_25._tcp.mx.clinic.test";
        String old = name + " TLSA 3 1 1 " + "00".repeat(32);
        String now = name + " TLSA 3 1 1 " + "ab".repeat(32);
        assertEquals(State.RIGHT, of(Type.TLSA, name, "3 1 1 " + "ab".repeat(32), Purpose.DANE, old + "\n" + now).state());
        assertEquals(State.DIFFERS, of(Type.TLSA, name, "3 1 1 " + "ab".repeat(32), Purpose.DANE, old).state());
    }

    private static DnsState alias(String published) {
        return of(Type.CNAME, "mta-sts.clinic.test", "mx.clinic.test.", Purpose.STS_HOST, published);
    }

    private static DnsState of(Type type, String name, String value, Purpose purpose, String published) {
        return DnsState.of(new WantedRecord(type, name, value, 3600, purpose, true), FakeZones.of(OURS + published));
    }
}
