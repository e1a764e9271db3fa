package org.sealpost.destination;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;

/** Reasons and evidence as JSON text: for every table that keeps them, and for a sender who downloads them. */
public final class EvidenceText {

    private EvidenceText() { }

    /** A JSON array, one object per host. */
    public static String of(List<Evidence> evidence) {
        return json(evidence).toString();
    }

    public static JsonArray json(List<Evidence> evidence) {
        JsonArrayBuilder hosts = Json.createArrayBuilder();
        evidence.forEach(seen -> hosts.add(json(seen)));
        return hosts.build();
    }

    /** @throws jakarta.json.JsonException or another RuntimeException if {@link #of} never wrote this */
    public static List<Evidence> evidence(String text) {
        return array(text).getValuesAs(JsonObject.class).stream().map(EvidenceText::seen).toList();
    }

    public static String of(Reason reason) {
        return json(reason).toString();
    }

    public static Reason reason(String text) {
        return reason(object(text));
    }

    public static JsonObject json(Reason reason) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("code", reason.code());
        return reason.values().isEmpty() ? json.build() : json.add("values", Json.createArrayBuilder(reason.values())).build();
    }

    public static Reason reason(JsonObject json) {
        JsonArray values = json.getJsonArray("values");
        return new Reason(json.getString("code"), values == null ? List.of()
                : values.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList());
    }

    /** Text that holds an object. */
    public static JsonObject object(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static JsonArray array(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readArray();
        }
    }

    private static JsonObject json(Evidence seen) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("at", seen.at().toString())
                .add("mx", seen.mxHost())
                .add("level", seen.level().name())
                .add("reason", json(seen.levelReason()))
                .add("policy", Json.createObjectBuilder()
                        .add("least", seen.policy().least().name())
                        .add("source", json(seen.policy().source())));
        seen.address().ifPresent(value -> json.add("address", value));
        seen.tlsVersion().ifPresent(value -> json.add("tls", value));
        seen.cipherSuite().ifPresent(value -> json.add("cipherSuite", value));
        seen.reply().ifPresent(value -> json.add("reply", value));
        seen.certificate().ifPresent(certificate -> json.add("certificate", Json.createObjectBuilder()
                .add("subject", certificate.subject())
                .add("issuer", certificate.issuer())
                .add("notAfter", certificate.notAfter().toString())
                .add("sha256", certificate.sha256())));
        return json.build();
    }

    private static Evidence seen(JsonObject json) {
        return new Evidence(Instant.parse(json.getString("at")), json.getString("mx"), text(json, "address"), text(json, "tls"),
                text(json, "cipherSuite"), certificate(json), TlsLevel.valueOf(json.getString("level")),
                reason(json.getJsonObject("reason")), policy(json.getJsonObject("policy")), text(json, "reply"));
    }

    /** Absent in what was written before policies were kept. */
    private static Evidence.Policy policy(JsonObject json) {
        return json == null ? Evidence.Policy.OPPORTUNISTIC
                : new Evidence.Policy(TlsLevel.valueOf(json.getString("least")), reason(json.getJsonObject("source")));
    }

    private static Optional<Evidence.Certificate> certificate(JsonObject json) {
        return Optional.ofNullable(json.get("certificate")).map(JsonValue::asJsonObject)
                .map(c -> new Evidence.Certificate(c.getString("subject"), c.getString("issuer"),
                        Instant.parse(c.getString("notAfter")), c.getString("sha256")));
    }

    private static Optional<String> text(JsonObject json, String name) {
        return Optional.ofNullable(json.getString(name, null));
    }
}
