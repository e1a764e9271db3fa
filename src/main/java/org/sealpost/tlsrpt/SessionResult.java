package org.sealpost.tlsrpt;

import java.util.List;
import java.util.Optional;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;

/**
 * What one connection means for a report: which kind of policy applied, and whether TLS was what it wants (RFC 8460 §4.3).
 *
 * @param failure empty if it succeeded
 * @param reason a short code for what the failure's type doesn't say; maybe empty
 */
public record SessionResult(PolicyType policy, Optional<ResultType> failure, String reason) {

    private static final List<String> WITHOUT_TLS = List.of("tls.none", "tls.helo");
    private static final List<String> BROKEN_TLS = List.of("tls.refused", "tls.injected", "tls.handshake", "tls.parameters");
    private static final String CERTIFICATE = "tls.certificate.";

    /**
     * Empty if nothing was learnt about TLS: the host wasn't reached, or spoke of something else first (§4.3.4).
     *
     * @param listed whether the domain's MTA-STS policy, if it applied, names the host
     */
    public static Optional<SessionResult> of(Evidence seen, boolean listed) {
        String code = seen.levelReason().code();
        PolicyType policy = type(seen.policy().source().code(), code);
        if (code.equals("dane.failed")) {
            return failed(policy, ResultType.DNSSEC_INVALID, "");
        }
        if (policy == PolicyType.STS && (!listed || code.equals("sts.mx"))) {
            return failed(policy, ResultType.VALIDATION_FAILURE, "mx-not-in-policy");
        }
        if (WITHOUT_TLS.contains(code)) {
            return failed(policy, ResultType.STARTTLS_NOT_SUPPORTED, "");
        }
        if (BROKEN_TLS.contains(code)) {
            return failed(policy, ResultType.VALIDATION_FAILURE, code.replace("tls.", "tls-"));
        }
        if (seen.tlsVersion().isEmpty() || seen.level() == TlsLevel.NONE && !code.startsWith(CERTIFICATE)) {
            return Optional.empty();
        }
        return Optional.of(encrypted(policy, seen.policy().source(), code));
    }

    /** What a failure to fetch an MTA-STS policy is called (§4.3.2.2). @param why as {@code mtasts} tells it */
    public static SessionResult ofPolicy(Reason why) {
        String code = why.code();
        ResultType type = ResultType.STS_POLICY_FETCH_ERROR;
        if (code.startsWith(CERTIFICATE) || code.equals("http.handshake")) {
            type = ResultType.STS_WEBPKI_INVALID;
        } else if (code.equals("sts.syntax") || code.equals("sts.type")) {
            type = ResultType.STS_POLICY_INVALID;
        }
        return new SessionResult(PolicyType.STS, Optional.of(type), code.replace('.', '-'));
    }

    /** A certificate matters to those only who have a policy about it. */
    private static SessionResult encrypted(PolicyType policy, Reason source, String code) {
        if (source.code().equals("policy.dane.unusable")) {
            return failed(policy, ResultType.TLSA_INVALID, "all-unusable").orElseThrow();
        }
        if (code.equals("dane.mismatch")) {
            return failed(policy, ResultType.VALIDATION_FAILURE, "dane-no-match").orElseThrow();
        }
        if (policy != PolicyType.STS || !code.startsWith(CERTIFICATE)) {
            return new SessionResult(policy, Optional.empty(), "");
        }
        String flaw = code.substring(CERTIFICATE.length());
        return switch (flaw) {
            case "expired" -> failed(policy, ResultType.CERTIFICATE_EXPIRED, "").orElseThrow();
            case "name" -> failed(policy, ResultType.CERTIFICATE_HOST_MISMATCH, "").orElseThrow();
            default -> failed(policy, ResultType.CERTIFICATE_NOT_TRUSTED, flaw).orElseThrow();
        };
    }

    private static PolicyType type(String source, String code) {
        if (source.startsWith("policy.dane") || code.startsWith("dane.")) {
            return PolicyType.TLSA;
        }
        return source.startsWith("policy.sts") || code.equals("sts.mx") ? PolicyType.STS : PolicyType.NO_POLICY_FOUND;
    }

    private static Optional<SessionResult> failed(PolicyType policy, ResultType type, String reason) {
        return Optional.of(new SessionResult(policy, Optional.of(type), reason));
    }
}
