package org.sealpost.authentication;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.authentication.DkimResult.Outcome;
import org.sealpost.dns.Answer;
import org.sealpost.mail.Domain;
import org.sealpost.mail.RawMessage;

class DkimTest {

    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-27T12:00:00Z"));
    /** RFC 8463 §A.3, the message and its two signatures. */
    private static final String SIGNED = """
            DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
             d=football.example.com; i=@football.example.com;
             q=dns/txt; s=brisbane; t=1528637909; h=from : to :
             subject : date : message-id : from : subject : date;
             bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
             b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
             Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
            DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
             d=football.example.com; i=@football.example.com;
             q=dns/txt; s=test; t=1528637909; h=from : to : subject :
             date : message-id : from : subject : date;
             bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
             b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3
             DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz
             dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=
            From: Joe SixPack <joe@football.example.com>
            To: Suzie Q <suzie@shopping.example.net>
            Subject: Is dinner ready?
            Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
            Message-ID: <20030712040037.46341.5F8J@football.example.com>

            Hi.

            We lost the game.  Are you hungry yet?

            Joe.
            """.replace("\n", "\r\n");
    private static final String PLAIN = SIGNED.substring(SIGNED.indexOf("From:"));

    private final Map<String, String> published = new HashMap<>(Map.of(
            "brisbane._domainkey.football.example.com", "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
            "test._domainkey.football.example.com", "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2"
                    + "jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB"));

    @Test
    void bothSignaturesOfTheStandardsOwnExamplePass() throws IOException {
        assertEquals(List.of("PASS brisbane", "PASS test"), verified(SIGNED));
    }

    @ParameterizedTest
    @CsvSource({
        "'We lost',           'We won',              FAIL",
        "'Is dinner ready?',  'Is dinner cooked?',   FAIL",
        "'joe@football',      'jim@football',        FAIL",
        "'Subject:',          'Subject: first\r\nSubject:', FAIL",
        "'Joe.\r\n',          'Joe.\r\n\r\nP.S. more\r\n', FAIL",
        "'game.  Are',        'game. Are',           PASS",
        "'Joe.\r\n',          'Joe.  \r\n\r\n\r\n',  PASS",
        "'Subject: Is',       'SUBJECT:   Is',       PASS"})
    void whatWasChangedBreaksItAndWhatMayChangeDoesNot(String what, String by, Outcome outcome) throws IOException {
        assertEquals(List.of(outcome + " brisbane", outcome + " test"), verified(SIGNED.replaceFirst(what.replace(".", "\\.").replace("?", "\\?"), by)));
    }

    @Test
    void aKeyThatCannotBeHadNowIsNoFailureAndAMissingOneIs() throws IOException {
        published.put("brisbane._domainkey.football.example.com", "!");
        published.remove("test._domainkey.football.example.com");
        assertEquals(List.of("TEMPERROR brisbane", "PERMERROR test"), verified(SIGNED));
        published.put("brisbane._domainkey.football.example.com", "v=DKIM1; k=ed25519; p=");
        published.put("test._domainkey.football.example.com", published.get("brisbane._domainkey.football.example.com"));
        assertEquals(List.of("PERMERROR brisbane", "PERMERROR test"), verified(SIGNED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=rsa-sha1", "l=3"})
    void whatProvesTooLittleProvesNothing(String tag) throws IOException {
        String weak = tag.startsWith("a=") ? SIGNED.replace("a=rsa-sha256", tag) : SIGNED.replace("a=rsa-sha256;", "a=rsa-sha256; " + tag + ";");
        assertEquals("POLICY test", verified(weak).get(1));
    }

    @Test
    void anAuthorThatIsNotSignedOrAStrangersIdentityIsNoSignature() throws IOException {
        assertEquals(1, verified(SIGNED.replaceFirst("h=from : to :\r\n subject : date : message-id : from", "h=to :\r\n subject : date : message-id : to")).size());
        assertEquals(1, verified(SIGNED.replaceFirst("i=@football.example.com", "i=@evil.example.com")).size());
    }

    @Test
    void whatWeSignWeVerifyWithBothKindsOfKeys() throws Exception {
        List<DkimSigner.Key> keys = List.of(key("rsa-sha256", "s1", 2_048), key("ed25519-sha256", "s2", 255));
        String signed = new DkimSigner(NOON).sign(message(PLAIN), keys) + PLAIN;
        assertEquals(List.of("PASS s1", "PASS s2"), verified(signed));
        assertEquals(List.of("FAIL s1", "FAIL s2"), verified(signed.replaceFirst("From:", "From: x@clinic.test\r\nFrom:")), "no field can be added");
        assertEquals(List.of("FAIL s1", "FAIL s2"), verified(signed.replaceFirst("To:", "Cc: x@clinic.test\r\nTo:")));
        assertTrue(signed.lines().allMatch(line -> line.length() <= 998));
    }

    @Property(tries = 300)
    void whateverTheBodyItIsSignedAndVerified(@ForAll List<@net.jqwik.api.constraints.Chars({'a', ' ', '\t', '\r', '\n', '.'}) Character> body) throws Exception {
        StringBuilder text = new StringBuilder("From: sam@clinic.test\r\nSubject:  a \t b \r\n\r\n");
        body.forEach(text::append);
        DkimSigner.Key key = key("ed25519-sha256", "s2", 255);
        String signed = new DkimSigner(NOON).sign(message(text.toString()), List.of(key)) + text;
        assertEquals(List.of("PASS s2"), verified(signed));
    }

    @Property(tries = 500)
    void whateverStandsInTheFieldNothingBreaks(@ForAll String field) throws IOException {
        verified("DKIM-Signature: " + field.replace("\n", "").replace("\r", "") + "\r\n" + PLAIN);
    }

    private DkimSigner.Key key(String algorithm, String selector, int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.startsWith("rsa") ? "RSA" : "Ed25519");
        if (algorithm.startsWith("rsa")) {
            generator.initialize(bits);
        }
        KeyPair pair = generator.generateKeyPair();
        published.put(selector + "._domainkey.clinic.test", DkimSigner.record(algorithm, pair.getPublic()));
        return new DkimSigner.Key(new Domain("clinic.test"), selector, algorithm, pair.getPrivate());
    }

    private List<String> verified(String message) throws IOException {
        List<String> said = new ArrayList<>();
        for (DkimResult result : new DkimVerifier(new TxtOnly(published), NOON).verify(message(message))) {
            said.add(result.outcome() + " " + result.selector());
        }
        return said;
    }

    private static RawMessage message(String text) {
        return RawMessage.of(text.getBytes(ISO_8859_1));
    }
}
