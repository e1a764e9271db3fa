package org.sealpost.directory;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Roles, sorted and joined by commas. */
@Converter
public class RolesColumn implements AttributeConverter<Set<Role>, String> {

    @Override
    public String convertToDatabaseColumn(Set<Role> roles) {
        return roles == null ? null : roles.stream().sorted().map(Role::name).collect(Collectors.joining(","));
    }

    @Override
    public Set<Role> convertToEntityAttribute(String column) {
        return column == null || column.isEmpty() ? Set.of()
                : Arrays.stream(column.split(",")).map(Role::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}
