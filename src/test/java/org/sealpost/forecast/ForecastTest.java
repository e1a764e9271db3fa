package org.sealpost.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.Published;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.Settings;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.assurance.TlsVersion;
import org.sealpost.destination.DestinationFacts;
import org.sealpost.mail.Address;
import org.sealpost.policy.Decision;
import org.sealpost.policy.Inheritance;
import org.sealpost.policy.MessageFacts;
import org.sealpost.policy.PolicyBook;
import org.sealpost.policy.RecipientFacts;
import org.sealpost.transport.Survey;

class ForecastTest {

    private static final Address VOS = Address.of("vos@vos.example");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "VERIFIED      | true  | tls: try-first       | INBOX        | true",
        "AUTHENTICATED | true  | tls: try-first       | INBOX        | true",
        "ENCRYPTED     | true  | tls: try-first       | PICKUP       | true",
        "ENCRYPTED     | true  | level: encrypted     | INBOX_WEAKER | true",
        "VERIFIED      | true  | level: encrypted     | INBOX        | true",
        "NONE          | false | tls: try-first       | PICKUP       | false",
        "NONE          | false | tls: required        | BLOCKED      | false",
        "NONE          | false | tls: exclusive       | BLOCKED      | false",
        "NONE          | false | sender-mode: opt-in  | ORDINARY     | false",
        "NONE          | true  | sender-mode: opt-in  | BLOCKED      | false"})
    void whatWasSeenTellsHowItArrives(TlsLevel level, boolean offered, String setting, Forecast.State state,
            boolean codeProves) {
        DestinationFacts facts = facts(Survey.Kind.REACHED, level, offered, TlsLevel.NONE, true);
        Forecast forecast = forecast(Optional.of(facts), setting, false);
        assertEquals(state, forecast.state());
        assertEquals(codeProves, forecast.codeProvesIdentity());
    }

    @Test
    void whileSomebodyLooksItIsCheckingAndDecidedAsAble() {
        Forecast forecast = forecast(Optional.empty(), "tls: try-first", true);
        assertEquals(Forecast.State.CHECKING, forecast.state());
        assertEquals("[TLS, ESCROW]", forecast.decision().protections().toString());
        assertFalse(forecast.codeProvesIdentity());
    }

    @Test
    void staleFactsCountAsAbleAndTheMemoryVouchesForCodes() {
        DestinationFacts stale = facts(Survey.Kind.REACHED, TlsLevel.NONE, false, TlsLevel.VERIFIED, false);
        Forecast forecast = forecast(Optional.of(stale), "tls: try-first", false);
        assertEquals(Forecast.State.INBOX, forecast.state());
        assertTrue(forecast.codeProvesIdentity());
        assertEquals(Reason.of("road.stale"), forecast.decision().reasons().get(0));
    }

    @Test
    void domainWithoutMailIsBlockedWhateverTheWay() {
        DestinationFacts none = facts(Survey.Kind.NO_MAIL, TlsLevel.NONE, false, TlsLevel.NONE, false);
        Forecast forecast = forecast(Optional.of(none), "tls: not-alone", false);
        assertEquals(Forecast.State.BLOCKED, forecast.state());
    }

    @Test
    void silentNameServerConvertsNothing() {
        DestinationFacts silent = facts(Survey.Kind.UNREACHABLE, TlsLevel.NONE, false, TlsLevel.NONE, false);
        Decision decision = forecast(Optional.of(silent), "tls: try-first", false).decision();
        assertEquals("[TLS, ESCROW]", decision.protections().toString());
        assertEquals(Reason.of("road.unreachable"), decision.reasons().get(0));
    }

    /** Whether or not the sender may be offered the pickup page. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "tls: try-first",
        "fallbacks: openpgp, smime, escrow off",
        "sender-mode: opt-in"})
    void roadBelowItsFloorIsBlocked(String setting) {
        DestinationFacts facts = facts(Survey.Kind.REACHED, TlsLevel.VERIFIED, true, TlsLevel.VERIFIED, true);
        Inheritance settings = settings(setting);
        RecipientFacts recipient = Forecasts.outside(VOS, Optional.of(facts),
                new RoadFloor(TlsLevel.AUTHENTICATED, Reason.of("floor.dane")), TlsVersion.TLS_1_2, List.of());
        Decision decision = PolicyBook.decide(mail(), recipient, settings);
        assertEquals(Forecast.State.BLOCKED, Forecast.of(recipient, decision, Optional.of(facts), false).state());
        assertEquals(Decision.End.HOLD, decision.end());
    }

    @Test
    void insideNeedsNoLook() {
        RecipientFacts inside = RecipientFacts.inside(VOS);
        Decision decision = PolicyBook.decide(mail(), inside, Inheritance.standard());
        assertEquals(Forecast.State.INSIDE, Forecast.of(inside, decision, Optional.empty(), false).state());
    }

    private static Forecast forecast(Optional<DestinationFacts> facts, String setting, boolean checking) {
        Inheritance settings = settings(setting);
        RecipientFacts recipient = Forecasts.outside(VOS, facts, RoadFloor.NONE, TlsVersion.TLS_1_2, List.of());
        return Forecast.of(recipient, PolicyBook.decide(mail(), recipient, settings), facts, checking);
    }

    private static Inheritance settings(String setting) {
        String[] pair = setting.split(": ");
        return Inheritance.of(Settings.NONE, Settings.of(Map.of(pair[0], pair[1])));
    }

    private static MessageFacts mail() {
        return MessageFacts.mail(Marking.AS_USUAL, false, Escalation.NONE, false);
    }

    private static DestinationFacts facts(Survey.Kind kind, TlsLevel level, boolean offered, TlsLevel remembered,
            boolean fresh) {
        return new DestinationFacts(VOS.domain(), kind, Reason.of("seen"), level, offered, Optional.of(Instant.EPOCH),
                List.of(), remembered, remembered != TlsLevel.NONE, fresh, !fresh, RoadFloor.NONE, Published.NOTHING,
                Optional.empty());
    }
}
