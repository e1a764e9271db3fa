package org.sealpost.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sealpost.assurance.Protection.ESCROW;
import static org.sealpost.assurance.Protection.OPENPGP;
import static org.sealpost.assurance.Protection.SMIME;
import static org.sealpost.assurance.Protection.TLS;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.Fallbacks;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.Preference;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.SecureReplies;
import org.sealpost.assurance.SenderMode;
import org.sealpost.assurance.Setting;
import org.sealpost.assurance.Settings;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.assurance.TlsRecipients;
import org.sealpost.assurance.TlsUse;
import org.sealpost.mail.Address;

/** What holds for every message, recipient and setting. */
class PolicyPropertiesTest {

    @Property
    void contentOfSecureMailNeverTravelsBelowItsLevel(@ForAll("messages") MessageFacts message,
            @ForAll("recipients") RecipientFacts recipient, @ForAll("settings") Settings account) {
        Inheritance settings = Inheritance.of(Settings.NONE, account);
        Decision decision = PolicyBook.decide(message, recipient, settings);
        if (Secrecy.of(message, settings).secure() && !recipient.local()) {
            assertEquals(Decision.Handling.SECURE, decision.handling());
            assertTrue(decision.contentLevel().reaches(settings.get(Setting.LEVEL)));
            assertTrue(decision.contentLevel().reaches(recipient.floor().level()));
            assertNotEquals(TlsLevel.NONE, decision.contentLevel());
        }
    }

    @Property
    void everyOctetKeepsTheRoadFloor(@ForAll("messages") MessageFacts message,
            @ForAll("recipients") RecipientFacts recipient, @ForAll("settings") Settings account) {
        Decision decision = PolicyBook.decide(message, recipient, Inheritance.of(Settings.NONE, account));
        if (!recipient.local()) {
            assertEquals(recipient.floor().level(), decision.roadLevel());
            assertTrue(decision.contentLevel().reaches(decision.roadLevel()));
        }
    }

    @Property
    void alwaysMeansAlways(@ForAll("messages") MessageFacts message, @ForAll("recipients") RecipientFacts recipient,
            @ForAll("settings") Settings account) {
        Inheritance settings = Inheritance.of(Settings.NONE, account.with(Setting.SENDER_MODE, SenderMode.ALWAYS));
        Decision.Handling handling = PolicyBook.decide(message, recipient, settings).handling();
        assertEquals(recipient.local() ? Decision.Handling.INSIDE : Decision.Handling.SECURE, handling);
    }

    @Property
    void noWordOfASenderWhomNobodyNamedMakesMailOrdinaryThatIsSecureAsUsual(@ForAll("messages") MessageFacts message,
            @ForAll("recipients") RecipientFacts recipient, @ForAll("settings") Settings account) {
        Inheritance settings = Inheritance.of(Settings.NONE, account.with(Setting.SENDER_MODE, SenderMode.OPT_OUT));
        Decision decision = PolicyBook.decide(message.bySomebodyNamed(false), recipient, settings);
        assertNotEquals(Decision.Handling.ORDINARY, decision.handling());
        assertEquals(Optional.empty(), decision.optOut());
    }

    @Property
    void escalatedMailNeverGoesByTlsAlone(@ForAll("messages") MessageFacts message,
            @ForAll("recipients") RecipientFacts recipient, @ForAll("settings") Settings account) {
        if (message.escalation() != Escalation.NONE) {
            Decision decision = PolicyBook.decide(message, recipient, Inheritance.of(Settings.NONE, account));
            assertFalse(decision.protections().contains(TLS));
        }
    }

    @Property
    void lockedSettingsNeverGiveWay(@ForAll("messages") MessageFacts message,
            @ForAll("recipients") RecipientFacts recipient, @ForAll("settings") Settings system,
            @ForAll("settings") Settings account) {
        Settings locked = Setting.all().stream().reduce(system, Settings::locking, (a, b) -> b);
        Inheritance above = Inheritance.standard().below(Inheritance.Level.SYSTEM, locked)
                .below(Inheritance.Level.ACCOUNT, Settings.NONE);
        Decision before = PolicyBook.decide(message, recipient, above);
        Decision after = PolicyBook.decide(message, recipient, Inheritance.of(locked, account));
        assertNoWeaker(before, after, above);
    }

    @Property
    void higherRequiredLevelNeverYieldsAWeakerDecision(@ForAll("messages") MessageFacts message,
            @ForAll("recipients") RecipientFacts recipient, @ForAll("settings") Settings account) {
        Inheritance lower = Inheritance.of(Settings.NONE, account);
        TlsLevel level = lower.get(Setting.LEVEL).strictest(TlsLevel.AUTHENTICATED);
        Inheritance higher = Inheritance.of(Settings.NONE, account.with(Setting.LEVEL, level));
        assertNoWeaker(PolicyBook.decide(message, recipient, lower), PolicyBook.decide(message, recipient, higher),
                lower);
    }

    @Property
    void strongerTlsRequirementsNeverAddTls(@ForAll("messages") MessageFacts message,
            @ForAll("recipients") RecipientFacts recipient, @ForAll("settings") Settings account) {
        Inheritance settings = Inheritance.of(Settings.NONE, account.with(Setting.TLS, TlsUse.NOT_ALONE));
        assertFalse(PolicyBook.decide(message, recipient, settings).protections().contains(TLS));
        Inheritance replies = Inheritance.of(Settings.NONE,
                account.with(Setting.SECURE_REPLIES, SecureReplies.REQUIRED));
        assertFalse(PolicyBook.decide(message, recipient, replies).protections().contains(TLS));
    }

    @Property
    void exclusiveIsNeverInherited(@ForAll("settings") Settings system, @ForAll("settings") Settings account,
            @ForAll("settings") Settings user) {
        Inheritance settings = Inheritance.of(system, account).below(Inheritance.Level.USER, user);
        if (settings.get(Setting.TLS) == TlsUse.EXCLUSIVE) {
            assertEquals(TlsUse.EXCLUSIVE, user.value(Setting.TLS).orElseThrow());
        }
    }

    @Property
    void onlyWhatIsOnAndPossibleIsUsed(@ForAll("messages") MessageFacts message,
            @ForAll("recipients") RecipientFacts recipient, @ForAll("settings") Settings account) {
        Inheritance settings = Inheritance.of(Settings.NONE, account);
        for (Protection protection : PolicyBook.decide(message, recipient, settings).protections()) {
            assertTrue(protection == TLS || settings.get(Setting.FALLBACKS).allow(protection));
            assertTrue(protection == TLS || protection == ESCROW || recipient.hasValidKey(protection));
        }
    }

    private static void assertNoWeaker(Decision before, Decision after, Inheritance above) {
        assertTrue(after.contentLevel().reaches(before.contentLevel()), "content level fell");
        assertTrue(after.roadLevel().reaches(before.roadLevel()), "road level fell");
        assertEquals(before.handling(), after.handling());
        assertTrue(before.protections().contains(TLS) || !after.protections().contains(TLS)
                || above.get(Setting.TLS) == TlsUse.TRY_FIRST, "TLS came in");
        assertTrue(after.protections().stream()
                .allMatch(p -> p == TLS || above.get(Setting.FALLBACKS).allow(p)), "a fallback came in");
    }

    @Provide
    Arbitrary<MessageFacts> messages() {
        return Combinators.combine(Arbitraries.of(Marking.class), Arbitraries.of(true, false),
                Arbitraries.of(Escalation.class), Arbitraries.of(true, false), Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as((marking, attested, escalation, answers, header, named) -> new MessageFacts(MessageFacts.Kind.MAIL,
                        marking, named, attested, escalation, answers, false, header));
    }

    @Provide
    Arbitrary<RecipientFacts> recipients() {
        Arbitrary<Road> seen = Combinators.combine(Arbitraries.of(TlsLevel.class), Arbitraries.of(true, false))
                .as((level, offered) -> new Road.Seen(level, offered || level != TlsLevel.NONE, Reason.of("seen")));
        Arbitrary<Road> roads = Arbitraries.oneOf(seen, Arbitraries.of(List.<Road>of(Road.UNKNOWN)));
        Arbitrary<List<RecipientFacts.Key>> keys = Combinators.combine(Arbitraries.of(OPENPGP, SMIME),
                Arbitraries.of(RecipientFacts.Key.State.class))
                .as((protection, state) -> new RecipientFacts.Key(protection, state, "0123")).list().ofMaxSize(2);
        return Combinators.combine(Arbitraries.of("a@bank.example", "b@other.example"),
                Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(1, Arbitraries.just(true)),
                        net.jqwik.api.Tuple.of(6, Arbitraries.just(false))),
                Arbitraries.of(TlsLevel.class), roads, Arbitraries.of(TlsLevel.class), keys)
                .as((address, local, floor, road, remembered, known) -> new RecipientFacts(Address.of(address), local,
                        new RoadFloor(floor, Reason.of("floor.forced")), road, remembered, known));
    }

    @Provide
    Arbitrary<Settings> settings() {
        Arbitrary<Fallbacks> fallbacks = Combinators.combine(Arbitraries.of(Fallbacks.ALL,
                Fallbacks.of(ESCROW, SMIME, OPENPGP)), Arbitraries.of(OPENPGP, SMIME, ESCROW), Arbitraries.of(true, false))
                .as((order, off, any) -> any ? order.without(off) : order);
        Arbitrary<TlsRecipients> allowed = Arbitraries.of(TlsRecipients.EVERYONE,
                TlsRecipients.of(TlsRecipients.Mode.ONLY, List.of("bank.example")),
                TlsRecipients.of(TlsRecipients.Mode.EXCEPT, List.of("b@other.example")));
        Arbitrary<Settings> first = Combinators.combine(maybe(Setting.SENDER_MODE, Arbitraries.of(SenderMode.class)),
                maybe(Setting.TLS, Arbitraries.of(TlsUse.class)),
                maybe(Setting.LEVEL, Arbitraries.of(TlsLevel.class).filter(level -> level != TlsLevel.NONE)),
                maybe(Setting.FALLBACKS, fallbacks)).as(PolicyPropertiesTest::merged);
        Arbitrary<Settings> second = Combinators.combine(maybe(Setting.PREFERENCE, Arbitraries.of(Preference.class)),
                maybe(Setting.SECURE_REPLIES, Arbitraries.of(SecureReplies.class)),
                maybe(Setting.ATTESTATION, Arbitraries.of(true, false)),
                maybe(Setting.TLS_RECIPIENTS, allowed)).as(PolicyPropertiesTest::merged);
        return Combinators.combine(first, second).as((a, b) -> merged(a, b, Settings.NONE, Settings.NONE));
    }

    private static <T> Arbitrary<Settings> maybe(Setting<T> setting, Arbitrary<T> values) {
        return values.map(value -> Settings.NONE.with(setting, value)).injectNull(0.4)
                .map(settings -> settings == null ? Settings.NONE : settings);
    }

    private static Settings merged(Settings a, Settings b, Settings c, Settings d) {
        java.util.Map<String, String> texts = new java.util.HashMap<>(a.texts());
        texts.putAll(b.texts());
        texts.putAll(c.texts());
        texts.putAll(d.texts());
        return Settings.of(texts);
    }
}
