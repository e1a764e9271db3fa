package org.sealpost.delivery;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Duration;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.assurance.TlsVersion;
import org.sealpost.destination.EvidenceText;
import org.sealpost.policy.Decision;

/** A decision as JSON text: what was decided stays readable, whatever the rules become. */
@Converter
public class DecisionColumn implements AttributeConverter<Decision, String> {

    @Override
    public String convertToDatabaseColumn(Decision decision) {
        return json(decision).toString();
    }

    static JsonObject json(Decision decision) {
        JsonArrayBuilder protections = Json.createArrayBuilder();
        decision.protections().forEach(protection -> protections.add(protection.name()));
        JsonArrayBuilder reasons = Json.createArrayBuilder();
        decision.reasons().forEach(reason -> reasons.add(EvidenceText.json(reason)));
        return Json.createObjectBuilder()
                .add("handling", decision.handling().name())
                .add("protections", protections)
                .add("end", decision.end().name())
                .add("contentLevel", decision.contentLevel().name())
                .add("roadLevel", decision.roadLevel().name())
                .add("minimumVersion", decision.minimumVersion().name())
                .add("requireTls", decision.requireTls())
                .add("patience", decision.patience().toString())
                .add("alarm", decision.alarm())
                .add("pickupOffered", decision.pickupOffered())
                .add("reasons", reasons)
                .build();
    }

    @Override
    public Decision convertToEntityAttribute(String column) {
        JsonObject json = EvidenceText.object(column);
        return new Decision(Decision.Handling.valueOf(json.getString("handling")),
                json.getJsonArray("protections").getValuesAs(JsonString.class).stream()
                        .map(name -> Protection.valueOf(name.getString())).toList(),
                Decision.End.valueOf(json.getString("end")),
                TlsLevel.valueOf(json.getString("contentLevel")),
                TlsLevel.valueOf(json.getString("roadLevel")),
                TlsVersion.valueOf(json.getString("minimumVersion")),
                json.getBoolean("requireTls", false),
                Duration.parse(json.getString("patience")),
                json.getBoolean("alarm"),
                json.getBoolean("pickupOffered"),
                json.getJsonArray("reasons").getValuesAs(JsonObject.class).stream().map(EvidenceText::reason).toList());
    }
}
