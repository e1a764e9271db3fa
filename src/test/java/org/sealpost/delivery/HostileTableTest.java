package org.sealpost.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.Settings;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.mail.Address;
import org.sealpost.mail.ReversePath;
import org.sealpost.policy.Decision;
import org.sealpost.policy.Inheritance;
import org.sealpost.policy.MessageFacts;
import org.sealpost.policy.PolicyBook;
import org.sealpost.policy.RecipientFacts;
import org.sealpost.testing.FixedTime;
import org.sealpost.transport.Consignment;
import org.sealpost.transport.Outcome;
import org.sealpost.transport.Permit;
import org.sealpost.transport.Road;
import org.sealpost.transport.TlsDemand;

/** The table {@code hostile-outbound.txt}: from the decision over real sockets to what becomes of the message. */
class HostileTableTest {

    private static final Address ANNA = Address.of("anna@verified.test");
    private static final Address SAM = Address.of("sam@clinic.test");
    private static final RoadFloor FORCED = new RoadFloor(TlsLevel.VERIFIED, Reason.of("floor.forced"));
    private static final List<String> MODES = List.of("ordinary", "try-first", "required", "exclusive", "forced");

    static Stream<Arguments> table() throws IOException {
        try (BufferedReader table = new BufferedReader(new InputStreamReader(
                HostileTableTest.class.getResourceAsStream("hostile-outbound.txt"), StandardCharsets.UTF_8))) {
            return table.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).map(Hostility::cells)
                    .flatMap(cells -> Stream.iterate(0, mode -> mode < MODES.size(), mode -> mode + 1)
                            .map(mode -> Arguments.of(cells[0], MODES.get(mode), cells[mode + 1]))).toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("table")
    @Execution(ExecutionMode.CONCURRENT)
    void messageFares(String situation, String mode, String expected) {
        try (Road road = new Hostility(situation).road()) {
            Delivery delivery = delivery(mode);
            TlsDemand demand = mode.equals("forced") ? delivery.demand().above(FORCED) : delivery.demand();
            Outcome outcome = road.courier().carry(new Consignment(ANNA.domain(), ReversePath.of(SAM), List.of(ANNA),
                    Road.message(), demand, true, "q-17", Permit.ALWAYS)).get(0);
            Set<Consequence> consequences = delivery.apply(outcome, FixedTime.NOON, RetrySchedule.MAIL, new Random(1));
            assertEquals(expected, fate(delivery, outcome, consequences, road), () -> outcome.reason() + " " + outcome.evidence());
            boolean mayBeRead = expected.equals("delivered in clear");
            Road.CANARIES.forEach(canary -> assertEquals(mayBeRead, road.isReadable(canary), canary));
            if (!mayBeRead) {
                road.assertNothingReadable();
            }
            assertFalse(mayBeRead && !mode.equals("ordinary"), "only ordinary mail is ever sent in clear");
            assertEquals(expected.startsWith("returned"), consequences.contains(Consequence.RETURN));
        }
    }

    @ParameterizedTest
    @MethodSource("table")
    void tableOnlyKnowsTheseFates(String situation, String mode, String expected) {
        assertTrue(expected.matches("delivered( in clear)?|pickup|waits(, alarm)?|returned 5\\.\\d+\\.\\d+|dropped"), expected);
    }

    private static String fate(Delivery delivery, Outcome outcome, Set<Consequence> consequences, Road road) {
        return switch (delivery.state()) {
            case DELIVERED -> road.isReadable(Road.CANARIES.get(1)) ? "delivered in clear" : "delivered";
            case RETURNED -> "returned " + outcome.status();
            case DROPPED -> "dropped";
            case QUEUED -> delivery.protection().equals(Optional.of(Protection.ESCROW)) ? "pickup"
                    : consequences.contains(Consequence.ALARM) ? "waits, alarm" : "waits";
            default -> delivery.state().name();
        };
    }

    private static Delivery delivery(String mode) {
        Message message = new Message(UUID.fromString("7d444840-9dc0-11d1-b245-5ffdce74fad2"), "MAIL", ReversePath.of(SAM), SAM,
                FixedTime.NOON);
        return new Delivery(1, message, ANNA, true, decision(mode), IdentityCheck.QUESTION);
    }

    /** As the policy decides where nobody has looked yet. */
    private static Decision decision(String mode) {
        boolean ordinary = mode.equals("ordinary");
        RecipientFacts unseen = new RecipientFacts(ANNA, false, mode.equals("forced") ? FORCED : RoadFloor.NONE,
                org.sealpost.policy.Road.UNKNOWN, TlsLevel.NONE, List.of());
        String tls = mode.equals("required") || mode.equals("exclusive") ? mode : "try-first";
        return PolicyBook.decide(MessageFacts.mail(Marking.AS_USUAL, false, Escalation.NONE, false), unseen,
                Inheritance.of(Settings.NONE, Settings.of(Map.of("sender-mode", ordinary ? "opt-in" : "always", "tls", tls))));
    }
}
