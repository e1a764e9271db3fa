package org.sealpost.forwarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sealpost.forwarding.Forward.Kind;
import org.sealpost.mail.Address;

class ForwardingTest {

    private static final Address SAM = Address.of("Sam@clinic.test");
    private static final Address EVA = Address.of("eva@lab.test");
    private static final Set<String> MAILBOXES = Set.of("sam@clinic.test", "ada@clinic.test");

    private long numbers;

    @Test
    void eachKindForwardsWhatItIsForAndNothingElse() {
        good(Kind.USER, "sam@clinic.test", "", arriving("Hello", ""));
        bad(Kind.USER, "sam@clinic.test", "", leaving("Hello", ""));
        bad(Kind.USER, "ada@clinic.test", "", arriving("Hello", ""));
        bad(Kind.USER, "clinic.test", "", arriving("Hello", ""));
        good(Kind.FILTER, "sam@clinic.test", "invoice, bill", arriving("Your BILL of May", ""));
        good(Kind.FILTER, "sam@clinic.test", "eva@lab.test", arriving("Hello", ""));
        bad(Kind.FILTER, "sam@clinic.test", "invoice", arriving("Hello", "an invoice"));
        bad(Kind.FILTER, "sam@clinic.test", " , ", arriving("Hello", ""));
        good(Kind.SENT_COPY, "sam@clinic.test", "", leaving("Hello", ""));
        bad(Kind.SENT_COPY, "sam@clinic.test", "", arriving("Hello", ""));
        good(Kind.DOMAIN_COPY_IN, "clinic.test", "", arriving("Hello", ""));
        bad(Kind.DOMAIN_COPY_IN, "clinic.test", "", leaving("Hello", ""));
        bad(Kind.DOMAIN_COPY_IN, "other.test", "", arriving("Hello", ""));
        good(Kind.DOMAIN_COPY_OUT, "clinic.test", "", leaving("Hello", ""));
        bad(Kind.DOMAIN_COPY_OUT, "clinic.test", "", arriving("Hello", ""));
        good(Kind.MONITOR_COPY, "clinic.test", "budget", leaving("Hello", "the Budget of May"));
        good(Kind.MONITOR_COPY, "clinic.test", "budget", arriving("Budget", ""));
        bad(Kind.MONITOR_COPY, "clinic.test", "budget", arriving("Hello", "nothing"));
        bad(Kind.ALIAS, "sam@clinic.test", "", arriving("Hello", ""));
        bad(Kind.CATCH_ALL, "clinic.test", "", arriving("Hello", ""));
    }

    @Test
    void whatFiltersOfAMailboxSendOnGoesWhereAForwardLetsIt() {
        Forward bob = rule(Kind.MAILBOX_FILTER, "sam@clinic.test", "", "bob@lab.test");
        Forward hers = rule(Kind.MAILBOX_FILTER, "ada@clinic.test", "", "bob@lab.test");
        Passing wanted = new Passing(Passing.Way.ARRIVING, SAM, "Eva", EVA, "Hello", "", Set.of(Address.of("BOB@lab.test"), Address.of("max@lab.test")));
        assertEquals(List.of(bob), Forwarding.plan(List.of(hers, bob), wanted));
        assertEquals(List.of(), Forwarding.plan(List.of(hers), wanted));
        assertEquals(List.of(), Forwarding.plan(List.of(bob), arriving("Hello", "")));
        assertEquals(List.of(), Forwarding.plan(List.of(bob),
                new Passing(Passing.Way.LEAVING, SAM, "Sam", SAM, "Hello", "", Set.of(Address.of("bob@lab.test")))));
    }

    @Test
    void oneTargetGetsOneCopyInTheOrderOfTheRules() {
        Forward first = rule(Kind.USER, "sam@clinic.test", "", "bob@lab.test");
        Forward other = rule(Kind.USER, "sam@clinic.test", "", "eva@lab.test");
        Forward again = rule(Kind.DOMAIN_COPY_IN, "clinic.test", "", "BOB@lab.test");
        assertEquals(List.of(first, other), Forwarding.plan(List.of(first, other, again), arriving("Hello", "")));
    }

    @Test
    void nothingIsForwardedToTheMailboxItself() {
        assertEquals(List.of(), Forwarding.plan(List.of(rule(Kind.DOMAIN_COPY_IN, "clinic.test", "", "sam@CLINIC.test")), arriving("Hello", "")));
    }

    @Test
    void twentyTargetsAreTheMost() {
        List<Forward> many = IntStream.range(0, 30).mapToObj(i -> rule(Kind.USER, "sam@clinic.test", "", "a" + i + "@lab.test")).toList();
        assertEquals(many.subList(0, 20), Forwarding.plan(many, arriving("Hello", "")));
    }

    @Test
    void whatStaysInADomainIsMonitoredOnce() {
        Forward monitor = rule(Kind.MONITOR_COPY, "clinic.test", "budget", "bob@lab.test");
        Passing colleague = new Passing(Passing.Way.ARRIVING_FROM_INSIDE, Address.of("ada@clinic.test"), "Sam", SAM, "Budget", "");
        Passing sister = new Passing(Passing.Way.ARRIVING_FROM_INSIDE, SAM, "Eva", EVA, "Budget", "");
        Passing forged = new Passing(Passing.Way.ARRIVING, Address.of("ada@clinic.test"), "Sam", SAM, "Budget", "");
        assertEquals(List.of(), Forwarding.plan(List.of(monitor), colleague));
        assertEquals(List.of(monitor), Forwarding.plan(List.of(monitor), sister));
        assertEquals(List.of(monitor), Forwarding.plan(List.of(monitor), forged));
    }

    @Test
    void textIsReadOnlyForTheMonitor() {
        assertFalse(Forwarding.asksForText(List.of(rule(Kind.FILTER, "sam@clinic.test", "x", "bob@lab.test"))));
        assertTrue(Forwarding.asksForText(List.of(rule(Kind.MONITOR_COPY, "clinic.test", "x", "bob@lab.test"))));
    }

    @Test
    void aliasEndsAtMailboxesAndOutside() {
        Forward desk = rule(Kind.ALIAS, "desk@clinic.test", "", "team@clinic.test");
        Forward sam = rule(Kind.ALIAS, "team@clinic.test", "", "sam@clinic.test");
        Forward lab = rule(Kind.ALIAS, "team@clinic.test", "", "bob@lab.test");
        Forward rest = rule(Kind.CATCH_ALL, "clinic.test", "", "ada@clinic.test");
        List<Forward> rules = List.of(desk, sam, lab, rest);
        assertEquals(List.of(sam, lab), resolved("DESK@clinic.test", rules));
        assertEquals(List.of(rest), resolved("nobody@clinic.test", rules), "the catch-all is for nobody else's");
        assertEquals(List.of(), resolved("nobody@clinic.test", List.of(desk, sam, lab)));
    }

    @Test
    void aliasesInACircleAreNobody() {
        List<Forward> circle = List.of(rule(Kind.ALIAS, "a@clinic.test", "", "b@clinic.test"), rule(Kind.ALIAS, "b@clinic.test", "", "a@clinic.test"));
        assertEquals(List.of(), resolved("a@clinic.test", circle));
    }

    @Test
    void aliasesOfAliasesEndAfterFive() {
        List<Forward> chain = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            chain.add(rule(Kind.ALIAS, "a" + i + "@clinic.test", "", i < 4 ? "a" + (i + 1) + "@clinic.test" : "sam@clinic.test"));
        }
        assertEquals(List.of(chain.get(4)), resolved("a0@clinic.test", chain));
        chain.add(rule(Kind.ALIAS, "before@clinic.test", "", "a0@clinic.test"));
        assertEquals(List.of(), resolved("before@clinic.test", chain));
    }

    private static List<Forward> resolved(String address, List<Forward> rules) {
        return Forwarding.resolve(Address.of(address), rules, one -> MAILBOXES.contains(one.toString()),
                one -> one.domain().name().equals("clinic.test"));
    }

    private void good(Kind kind, String whose, String words, Passing message) {
        Forward rule = rule(kind, whose, words, "bob@lab.test");
        assertEquals(List.of(rule), Forwarding.plan(List.of(rule), message), kind + " " + whose);
    }

    private void bad(Kind kind, String whose, String words, Passing message) {
        assertEquals(List.of(), Forwarding.plan(List.of(rule(kind, whose, words, "bob@lab.test")), message), kind + " " + whose);
    }

    private static Passing arriving(String subject, String text) {
        return new Passing(Passing.Way.ARRIVING, SAM, "Eva", EVA, subject, text);
    }

    private static Passing leaving(String subject, String text) {
        return new Passing(Passing.Way.LEAVING, SAM, "Sam", SAM, subject, text);
    }

    private Forward rule(Kind kind, String whose, String words, String target) {
        numbers++;
        return new Forward(numbers, new UUID(0, numbers), kind, whose, words, Address.of(target));
    }
}
