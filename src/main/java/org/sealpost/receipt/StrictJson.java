package org.sealpost.receipt;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads JSON from anywhere into an object that has one meaning only (RFC 7493): no name twice, integers that every program
 * keeps exactly, no null, well-formed Unicode, and limits on all of it.
 */
final class StrictJson {

    static final int LARGEST = 1_024 * 1_024;

    private static final int DEEPEST = 12;
    private static final int MOST_VALUES = 50_000;
    private static final int LONGEST_TEXT = 8_192;
    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9]\\d{0,15}");
    private static final long EXACT = (1L << 53) - 1;

    private final JsonParser parser;
    private int values;

    private StrictJson(JsonParser parser) {
        this.parser = parser;
    }

    /** It is something else, or more than that. */
    private static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    /** @return empty for everything else */
    static Optional<JsonObject> read(byte[] octets) {
        if (octets.length > LARGEST) {
            return Optional.empty();
        }
        try (JsonParser parser = Json.createParser(new StringReader(decoded(octets)))) {
            StrictJson reading = new StrictJson(parser);
            reading.demand(parser.next() == Event.START_OBJECT);
            JsonObject read = reading.object(1);
            reading.demand(!parser.hasNext());
            return Optional.of(read);
        } catch (Refused | JsonException | NoSuchElementException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static String decoded(byte[] octets) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    }

    private JsonObject object(int depth) {
        demand(depth <= DEEPEST);
        JsonObjectBuilder object = Json.createObjectBuilder();
        Set<String> names = new HashSet<>();
        for (Event event = parser.next(); event != Event.END_OBJECT; event = parser.next()) {
            String name = text();
            demand(names.add(name));
            object.add(name, value(parser.next(), depth));
        }
        return object.build();
    }

    private JsonArray array(int depth) {
        demand(depth <= DEEPEST);
        JsonArrayBuilder array = Json.createArrayBuilder();
        for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
            array.add(value(event, depth));
        }
        return array.build();
    }

    private JsonValue value(Event event, int depth) {
        demand(++values <= MOST_VALUES);
        return switch (event) {
            case START_OBJECT -> object(depth + 1);
            case START_ARRAY -> array(depth + 1);
            case VALUE_STRING -> Json.createValue(text());
            case VALUE_NUMBER -> Json.createValue(integer());
            case VALUE_TRUE -> JsonValue.TRUE;
            case VALUE_FALSE -> JsonValue.FALSE;
            case VALUE_NULL, KEY_NAME, END_OBJECT, END_ARRAY -> throw new Refused();
        };
    }

    private String text() {
        String text = parser.getString();
        demand(text.length() <= LONGEST_TEXT && StandardCharsets.UTF_8.newEncoder().canEncode(text));
        return text;
    }

    private long integer() {
        String digits = parser.getString();
        demand(INTEGER.matcher(digits).matches() && Math.abs(Long.parseLong(digits)) <= EXACT);
        return Long.parseLong(digits);
    }

    private void demand(boolean kept) {
        if (!kept) {
            throw new Refused();
        }
    }
}
