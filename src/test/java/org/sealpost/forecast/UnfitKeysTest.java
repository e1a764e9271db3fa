package org.sealpost.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.TlsVersion;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.Standard;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.keyring.InUse;
import org.sealpost.keyring.Source;
import org.sealpost.keyring.Usable;
import org.sealpost.mail.Address;
import org.sealpost.policy.Decision;
import org.sealpost.policy.Inheritance;
import org.sealpost.policy.MessageFacts;
import org.sealpost.policy.PolicyBook;
import org.sealpost.policy.RecipientFacts;
import org.sealpost.smime.SmimeRecipient.Reads;

/** Why a key in use isn't encrypted to, from the keyring's word to the sender's. */
class UnfitKeysTest {

    private static final Address VOS = Address.of("vos@vos.example");
    private static final String FINGERPRINT = "9C1ED9F1";
    private static final String ALL = """
            OPENPGP EXPIRED key.openpgp.expired
            OPENPGP REVOKED key.openpgp.revoked
            OPENPGP WEAK key.openpgp.weak
            OPENPGP NOT_FOR_THIS key.openpgp.notforthis
            OPENPGP NOT_YET key.openpgp.notyet
            OPENPGP MALFORMED key.openpgp.malformed
            SMIME EXPIRED key.smime.expired
            SMIME REVOKED key.smime.revoked
            SMIME WEAK key.smime.weak
            SMIME NOT_FOR_THIS key.smime.notforthis
            SMIME NOT_YET key.smime.notyet
            SMIME MALFORMED key.smime.malformed
            """;

    @Test
    void eachDecisionNamesTheKeyAndWhyAndNeverUsesIt() {
        StringBuilder said = new StringBuilder();
        for (Standard standard : Standard.values()) {
            for (UnfitKey.Why why : UnfitKey.Why.values()) {
                Decision decision = decision(standard, Optional.of(why));
                assertFalse(decision.protections().contains(Protection.valueOf(standard.name())), standard + " " + why);
                List<Reason> named = decision.reasons().stream().filter(reason -> reason.code().startsWith("key.")).toList();
                assertEquals(List.of(List.of(FINGERPRINT)), named.stream().map(Reason::values).toList());
                said.append(standard).append(' ').append(why).append(' ').append(named.get(0).code()).append('\n');
            }
        }
        assertEquals(ALL, said.toString());
    }

    @Test
    void theCopyThatCanNotBeMadeSaysTheSame() {
        StringBuilder said = new StringBuilder();
        for (Standard standard : Standard.values()) {
            for (UnfitKey.Why why : UnfitKey.Why.values()) {
                Reason reason = why.reason(standard, FINGERPRINT);
                assertEquals(List.of(FINGERPRINT), reason.values());
                said.append(standard).append(' ').append(why).append(' ').append(reason.code()).append('\n');
            }
        }
        assertEquals(ALL, said.toString());
    }

    @Test
    void aFitKeyIsUsedAndNoReasonSpeaksAgainstIt() {
        for (Standard standard : Standard.values()) {
            Decision decision = decision(standard, Optional.empty());
            assertEquals(List.of(Protection.valueOf(standard.name()), Protection.ESCROW), decision.protections());
            assertEquals(List.of(), decision.reasons().stream().filter(reason -> reason.code().startsWith("key.")).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"words.properties", "words_de.properties"})
    void eachHasWords(String bundle) throws IOException {
        Properties words = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of("src/main/resources/org/sealpost/assurance", bundle), StandardCharsets.UTF_8)) {
            words.load(in);
        }
        List<String> silent = new ArrayList<>();
        ALL.lines().map(line -> "reason." + line.split(" ")[2]).filter(key -> words.getProperty(key, "").isBlank()).forEach(silent::add);
        assertEquals(List.of(), silent);
    }

    private static Decision decision(Standard standard, Optional<UnfitKey.Why> unfit) {
        InUse one = new InUse(new Usable(standard, FINGERPRINT, new Certificate(new byte[0]), Source.FILE, false, Reads.WHAT_ALL_DO, Instant.EPOCH), unfit,
                Optional.empty(), Optional.empty());
        RecipientFacts recipient = Forecasts.outside(VOS, Optional.empty(), RoadFloor.NONE, TlsVersion.TLS_1_2, List.of(Forecasts.key(one)));
        return PolicyBook.decide(MessageFacts.mail(Marking.AS_USUAL, false, Escalation.STRONGER, false), recipient, Inheritance.standard());
    }
}
