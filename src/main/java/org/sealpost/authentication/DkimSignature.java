package org.sealpost.authentication;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sealpost.mail.Domain;

/**
 * A DKIM-Signature field (RFC 6376 §3.5).
 *
 * @param field octet for octet
 * @param algorithm as {@code rsa-sha256}
 * @param headers the signed names in order, lower case
 * @param isPartial it signs only the beginning of the body ({@code l=})
 */
record DkimSignature(String field, String algorithm, Domain domain, String selector, List<String> headers, Canonicalization header,
        Canonicalization body, byte[] bodyHash, byte[] signature, Optional<Instant> expires, boolean isPartial) {

    private static final int MOST_HEADERS = 200;

    /** Empty if it isn't one that anybody must understand. */
    static Optional<DkimSignature> of(String field) {
        return TagList.of(field.substring(field.indexOf(':') + 1).replace("\r\n", "")).flatMap(tags -> {
            try {
                return of(field, tags);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    private static Optional<DkimSignature> of(String field, TagList tags) {
        Domain domain = new Domain(tags.get("d", ""));
        List<String> headers = Arrays.stream(tags.bare("h").orElse("").toLowerCase(Locale.ROOT).split(":")).toList();
        String[] forms = tags.get("c", "simple/simple").toLowerCase(Locale.ROOT).split("/");
        String selector = tags.bare("s").orElse("");
        String identity = tags.bare("i").orElse("@" + domain.name());
        Domain of = new Domain(identity.substring(identity.lastIndexOf('@') + 1));
        boolean within = of.equals(domain) || of.name().endsWith("." + domain.name());
        boolean readable = tags.get("v", "").equals("1") && within && headers.contains("from") && headers.size() <= MOST_HEADERS
                && selector.matches("[A-Za-z0-9]([A-Za-z0-9._-]{0,100}[A-Za-z0-9])?") && Arrays.asList(tags.get("q", "dns/txt").split(":")).contains("dns/txt");
        if (!readable) {
            return Optional.empty();
        }
        return Optional.of(new DkimSignature(field, tags.get("a", "").toLowerCase(Locale.ROOT), domain, selector, headers,
                Canonicalization.valueOf(forms[0].toUpperCase(Locale.ROOT)),
                forms.length > 1 ? Canonicalization.valueOf(forms[1].toUpperCase(Locale.ROOT)) : Canonicalization.SIMPLE,
                Base64.getDecoder().decode(tags.bare("bh").orElse("")), Base64.getDecoder().decode(tags.bare("b").orElse("")),
                tags.bare("x").map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds))), tags.get("l").isPresent()));
    }

    /** Where its key is. */
    String keyName() {
        return selector + "._domainkey." + domain.name();
    }

    /** What is signed: the named fields from the last upwards, then this one without its value (§3.7). */
    String signed(SplitMessage message) {
        StringBuilder text = new StringBuilder();
        java.util.Map<String, Integer> used = new java.util.HashMap<>();
        for (String name : headers) {
            List<String> fields = message.named(name);
            int next = used.merge(name, 1, Integer::sum) - 1;
            if (next < fields.size()) {
                text.append(header.field(fields.get(next)));
            }
        }
        String own = header.field(field.replaceFirst("(?s)([;:]\\s*b\\s*=)[^;]*?(\\s*;|\r\n$)", "$1$2"));
        return text.append(own, 0, own.length() - 2).toString();
    }
}
