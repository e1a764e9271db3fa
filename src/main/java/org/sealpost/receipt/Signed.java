package org.sealpost.receipt;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Base64;
import java.util.Optional;

/** The member {@code signature} of a receipt: algorithm, key and value, of which only the value isn't signed itself. */
record Signed(JsonObject covered, String key, byte[] value) {

    private static final String SIGNATURE = "signature";
    private static final String VALUE = "value";

    /** What is to be signed. */
    static JsonObject covered(JsonObject receipt, String key) {
        return with(receipt, Json.createObjectBuilder().add("algorithm", PublicKeys.ALGORITHM).add("key", key).build());
    }

    static JsonObject completed(JsonObject covered, byte[] value) {
        return with(covered, Json.createObjectBuilder(covered.getJsonObject(SIGNATURE))
                .add(VALUE, Base64.getEncoder().encodeToString(value)).build());
    }

    /** Empty if it isn't signed in this way at all. */
    static Optional<Signed> of(JsonObject receipt) {
        if (!(receipt.get(SIGNATURE) instanceof JsonObject signature)
                || !(signature.get("algorithm") instanceof JsonString algorithm) || !algorithm.getString().equals(PublicKeys.ALGORITHM)
                || !(signature.get("key") instanceof JsonString key) || !(signature.get(VALUE) instanceof JsonString value)) {
            return Optional.empty();
        }
        JsonObject bare = Json.createObjectBuilder(signature).remove(VALUE).build();
        return Optional.of(new Signed(with(receipt, bare), key.getString(), decoded(value.getString())));
    }

    /** Nothing if the value could be written in another way, too: then somebody did. */
    private static byte[] decoded(String base64) {
        try {
            byte[] octets = Base64.getDecoder().decode(base64);
            return Base64.getEncoder().encodeToString(octets).equals(base64) ? octets : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static JsonObject with(JsonObject receipt, JsonObject signature) {
        return Json.createObjectBuilder(receipt).add(SIGNATURE, signature).build();
    }
}
