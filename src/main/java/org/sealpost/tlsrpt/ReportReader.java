package org.sealpost.tlsrpt;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads others' reports (RFC 8460 §4). What real senders write differently is understood: one text instead of a list, a
 * time without its zone, empty instead of absent. Unknown members are ignored. Everything has a limit.
 */
public final class ReportReader {

    /** As they come by mail. */
    private static final int LARGEST_PACKED = 1_024 * 1_024;
    private static final Duration LONGEST = Duration.ofDays(32);
    private static final Pattern COUNT = Pattern.compile("\\d{1,12}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Pattern UNSPEAKABLE = Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]");

    private ReportReader() { }

    /** @param octets JSON, or JSON packed by gzip: told by what it is, whatever the sender calls it */
    public static TlsReport read(byte[] octets) throws MalformedReport {
        boolean packed = Unpacking.isPacked(octets);
        if (octets.length > (packed ? LARGEST_PACKED : Unpacking.LARGEST)) {
            throw new MalformedReport("too large");
        }
        try {
            String json = StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(packed ? Unpacking.unpack(octets) : octets)).toString();
            Shape.check(json);
            try (JsonReader reader = Json.createReader(new StringReader(json))) {
                return report(reader.readObject());
            }
        } catch (JsonException | CharacterCodingException e) {
            throw new MalformedReport("no JSON");
        }
    }

    private static TlsReport report(JsonObject json) throws MalformedReport {
        JsonObject range = object(json, "date-range");
        Instant from = instant(range, "start-datetime");
        Instant until = instant(range, "end-datetime");
        if (until.isBefore(from) || Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw new MalformedReport("date-range");
        }
        List<TlsReport.Result> results = new ArrayList<>();
        for (JsonObject policy : objects(json, "policies")) {
            results.add(result(policy));
        }
        return new TlsReport(demanded(json, "organization-name"), from, until, text(json, "contact-info").orElse(""),
                demanded(json, "report-id"), results);
    }

    private static TlsReport.Result result(JsonObject json) throws MalformedReport {
        JsonObject policy = object(json, "policy");
        JsonObject summary = object(json, "summary");
        List<TlsReport.Failures> failures = new ArrayList<>();
        for (JsonObject details : objects(json, "failure-details")) {
            failures.add(failures(details));
        }
        return new TlsReport.Result(PolicyType.of(demanded(policy, "policy-type")), texts(policy, "policy-string"),
                text(policy, "policy-domain"), texts(policy, "mx-host"), count(summary, "total-successful-session-count"),
                count(summary, "total-failure-session-count"), failures);
    }

    private static TlsReport.Failures failures(JsonObject json) throws MalformedReport {
        return new TlsReport.Failures(ResultType.of(demanded(json, "result-type")), address(json, "sending-mta-ip"),
                text(json, "receiving-mx-hostname"), text(json, "receiving-mx-helo"), address(json, "receiving-ip"),
                count(json, "failed-session-count"), text(json, "additional-information"), text(json, "failure-reason-code"));
    }

    private static JsonObject object(JsonObject json, String name) throws MalformedReport {
        if (json.get(name) instanceof JsonObject object) {
            return object;
        }
        throw new MalformedReport(name);
    }

    private static List<JsonObject> objects(JsonObject json, String name) throws MalformedReport {
        List<JsonObject> objects = new ArrayList<>();
        JsonValue value = json.getOrDefault(name, JsonValue.NULL);
        if (value.getValueType() != JsonValue.ValueType.NULL) {
            for (JsonValue element : array(value, name)) {
                if (!(element instanceof JsonObject object)) {
                    throw new MalformedReport(name);
                }
                objects.add(object);
            }
        }
        return objects;
    }

    private static JsonArray array(JsonValue value, String name) throws MalformedReport {
        if (value instanceof JsonArray array) {
            return array;
        }
        throw new MalformedReport(name);
    }

    private static List<String> texts(JsonObject json, String name) throws MalformedReport {
        if (!(json.get(name) instanceof JsonArray array)) {
            return text(json, name).map(List::of).orElse(List.of());
        }
        List<String> texts = new ArrayList<>();
        for (JsonValue element : array) {
            texts.add(text(element, name).orElse(""));
        }
        return texts;
    }

    private static String demanded(JsonObject json, String name) throws MalformedReport {
        return text(json, name).orElseThrow(() -> new MalformedReport(name));
    }

    /** Absent, null and empty are the same. */
    private static Optional<String> text(JsonObject json, String name) throws MalformedReport {
        return text(json.getOrDefault(name, JsonValue.NULL), name);
    }

    private static Optional<String> text(JsonValue value, String name) throws MalformedReport {
        if (value.getValueType() == JsonValue.ValueType.NULL) {
            return Optional.empty();
        }
        if (!(value instanceof JsonString string) || UNSPEAKABLE.matcher(string.getString()).find()) {
            throw new MalformedReport(name);
        }
        return Optional.of(string.getString()).filter(text -> !text.isBlank());
    }

    private static Optional<String> address(JsonObject json, String name) throws MalformedReport {
        Optional<String> written = text(json, name);
        if (written.filter(text -> !ADDRESS.matcher(text).matches()).isPresent()) {
            throw new MalformedReport(name);
        }
        return written;
    }

    private static long count(JsonObject json, String name) throws MalformedReport {
        String number = json.getOrDefault(name, JsonValue.NULL).toString();
        if (number.equals("null")) {
            return 0;
        }
        if (!COUNT.matcher(number).matches()) {
            throw new MalformedReport(name);
        }
        return Long.parseLong(number);
    }

    private static Instant instant(JsonObject json, String name) throws MalformedReport {
        String text = demanded(json, name);
        try {
            return OffsetDateTime.parse(text.matches(".*T[0-9:.]+") ? text + "Z" : text).toInstant();
        } catch (DateTimeException e) {
            throw new MalformedReport(name);
        }
    }
}
