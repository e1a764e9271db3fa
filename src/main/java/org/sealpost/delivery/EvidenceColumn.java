package org.sealpost.delivery;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import org.sealpost.assurance.Evidence;
import org.sealpost.destination.EvidenceText;

/** What was seen at each host, as JSON text. */
@Converter
public class EvidenceColumn implements AttributeConverter<List<Evidence>, String> {

    @Override
    public String convertToDatabaseColumn(List<Evidence> evidence) {
        return evidence == null || evidence.isEmpty() ? null : EvidenceText.of(evidence);
    }

    @Override
    public List<Evidence> convertToEntityAttribute(String column) {
        return column == null ? List.of() : EvidenceText.evidence(column);
    }
}
