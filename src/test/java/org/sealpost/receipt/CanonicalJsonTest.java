package org.sealpost.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    /** The names of RFC 8785 §3.2.3, which sort otherwise by code points or by octets. */
    @Test
    void membersAreSortedByCodeUnits() {
        assertEquals("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"\u00f6\":\"Latin\",\"\u20ac\":\"Euro\","
                        + "\"\ud83d\ude00\":\"Emoji\",\"\ufb33\":\"Hebrew\"}",
                canonical("{\"\u20ac\": \"Euro\", \"\\r\": \"Carriage Return\", \"\ufb33\": \"Hebrew\", \"1\": \"One\", "
                        + "\"\ud83d\ude00\": \"Emoji\", \"\u0080\": \"Control\", \"\u00f6\": \"Latin\"}"));
    }

    @Test
    void onlyWhatMustBeIsEscaped() {
        assertEquals("{\"a\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\u007f\"}",
                canonical("{\"a\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\\u007f\"}"));
    }

    @Test
    void blanksAndOrderAreNobodysBusiness() {
        assertEquals("{\"a\":[],\"b\":{\"c\":[true,false,{}],\"d\":-12}}", canonical(" { \"b\" : {\"d\":-12,\n\"c\":[ true,false , { }]}, \"a\":[ ] }"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":null}", "{\"a\":[1.5]}"})
    void whatHasSeveralSpellingsIsRefused(String json) {
        JsonObject read = loosely(json);
        assertThrows(RuntimeException.class, () -> CanonicalJson.octets(read));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "1", "{", "{}{}", "{} x", "{\"a\":1,\"a\":1}", "{\"a\":{\"b\":1,\"b\":2}}", "{\"a\":null}",
        "{\"a\":1.0}", "{\"a\":1e3}", "{\"a\":-0}", "{\"a\":01}", "{\"a\":9007199254740992}", "{\"a\":99999999999999999999}",
        "{\"a\":\"\\ud800\"}", "{\"\\udc00\":1}", "{\"a\":\"\u0001\"}", "{\"a\":1,}", "{a:1}", "{'a':1}", "{\"a\":tru}", "\ufeff{}", "{\"a\":NaN}"})
    void whatIsNotPlainlyOneThingIsNotRead(String json) {
        assertTrue(StrictJson.read(json.getBytes(StandardCharsets.UTF_8)).isEmpty());
    }

    @Test
    void tooMuchIsNotRead() {
        String deep = "{\"a\":" + "[".repeat(11) + "]".repeat(11) + "}";
        assertTrue(StrictJson.read(deep.getBytes(StandardCharsets.UTF_8)).isPresent());
        assertTrue(StrictJson.read(("{\"a\":[" + "[".repeat(11) + "]".repeat(11) + "]}").getBytes(StandardCharsets.UTF_8)).isEmpty());
        assertTrue(StrictJson.read(("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8)).isEmpty());
        assertTrue(StrictJson.read(("{\"a\":\"" + "x".repeat(8_193) + "\"}").getBytes(StandardCharsets.UTF_8)).isEmpty());
        assertTrue(StrictJson.read(("{\"a\":[1" + ",1".repeat(50_000) + "]}").getBytes(StandardCharsets.UTF_8)).isEmpty());
        assertTrue(StrictJson.read((" ".repeat(StrictJson.LARGEST) + "{}").getBytes(StandardCharsets.UTF_8)).isEmpty());
    }

    @Test
    void onlyUtf8IsRead() {
        assertTrue(StrictJson.read("{}".getBytes(StandardCharsets.UTF_16LE)).isEmpty());
        assertTrue(StrictJson.read(new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'}).isEmpty());
    }

    private static String canonical(String json) {
        return new String(CanonicalJson.octets(StrictJson.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow()), StandardCharsets.UTF_8);
    }

    private static JsonObject loosely(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }
}
