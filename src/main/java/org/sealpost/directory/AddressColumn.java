package org.sealpost.directory;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.sealpost.mail.Address;

/** An address in the spelling of the wire. */
@Converter(autoApply = true)
public class AddressColumn implements AttributeConverter<Address, String> {

    @Override
    public String convertToDatabaseColumn(Address address) {
        return address == null ? null : address.toString();
    }

    @Override
    public Address convertToEntityAttribute(String column) {
        return column == null ? null : Address.of(column);
    }
}
