package org.sealpost.publication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealpost.dns.Answer;
import org.sealpost.dns.Resolver;
import org.sealpost.publication.DnsState.State;

class DnsStateTest {

    private static final WantedRecord SPF = new WantedRecord(WantedRecord.Type.TXT, "clinic.test", "v=spf1 mx -all", 1,
            WantedRecord.Purpose.SPF, true);

    @Test
    void spfIsRightIfItIncludesUs() {
        assertEquals(State.RIGHT, state(published("other", "v=spf1 ip4:192.0.2.1 mx ~all")));
    }

    @Test
    void spfThatDoesNotIncludeUsDiffers() {
        assertEquals(State.DIFFERS, state(published("v=spf1 -mx all")));
        assertEquals(State.DIFFERS, state(published("v=spf1 -all mx")));
        assertEquals(State.DIFFERS, state(published("v=spf1 a")));
    }

    @Test
    void twoSpfRecordsAreWrong() {
        assertEquals(State.DIFFERS, state(published("v=spf1 mx -all", "v=spf1 mx ~all")));
    }

    @Test
    void noneIsMissingAndAFailureIsNot() {
        assertEquals(State.MISSING, state(published("v=spf10 mx")));
        assertEquals(State.UNKNOWN, state(Answer.failed()));
    }

    private static Answer<String> published(String... texts) {
        return Answer.of(List.of(texts), false);
    }

    private static State state(Answer<String> answer) {
        Resolver resolver = (Resolver) Proxy.newProxyInstance(Resolver.class.getClassLoader(),
                new Class<?>[] {Resolver.class}, (proxy, method, arguments) -> answer);
        return DnsState.ofText(SPF, resolver).state();
    }
}
