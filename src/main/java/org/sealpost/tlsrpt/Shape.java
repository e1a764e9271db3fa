package org.sealpost.tlsrpt;

import jakarta.json.Json;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Looks at JSON before a tree is made of it: depth, number of values, length of texts, no name twice (RFC 7493 §2.3). */
final class Shape {

    private static final int DEEPEST = 8;
    private static final int MOST_VALUES = 200_000;
    private static final int LONGEST_TEXT = 4_096;
    private static final int LONGEST_NUMBER = 18;

    private final Deque<Set<String>> names = new ArrayDeque<>();
    private int values;

    private Shape() { }

    /** @throws MalformedReport if it is more than a report needs; a JSON exception if it is no JSON */
    static void check(String json) throws MalformedReport {
        Shape shape = new Shape();
        try (JsonParser parser = Json.createParser(new StringReader(json))) {
            while (parser.hasNext()) {
                shape.see(parser.next(), parser);
            }
        }
    }

    private void see(JsonParser.Event event, JsonParser parser) throws MalformedReport {
        if (++values > MOST_VALUES) {
            throw new MalformedReport("too many values");
        }
        switch (event) {
            case START_OBJECT, START_ARRAY -> {
                names.push(new HashSet<>());
                if (names.size() > DEEPEST) {
                    throw new MalformedReport("too deep");
                }
            }
            case END_OBJECT, END_ARRAY -> names.pop();
            case KEY_NAME -> {
                if (parser.getString().length() > LONGEST_TEXT || !names.element().add(parser.getString())) {
                    throw new MalformedReport("a name twice, or too long");
                }
            }
            case VALUE_STRING -> limit(parser.getString(), LONGEST_TEXT);
            case VALUE_NUMBER -> limit(parser.getString(), LONGEST_NUMBER);
            default -> { }
        }
    }

    private static void limit(String text, int longest) throws MalformedReport {
        if (text.length() > longest) {
            throw new MalformedReport("a value too long");
        }
    }
}
