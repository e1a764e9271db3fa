package org.sealpost.tlsrpt;

import java.util.Arrays;
import java.util.Locale;

/** What went wrong (RFC 8460 §4.3 and its IANA registry). */
public enum ResultType {
    STARTTLS_NOT_SUPPORTED, CERTIFICATE_HOST_MISMATCH, CERTIFICATE_EXPIRED, CERTIFICATE_NOT_TRUSTED, VALIDATION_FAILURE,
    TLSA_INVALID, DNSSEC_INVALID, DANE_REQUIRED,
    STS_POLICY_FETCH_ERROR, STS_POLICY_INVALID, STS_WEBPKI_INVALID,
    /** In others' reports only: one that nobody knew when this was written. */
    OTHER;

    /** As in a report, for example {@code certificate-expired}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ResultType of(String text) {
        return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst().orElse(OTHER);
    }
}
