package org.sealpost.audit;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** One event of an exported chain: a JSON object on a line of its own. */
final class ExportLine {

    private ExportLine() {
    }

    static String of(ChainedEvent chained) {
        AuditEvent event = chained.event();
        JsonObjectBuilder details = Json.createObjectBuilder();
        new TreeMap<>(event.details()).forEach(details::add);
        return Json.createObjectBuilder()
                .add("position", chained.position()).add("at", chained.at().toString()).add("actor", event.actor())
                .add("action", event.action()).add("subject", event.subject()).add("details", details)
                .add("hash", HexFormat.of().formatHex(chained.hash())).build().toString();
    }

    /** @throws IllegalArgumentException if the line is none of ours */
    static ChainedEvent read(long accountId, String line) {
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            JsonObject json = reader.readObject();
            Map<String, String> details = new HashMap<>();
            json.getJsonObject("details").forEach((name, value) -> details.put(name, ((JsonString) value).getString()));
            return new ChainedEvent(json.getJsonNumber("position").longValueExact(), Instant.parse(json.getString("at")),
                    new AuditEvent(accountId, json.getString("actor"), json.getString("action"),
                            json.getString("subject"), details),
                    HexFormat.of().parseHex(json.getString("hash")));
        } catch (JsonException | ClassCastException | NullPointerException | ArithmeticException
                | DateTimeParseException e) {
            throw new IllegalArgumentException("not a line of an exported audit log", e);
        }
    }
}
