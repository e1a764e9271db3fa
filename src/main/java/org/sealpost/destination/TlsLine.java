package org.sealpost.destination;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.sealpost.mail.Domain;
import org.sealpost.tlsrpt.PolicyType;
import org.sealpost.tlsrpt.ResultType;

/**
 * Sessions that are counted together.
 *
 * @param day of UTC
 * @param policy its lines
 * @param failure empty for success; then reason, mxHost and mxIp are empty as well
 */
record TlsLine(LocalDate day, Domain domain, PolicyType type, String policyDomain, List<String> policy, Optional<ResultType> failure,
        String reason, String mxHost, String mxIp) {

    String policyText() {
        return String.join("\n", policy);
    }

    String failureText() {
        return failure.map(ResultType::name).orElse("");
    }

    /** Tells it from the others of its day. */
    String digest() {
        String all = String.join("\0", domain.name(), type.name(), policyDomain, policyText(), failureText(), reason, mxHost, mxIp);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
