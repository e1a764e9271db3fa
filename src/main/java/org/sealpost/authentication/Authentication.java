package org.sealpost.authentication;

import java.util.List;
import java.util.Optional;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.ReversePath;

/**
 * What could be proven of a message's origin.
 *
 * @param author the domain of its one author; empty if it names none or several
 * @param spf a word of RFC 7208 §2.6
 * @param spfDomain whose SPF record was asked
 * @param spfAligned SPF passed, for a domain that speaks for the author's (RFC 7489 §3.1.2)
 * @param dmarc a word of RFC 7489 §11.2: none, pass, fail, temperror, permerror
 * @param policy what the author's domain asks for if it fails; empty if it asks for nothing
 */
public record Authentication(Optional<Domain> author, String spf, String spfDomain, boolean spfAligned, List<DkimResult> dkim, String dmarc, String policy) {

    public Authentication {
        dkim = List.copyOf(dkim);
    }

    /** Whether the author's own domain vouches for the message, by a signature or by DMARC. */
    public boolean provesAuthor() {
        return dmarc.equals("pass") || author.isPresent() && dkim.stream().anyMatch(result -> result.passes() && result.domain().equals(author.get()));
    }

    /**
     * The same for one field of the header: whoever holds a signed message may add fields that its signature isn't about, and bring it again.
     *
     * @param name in lower case
     */
    public boolean provesField(String name) {
        return provesAuthor() && (spfAligned || dkim.stream().anyMatch(result -> result.passes() && result.covered().contains(name)
                && author.filter(by -> by.equals(result.domain()) || by.name().endsWith("." + result.domain().name())).isPresent()));
    }

    /**
     * Whose own server brought the message: the author's domain, if SPF passed in its name; else the envelope's, if SPF passed for that;
     * else nobody's that is known. A signature proves who wrote, never who carries: whoever holds a signed message can bring it in clear.
     *
     * @param from of its envelope
     */
    public Optional<Domain> carrier(ReversePath from) {
        if (spfAligned) {
            return author;
        }
        return spf.equals("pass") ? from.address().map(Address::domain) : Optional.empty();
    }

    /** The value of an Authentication-Results field (RFC 8601 §2.2). @param server our own name */
    public String field(String server) {
        StringBuilder field = new StringBuilder(server).append(";\r\n spf=").append(spf).append(" smtp.mailfrom=").append(safe(spfDomain));
        for (DkimResult result : dkim) {
            field.append(";\r\n dkim=").append(result.outcome().name().toLowerCase(java.util.Locale.ROOT));
            if (!result.reason().isEmpty()) {
                field.append(" reason=\"").append(safe(result.reason())).append('"');
            }
            field.append(" header.d=").append(result.domain().name()).append(" header.s=").append(safe(result.selector()));
        }
        if (dkim.isEmpty()) {
            field.append(";\r\n dkim=none");
        }
        field.append(";\r\n dmarc=").append(dmarc);
        if (!policy.isEmpty()) {
            field.append(" policy.published-domain-policy=").append(policy);
        }
        author.ifPresent(domain -> field.append(" header.from=").append(domain.name()));
        return field.toString();
    }

    private static String safe(String text) {
        return text.replaceAll("[^A-Za-z0-9 .@_-]", "?");
    }
}
