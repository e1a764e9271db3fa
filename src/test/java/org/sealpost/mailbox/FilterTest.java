package org.sealpost.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sealpost.mail.Address;
import org.sealpost.mail.RawMessage;
import org.sealpost.mailbox.Filter.Condition;
import org.sealpost.mailbox.Filter.Part;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.MessageReader;
import org.sealpost.mime.Reading;

class FilterTest {

    private static final UUID BANK = UUID.fromString("6d3a3f9e-0000-4000-8000-000000000001");
    private static final UUID LISTS = UUID.fromString("6d3a3f9e-0000-4000-8000-000000000002");
    private static final Address BOB = Address.of("bob@lab.test");

    @Test
    void eachPartIsSearchedForItsTextAndNoOther() {
        Traits message = message("Dr. Vos <vos@bank.example>", "sam@clinic.test", "ada@clinic.test", "Your statement", "<news.lists.example>");
        assertTrue(matches(message, Part.FROM, "bank.example"));
        assertTrue(matches(message, Part.FROM, "dr. vos"));
        assertTrue(matches(message, Part.TO, "sam@"));
        assertTrue(matches(message, Part.TO, "ADA@clinic"));
        assertTrue(matches(message, Part.SUBJECT, "statement"));
        assertTrue(matches(message, Part.LIST, "news.lists"));
        assertFalse(matches(message, Part.FROM, "statement"));
        assertFalse(matches(message, Part.TO, "vos"));
        assertFalse(matches(message, Part.SUBJECT, "bank"));
        assertFalse(matches(message, Part.LIST, "bank"));
    }

    @Test
    void allConditionsMustHold() {
        Traits message = message("vos@bank.example", "sam@clinic.test", "", "Your statement", "");
        Condition from = new Condition(Part.FROM, "bank");
        assertTrue(filter(List.of(from, new Condition(Part.SUBJECT, "statement"))).matches(message));
        assertFalse(filter(List.of(from, new Condition(Part.SUBJECT, "invoice"))).matches(message));
    }

    @Test
    void caseAndSpellingInUnicodeMakeNoDifference() {
        assertTrue(matches(subject("Gr\u00fc\u00dfe aus M\u00fcnchen"), Part.SUBJECT, "GRU\u0308SSE"));
        assertTrue(matches(subject("STRASSE"), Part.SUBJECT, "stra\u00dfe"));
        assertTrue(matches(subject("STRA\u1e9eE"), Part.SUBJECT, "strasse"));
        assertTrue(matches(subject("\u039f\u0394\u039f\u03a3\u0391"), Part.SUBJECT, "\u03bf\u03b4\u03bf\u03c2"));
        assertTrue(matches(subject("one \t two"), Part.SUBJECT, "one  two"));
        assertFalse(matches(subject("Grusse"), Part.SUBJECT, "gr\u00fc\u00dfe"));
    }

    @Test
    void internationalDomainIsFoundInBothForms() {
        Traits message = message("vos@xn--mller-kva.example", "sam@clinic.test", "", "", "");
        assertTrue(matches(message, Part.FROM, "m\u00fcller.example"));
        assertTrue(matches(message, Part.FROM, "xn--mller-kva"));
    }

    @Test
    void encodedWordsAndFoldedLinesAreMatchedByWhatTheySay() throws IOException {
        String raw = "From: =?UTF-8?Q?J=C3=B6rg?= <joerg@bank.example>\r\nTo: sam@clinic.test,\r\n\tada@clinic.test\r\n"
                + "Subject: =?UTF-8?B?S29udG8=?=\r\n auszug\r\nList-Id: =?UTF-8?Q?B=C3=BCro?=\r\n <buero.lists.example>\r\n\r\nSubject: body\r\n";
        Reading reading = new MessageReader().glance(RawMessage.of(raw.getBytes(StandardCharsets.US_ASCII)));
        Traits message = Traits.of(new Headline(reading.from().orElseThrow(), reading.to(), reading.subject(), "", 0, Instant.EPOCH), reading.list());
        assertTrue(matches(message, Part.FROM, "j\u00f6rg"));
        assertTrue(matches(message, Part.TO, "ada@"));
        assertTrue(matches(message, Part.SUBJECT, "konto auszug"));
        assertTrue(matches(message, Part.LIST, "b\u00fcro <buero"));
        assertFalse(matches(message, Part.SUBJECT, "body"));
        assertFalse(matches(message, Part.SUBJECT, "=?utf-8"));
    }

    @Test
    void firstThatMovesDecidesWhereAndStarsAndForwardsAddUp() {
        Traits message = message("vos@bank.example", "sam@clinic.test", "", "Your statement", "");
        Condition bank = new Condition(Part.FROM, "bank");
        Filter stars = new Filter(UUID.randomUUID(), List.of(bank), Optional.empty(), true, Optional.empty());
        Filter moves = new Filter(UUID.randomUUID(), List.of(bank), Optional.of(Place.own(BANK)), false, Optional.of(BOB));
        Filter movesToo = new Filter(UUID.randomUUID(), List.of(bank), Optional.of(Place.own(LISTS)), false, Optional.of(Address.of("eva@lab.test")));
        Filter other = new Filter(UUID.randomUUID(), List.of(new Condition(Part.FROM, "clinic")), Optional.of(Place.of(FolderKind.ARCHIVE)), true,
                Optional.of(Address.of("max@lab.test")));
        assertEquals(new Sorting(Place.own(BANK), true, Set.of(BOB, Address.of("eva@lab.test"))),
                Sorting.by(List.of(other, stars, moves, movesToo), message));
        assertEquals(new Sorting(Place.own(LISTS), false, Set.of(Address.of("eva@lab.test"))), Sorting.by(List.of(movesToo), message));
        assertEquals(Sorting.NONE, Sorting.by(List.of(other), message));
        assertEquals(Sorting.NONE, Sorting.by(List.of(), message));
    }

    @Test
    void whateverAStrangerWritesIsMatchedSoon() {
        // marks that normalising must put in order, one behind the other
        String marks = "\u0300\u0316".repeat(50_000);
        Correspondent long1 = new Correspondent("x" + marks, Address.of("a@b.example"));
        Headline headline = new Headline(long1, Collections.nCopies(500, long1), "s" + marks, "", 0, Instant.EPOCH);
        List<Filter> filters = new ArrayList<>();
        for (int i = 0; i < Filters.MOST; i++) {
            filters.add(filter(Collections.nCopies(5, new Condition(Part.TO, "x\u0316"))));
        }
        assertTimeout(Duration.ofSeconds(5), () -> Sorting.by(filters, Traits.of(headline, "<" + "l".repeat(2_000_000))));
        assertFalse(matches(subject("x".repeat(2_000) + "needle"), Part.SUBJECT, "needle"), "of a text only the beginning counts");
    }

    @Test
    void filterThatSaysNothingOrTooMuchIsNone() {
        assertThrows(IllegalArgumentException.class, () -> new Condition(Part.FROM, "  "));
        assertThrows(IllegalArgumentException.class, () -> new Condition(Part.FROM, "x".repeat(201)));
        assertThrows(IllegalArgumentException.class, () -> filter(List.of()));
        assertThrows(IllegalArgumentException.class, () -> filter(Collections.nCopies(6, new Condition(Part.FROM, "x"))));
        assertThrows(IllegalArgumentException.class,
                () -> new Filter(BANK, List.of(new Condition(Part.FROM, "x")), Optional.empty(), false, Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> new Place(FolderKind.OWN, Optional.empty()));
        assertEquals("x".repeat(200), new Condition(Part.FROM, " " + "x".repeat(200) + " ").text());
    }

    @Test
    void filtersAreTheSameAfterTheyWereKept() {
        List<Filter> filters = List.of(
                new Filter(BANK, List.of(new Condition(Part.FROM, "b\u00e4nk"), new Condition(Part.LIST, "x")), Optional.of(Place.own(LISTS)), true, Optional.of(BOB)),
                new Filter(LISTS, List.of(new Condition(Part.TO, "y"), new Condition(Part.SUBJECT, "z")), Optional.of(Place.of(FolderKind.ARCHIVE)), false,
                        Optional.empty()));
        assertEquals(filters, FilterList.of(FilterList.octets(filters)));
        assertEquals(List.of(), FilterList.of(FilterList.octets(List.of())));
    }

    private static boolean matches(Traits message, Part part, String text) {
        return filter(List.of(new Condition(part, text))).matches(message);
    }

    private static Filter filter(List<Condition> conditions) {
        return new Filter(UUID.randomUUID(), conditions, Optional.empty(), true, Optional.empty());
    }

    private static Traits subject(String subject) {
        return message("a@b.example", "", "", subject, "");
    }

    private static Traits message(String from, String to, String cc, String subject, String list) {
        List<Correspondent> visible = new ArrayList<>();
        List.of(to, cc).stream().filter(one -> !one.isEmpty()).forEach(one -> visible.add(Correspondent.of(Address.of(one))));
        String name = from.contains("<") ? from.substring(0, from.indexOf('<')) : "";
        Address address = Address.of(from.replaceAll(".*<|>", ""));
        return Traits.of(new Headline(new Correspondent(name, address), visible, subject, "", 0, Instant.EPOCH), list);
    }
}
