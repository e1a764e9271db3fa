package org.sealpost.tlsrpt;

import java.util.Arrays;

/** Which kind of policy bound a connection (RFC 8460 §4.4). */
public enum PolicyType {
    TLSA("tlsa"), STS("sts"), NO_POLICY_FOUND("no-policy-found"),
    /** In others' reports only: one that nobody knew when this was written. */
    OTHER("other");

    private final String text;

    PolicyType(String text) {
        this.text = text;
    }

    /** As in a report. */
    public String text() {
        return text;
    }

    static PolicyType of(String text) {
        return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst().orElse(OTHER);
    }
}
