package org.sealpost.receipt;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Optional;

/**
 * What a file turned out to be.
 *
 * @param receipt what it says; empty unless it is GENUINE, since nothing else in it can be believed
 * @param keyId the key that it names; empty if it names none
 */
public record Verification(Finding finding, JsonObject receipt, String keyId) {

    /** The member {@code format} of every receipt. */
    public static final String FORMAT = "sealpost-receipt";
    /** The member {@code version}; {@code docs/receipts.md} tells what it means. */
    public static final int VERSION = 1;

    public enum Finding {
        GENUINE,
        /** The signature is not of what stands there. */
        CHANGED,
        /** Signed with a key that isn't among the known ones, or said to be. */
        UNKNOWN_KEY,
        /** No receipt at all, or of another version. */
        NO_RECEIPT
    }

    /** @param octets a file from anywhere */
    public static Verification of(byte[] octets, PublicKeys keys) {
        return StrictJson.read(octets).filter(Verification::isReceipt).map(receipt -> of(receipt, keys))
                .orElse(new Verification(Finding.NO_RECEIPT, JsonValue.EMPTY_JSON_OBJECT, ""));
    }

    static Verification of(JsonObject receipt, PublicKeys keys) {
        Optional<Signed> signed = Signed.of(receipt);
        if (signed.isEmpty()) {
            return new Verification(Finding.NO_RECEIPT, JsonValue.EMPTY_JSON_OBJECT, "");
        }
        Finding finding = keys.find(signed.get().key()).map(key -> finding(signed.get(), key)).orElse(Finding.UNKNOWN_KEY);
        return new Verification(finding, finding == Finding.GENUINE ? receipt : JsonValue.EMPTY_JSON_OBJECT, signed.get().key());
    }

    private static Finding finding(Signed signed, PublicKey key) {
        try {
            Signature verifier = Signature.getInstance(PublicKeys.ALGORITHM);
            verifier.initVerify(key);
            verifier.update(CanonicalJson.octets(signed.covered()));
            return verifier.verify(signed.value()) ? Finding.GENUINE : Finding.CHANGED;
        } catch (GeneralSecurityException e) {
            return Finding.CHANGED;
        }
    }

    private static boolean isReceipt(JsonObject json) {
        return Json.createValue(FORMAT).equals(json.get("format")) && Json.createValue(VERSION).equals(json.get("version"));
    }
}
