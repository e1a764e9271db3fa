package org.sealpost.publication;

import java.util.Objects;

/**
 * A record a domain should publish.
 *
 * @param name the whole name, without a trailing dot
 * @param value in the presentation of its type, but TXT as plain text, neither quoted nor split
 * @param required mail doesn't come in, or isn't believed, without it
 */
public record WantedRecord(Type type, String name, String value, int ttl, Purpose purpose, boolean required) {

    public enum Type { MX, TXT, CNAME, SRV, TLSA }

    public enum Purpose { PROOF, MX, SPF, DKIM, DMARC, STS, STS_HOST, DANE, TLSRPT, SUBMISSIONS, SUBMISSION, AUTOCONFIG, AUTODISCOVER, KEYS }

    public WantedRecord {
        Objects.requireNonNull(type);
        Objects.requireNonNull(purpose);
    }
}
