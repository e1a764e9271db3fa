package org.sealpost.directory;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.sealpost.mail.Domain;

/** A domain in its canonical spelling. */
@Converter(autoApply = true)
public class DomainColumn implements AttributeConverter<Domain, String> {

    @Override
    public String convertToDatabaseColumn(Domain domain) {
        return domain == null ? null : domain.name();
    }

    @Override
    public Domain convertToEntityAttribute(String column) {
        return column == null ? null : new Domain(column);
    }
}
