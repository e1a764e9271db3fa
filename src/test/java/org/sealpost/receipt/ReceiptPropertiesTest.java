package org.sealpost.receipt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReceiptPropertiesTest {

    private static final ReceiptKey KEY = ReceiptKey.generate(new SecureRandom());
    private static final PublicKeys KNOWN = PublicKeys.of(PublicKeys.pem(KEY.known()));

    @Property(tries = 200)
    void whateverIsSignedIsGenuineAndReadsTheSame(@ForAll("objects") JsonObject content) {
        JsonObject receipt = Json.createObjectBuilder().add("format", Verification.FORMAT).add("version", Verification.VERSION)
                .add("content", content).build();
        Verification found = Verification.of(indented(KEY.sign(receipt)), KNOWN);
        assertEquals(Verification.Finding.GENUINE, found.finding());
        assertEquals(content, found.receipt().get("content"));
    }

    @Property(tries = 200)
    void canonicalFormIsItsOwnCanonicalForm(@ForAll("objects") JsonObject content) {
        byte[] once = CanonicalJson.octets(content);
        assertArrayEquals(once, CanonicalJson.octets(StrictJson.read(once).orElseThrow()));
    }

    @Property(tries = 500)
    void nothingFromAnywhereBreaksTheReader(@ForAll byte[] octets) {
        assertNotNull(Verification.of(octets, KNOWN));
    }

    @Provide
    Arbitrary<JsonObject> objects() {
        return Arbitraries.maps(texts(), values(3)).ofMaxSize(5).map(ReceiptPropertiesTest::object);
    }

    private static Arbitrary<JsonValue> values(int depth) {
        Arbitrary<JsonValue> plain = Arbitraries.oneOf(texts().map(Json::createValue),
                Arbitraries.longs().between(-9007199254740991L, 9007199254740991L).map(Json::createValue),
                Arbitraries.of(JsonValue.TRUE, JsonValue.FALSE));
        return depth == 0 ? plain : Arbitraries.oneOf(plain,
                Arbitraries.lazy(() -> values(depth - 1).list().ofMaxSize(4).map(ReceiptPropertiesTest::array)),
                Arbitraries.lazy(() -> Arbitraries.maps(texts(), values(depth - 1)).ofMaxSize(4).map(ReceiptPropertiesTest::object)));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().all().ofMaxLength(20).filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
    }

    private static JsonValue array(Iterable<JsonValue> values) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        values.forEach(array::add);
        return array.build();
    }

    private static JsonObject object(Map<String, JsonValue> members) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        members.forEach(object::add);
        return object.build();
    }

    private static byte[] indented(JsonObject receipt) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(out, StandardCharsets.UTF_8)) {
            writer.write(receipt);
        }
        return out.toByteArray();
    }
}
