package org.sealpost.delivery;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.sealpost.assurance.Reason;
import org.sealpost.destination.EvidenceText;

/** A reason as JSON text. */
@Converter
public class ReasonColumn implements AttributeConverter<Reason, String> {

    @Override
    public String convertToDatabaseColumn(Reason reason) {
        return reason == null ? null : EvidenceText.of(reason);
    }

    @Override
    public Reason convertToEntityAttribute(String column) {
        return column == null ? null : EvidenceText.reason(column);
    }
}
