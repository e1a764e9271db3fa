package org.sealpost.authentication;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code name=value} pairs behind semicolons (RFC 6376 §3.2), each once; folding white space counts for nothing around them. */
record TagList(Map<String, String> tags) {

    /** Empty if it can't be read. */
    static Optional<TagList> of(String text) {
        Map<String, String> tags = new LinkedHashMap<>();
        String[] parts = text.split(";", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i].strip();
            int equals = part.indexOf('=');
            if (part.isEmpty() && i == parts.length - 1) {
                break;
            }
            if (equals < 1 || !part.substring(0, equals).strip().matches("[A-Za-z][A-Za-z0-9_]*")
                    || tags.putIfAbsent(part.substring(0, equals).strip(), part.substring(equals + 1).strip()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new TagList(tags));
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(tags.get(name));
    }

    String get(String name, String otherwise) {
        return tags.getOrDefault(name, otherwise);
    }

    /** Without any white space, as Base64 and lists are compared. */
    Optional<String> bare(String name) {
        return get(name).map(value -> value.replaceAll("\\s", ""));
    }
}
