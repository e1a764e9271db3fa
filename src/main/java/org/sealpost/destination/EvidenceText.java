package org.sealpost.destination;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;

/** Evidence and reasons as JSON text, the form in which they are stored. */
public final class EvidenceText {

    private EvidenceText() { }

    public static String write(List<Evidence> hosts) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        hosts.forEach(host -> array.add(object(host)));
        return array.build().toString();
    }

    /** @throws jakarta.json.JsonException or another RuntimeException if {@link #write} never wrote this */
    public static List<Evidence> read(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readArray().getValuesAs(JsonObject.class).stream().map(EvidenceText::evidence).toList();
        }
    }

    static String write(Reason reason) {
        return object(reason).build().toString();
    }

    static Reason readReason(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reason(reader.readObject());
        }
    }

    private static JsonObjectBuilder object(Evidence host) {
        JsonObjectBuilder object = Json.createObjectBuilder()
                .add("at", host.at().toString()).add("mx", host.mxHost()).add("level", host.level().name())
                .add("reason", object(host.levelReason()));
        host.address().ifPresent(address -> object.add("address", address));
        host.tlsVersion().ifPresent(version -> object.add("tls", version));
        host.cipherSuite().ifPresent(suite -> object.add("suite", suite));
        host.reply().ifPresent(reply -> object.add("reply", reply));
        host.certificate().ifPresent(certificate -> object.add("certificate", Json.createObjectBuilder()
                .add("subject", certificate.subject()).add("issuer", certificate.issuer())
                .add("notAfter", certificate.notAfter().toString()).add("sha256", certificate.sha256())));
        return object;
    }

    private static Evidence evidence(JsonObject object) {
        return new Evidence(Instant.parse(object.getString("at")), object.getString("mx"), text(object, "address"),
                text(object, "tls"), text(object, "suite"),
                Optional.ofNullable(object.getJsonObject("certificate")).map(EvidenceText::certificate),
                TlsLevel.valueOf(object.getString("level")), reason(object.getJsonObject("reason")),
                text(object, "reply"));
    }

    private static Evidence.Certificate certificate(JsonObject object) {
        return new Evidence.Certificate(object.getString("subject"), object.getString("issuer"),
                Instant.parse(object.getString("notAfter")), object.getString("sha256"));
    }

    private static JsonObjectBuilder object(Reason reason) {
        return Json.createObjectBuilder().add("code", reason.code())
                .add("values", Json.createArrayBuilder(reason.values()));
    }

    private static Reason reason(JsonObject object) {
        return new Reason(object.getString("code"),
                object.getJsonArray("values").getValuesAs(JsonString.class).stream().map(JsonString::getString).toList());
    }

    private static Optional<String> text(JsonObject object, String key) {
        return Optional.ofNullable(object.getString(key, null));
    }
}
