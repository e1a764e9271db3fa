package org.sealpost.receipt;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The one way to write down a JSON value (JCS, RFC 8785), for objects, arrays, texts, integers and truth values: whoever
 * reorders or indents changes nothing, whoever changes anything else does.
 */
public final class CanonicalJson {

    private CanonicalJson() { }

    /** In UTF-8. @throws IllegalArgumentException if it holds null or a fraction */
    public static byte[] octets(JsonValue value) {
        StringBuilder written = new StringBuilder();
        write(value, written);
        return written.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** SHA-256 of those octets, in hexadecimal. */
    public static String digest(JsonValue value) {
        return sha256(octets(value));
    }

    static String sha256(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(JsonValue value, StringBuilder out) {
        switch (value.getValueType()) {
            case OBJECT -> object((JsonObject) value, out);
            case ARRAY -> array((JsonArray) value, out);
            case STRING -> text(((JsonString) value).getString(), out);
            case NUMBER -> out.append(integer((JsonNumber) value));
            case TRUE -> out.append("true");
            case FALSE -> out.append("false");
            case NULL -> throw new IllegalArgumentException("null");
        }
    }

    /** §3.2.3: by UTF-16 code units, as Java compares. */
    private static void object(JsonObject object, StringBuilder out) {
        List<Map.Entry<String, JsonValue>> members = object.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        String separator = "{";
        for (Map.Entry<String, JsonValue> member : members) {
            text(member.getKey(), out.append(separator));
            write(member.getValue(), out.append(':'));
            separator = ",";
        }
        out.append(members.isEmpty() ? "{}" : "}");
    }

    private static void array(JsonArray array, StringBuilder out) {
        String separator = "[";
        for (JsonValue value : array) {
            write(value, out.append(separator));
            separator = ",";
        }
        out.append(array.isEmpty() ? "[]" : "]");
    }

    /** §3.2.2.3: an integer as ECMAScript writes it. */
    private static long integer(JsonNumber number) {
        if (!number.isIntegral()) {
            throw new IllegalArgumentException("a fraction");
        }
        return number.longValueExact();
    }

    /** §3.2.2.2: escaped is only what must be. */
    private static void text(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> out.append(c < 0x20 ? String.format("\\u%04x", (int) c) : c);
            }
        }
        out.append('"');
    }
}
