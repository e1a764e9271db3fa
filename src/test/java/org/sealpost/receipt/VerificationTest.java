package org.sealpost.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.sealpost.receipt.Verification.Finding.CHANGED;
import static org.sealpost.receipt.Verification.Finding.GENUINE;
import static org.sealpost.receipt.Verification.Finding.NO_RECEIPT;
import static org.sealpost.receipt.Verification.Finding.UNKNOWN_KEY;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerificationTest {

    private static final ReceiptKey OURS = ReceiptKey.generate(new SecureRandom());
    private static final PublicKeys KNOWN = PublicKeys.of(PublicKeys.pem(OURS.known()));
    private static final String RECEIPT = text("""
            {
              "format": "sealpost-receipt",
              "version": 1,
              "recipient": "anna@verified.test",
              "attempts": [ { "mx": "mx.verified.test", "hosts": 1, "alone": true, "reply": "250 2.0.0 \\"Ok\\" – danke" } ]
            }""");

    @Test
    void receiptIsGenuine() {
        Verification found = Verification.of(octets(RECEIPT), KNOWN);
        assertEquals(GENUINE, found.finding());
        assertEquals(OURS.id(), found.keyId());
        assertEquals("anna@verified.test", found.receipt().getString("recipient"));
    }

    @Test
    void everyChangedOctetIsFound() {
        byte[] receipt = octets(RECEIPT);
        for (int at = 0; at < receipt.length; at++) {
            for (int bit : new int[] {0, 5, 7}) {
                byte[] changed = receipt.clone();
                changed[at] ^= (byte) (1 << bit);
                Verification found = Verification.of(changed, KNOWN);
                if (found.finding() == GENUINE || !found.receipt().isEmpty()) {
                    throw new AssertionError("octet " + at + ": " + new String(changed, StandardCharsets.UTF_8));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "anna@verified.test | bill@verified.test | CHANGED",
        "\"hosts\":1 | \"hosts\":2 | CHANGED",
        "\"alone\":true | \"alone\":false | CHANGED",
        "\"alone\":true, | `` | CHANGED",
        "\"alone\":true, | \"alone\":true,\"again\":true, | CHANGED",
        "Ed25519\", | Ed25519\",\"more\":1, | CHANGED",
        "\"hosts\":1 | \"hosts\":1,\"hosts\":1 | NO_RECEIPT",
        "Ed25519 | none | NO_RECEIPT",
        "sealpost-receipt | other-receipt | NO_RECEIPT",
        "\"version\":1 | \"version\":2 | NO_RECEIPT",
        "\"version\":1 | \"version\":\"1\" | NO_RECEIPT",
        "\"value\":\" | \"value\":\"AAAA | CHANGED",
        "\"value\":\" | \"value\":\"* | CHANGED",
        "==\" | \" | CHANGED",
        "\"value\": | \"other\": | NO_RECEIPT"})
    void whatWasChangedIsTold(String there, String instead, Verification.Finding finding) {
        String changed = RECEIPT.replace(there, instead);
        assertEquals(false, changed.equals(RECEIPT), "nothing was changed");
        Verification found = Verification.of(octets(changed), KNOWN);
        assertEquals(finding, found.finding());
        assertEquals(JsonValue.EMPTY_JSON_OBJECT, found.receipt());
    }

    @Test
    void otherOrderOtherBlanksAndOtherEscapesAreTheSameReceipt() {
        JsonObject receipt = StrictJson.read(octets(RECEIPT)).orElseThrow();
        var turned = Json.createObjectBuilder();
        receipt.keySet().stream().sorted(java.util.Comparator.reverseOrder()).forEach(name -> turned.add(name, receipt.get(name)));
        String other = turned.build().toString().replace(":", " :\n\t").replace("–", "\\u2013");
        assertEquals(GENUINE, Verification.of(octets(other), KNOWN).finding());
    }

    @Test
    void strangersKeyIsUnknownEvenUnderOurName() {
        ReceiptKey theirs = ReceiptKey.generate(new SecureRandom());
        String signed = theirs.sign(StrictJson.read(octets(RECEIPT)).orElseThrow()).toString();
        assertEquals(UNKNOWN_KEY, Verification.of(octets(signed), KNOWN).finding());
        assertEquals(CHANGED, Verification.of(octets(signed.replace(theirs.id(), OURS.id())), KNOWN).finding());
        assertEquals(UNKNOWN_KEY, Verification.of(octets(RECEIPT), PublicKeys.of("")).finding());
        assertEquals(GENUINE, Verification.of(octets(RECEIPT), KNOWN.led(theirs.known())).finding());
    }

    @Test
    void unsignedIsNoReceipt() {
        assertEquals(NO_RECEIPT, Verification.of(octets("{\"format\":\"sealpost-receipt\",\"version\":1}"), KNOWN).finding());
    }

    private static String text(String unsigned) {
        return OURS.sign(StrictJson.read(octets(unsigned)).orElseThrow()).toString();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
