package org.sealpost.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sealpost.assurance.Protection.ESCROW;
import static org.sealpost.assurance.Protection.TLS;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.Settings;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.assurance.TlsVersion;
import org.sealpost.mail.Address;

class PolicyBookTest {

    @ParameterizedTest
    @MethodSource("cases")
    void referenceCasesAreDecidedAsWritten(ReferenceCase expected) {
        Decision decision = decide(expected);
        String written = ReferenceCase.written(decision);
        String ways = written.substring(0, written.indexOf(';') < 0 ? written.length() : written.indexOf(';'));
        String shown = expected.decision().startsWith("*") ? withoutUsual(written.replaceFirst(ways, "*")) : written;
        String wanted = expected.decision().startsWith("*") ? withoutUsual(expected.decision()) : expected.decision();
        assertEquals(wanted, shown);
        String reasons = ReferenceCase.written(decision.reasons());
        if (expected.reasons().endsWith("…")) {
            assertTrue(reasons.startsWith(expected.reasons().replace("…", "")), reasons);
        } else {
            assertEquals(expected.reasons(), reasons);
        }
    }

    /** Rows for any ways hold for levels that are the account's own choice too. */
    private static String withoutUsual(String written) {
        return written.replaceAll("; content [A-Z]+", "");
    }

    @Test
    void everyReferenceCaseHasItsRow() {
        Set<String> rows = cases().map(row -> row.number().replaceAll("[ab]", "")).collect(Collectors.toSet());
        assertEquals(IntStream.rangeClosed(1, 40).mapToObj(String::valueOf).collect(Collectors.toSet()), rows);
    }

    @Test
    void verifiedRoadCarriesSecureMailByTlsAndElseWaitsOnThePickupPage() {
        RecipientFacts anna = new RecipientFacts(Address.of("anna@verified.test"), false, RoadFloor.NONE,
                new Road.Seen(TlsLevel.VERIFIED, true, Reason.of("seen")), TlsLevel.VERIFIED, List.of());
        Decision decision = PolicyBook.decide(
                MessageFacts.mail(Marking.AS_USUAL, false, Escalation.NONE, false), anna, Inheritance.standard());
        assertEquals(new Decision(Decision.Handling.SECURE, List.of(TLS, ESCROW), Decision.End.RETURN,
                TlsLevel.VERIFIED, TlsLevel.NONE, TlsVersion.TLS_1_2, false, Duration.ofHours(1), false, false,
                List.of(Reason.of("road.good.verified"), Reason.of("secure.always"))), decision);
    }

    @Test
    void recipientsOfOneDomainWithDifferentWaysGetDifferentDecisions() {
        List<Decision> decisions = cases().filter(row -> row.number().equals("33")).map(this::decide).toList();
        assertEquals(2, decisions.size());
        assertNotEquals(decisions.get(0).first(), decisions.get(1).first());
    }

    @Test
    void optOutThatDoesNotCountIsToldToTheSender() {
        List<ReferenceCase> refused = cases().filter(row -> row.reasons().contains("optout.refused")).toList();
        assertEquals(8, refused.size());
        refused.forEach(row -> assertTrue(decide(row).refusal().isPresent(), row.toString()));
    }

    @Test
    void everyReasonHasItsSentence() {
        ResourceBundle words = ResourceBundle.getBundle("org.sealpost.assurance.words", Locale.ROOT);
        cases().flatMap(row -> decide(row).reasons().stream())
                .forEach(reason -> assertTrue(words.containsKey("reason." + reason.code()), reason.code()));
    }

    @Test
    void secureFloorAndClearRoadNeverAllowsTheNoticeInClear() {
        RecipientFacts hal = new RecipientFacts(Address.of("hal@forced.test"), false,
                new RoadFloor(TlsLevel.VERIFIED, Reason.of("floor.forced")),
                new Road.Seen(TlsLevel.NONE, false, Reason.of("seen")), TlsLevel.NONE, List.of());
        Decision decision = PolicyBook.decide(MessageFacts.mail(Marking.AS_USUAL, false, Escalation.ESCROW, false),
                hal, Inheritance.of(Settings.NONE, Settings.NONE));
        assertEquals(TlsLevel.VERIFIED, decision.roadLevel());
        assertEquals(Decision.End.HOLD, decision.end());
    }

    static Stream<ReferenceCase> cases() {
        try (InputStream in = PolicyBookTest.class.getResourceAsStream("reference-cases.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .flatMap(line -> ReferenceCase.read(line).each().stream()).toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Decision decide(ReferenceCase row) {
        return PolicyBook.decide(row.messageFacts(), row.recipientFacts(), row.inheritance());
    }
}
