package org.sealpost.tlsrpt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.testing.FixedTime;

class SessionResultTest {

    /** What bound the connection, what was seen; then what is reported: policy type, failure, reason. */
    @ParameterizedTest
    @CsvSource({
        "policy.opportunistic, VERIFIED,      tls.verified,               no-policy-found, ,",
        "policy.opportunistic, ENCRYPTED,     tls.certificate.selfsigned, no-policy-found, ,",
        "policy.settings,      ENCRYPTED,     tls.certificate.expired,    no-policy-found, ,",
        "policy.forced,        VERIFIED,      tls.verified,               no-policy-found, ,",
        "policy.opportunistic, NONE,          tls.none,                   no-policy-found, starttls-not-supported,",
        "policy.opportunistic, NONE,          tls.helo,                   no-policy-found, starttls-not-supported,",
        "policy.opportunistic, NONE,          tls.refused,                no-policy-found, validation-failure, tls-refused",
        "policy.opportunistic, NONE,          tls.handshake,              no-policy-found, validation-failure, tls-handshake",
        "policy.sts.enforce,   NONE,          tls.injected,               sts, validation-failure, tls-injected",
        "policy.sts.enforce,   NONE,          tls.parameters,             sts, validation-failure, tls-parameters",
        "policy.sts.enforce,   AUTHENTICATED, tls.sts,                    sts, ,",
        "policy.sts.testing,   VERIFIED,      tls.verified,               sts, ,",
        "policy.sts.testing,   NONE,          tls.none,                   sts, starttls-not-supported,",
        "policy.sts.testing,   ENCRYPTED,     tls.certificate.expired,    sts, certificate-expired,",
        "policy.sts.enforce,   ENCRYPTED,     tls.certificate.name,       sts, certificate-host-mismatch,",
        "policy.sts.enforce,   ENCRYPTED,     tls.certificate.selfsigned, sts, certificate-not-trusted, selfsigned",
        "policy.sts.enforce,   NONE,          tls.certificate.none,       sts, certificate-not-trusted, none",
        "policy.opportunistic, VERIFIED,      sts.mx,                     sts, validation-failure, mx-not-in-policy",
        "policy.dane,          AUTHENTICATED, tls.dane,                   tlsa, ,",
        "policy.dane,          VERIFIED,      dane.mismatch,              tlsa, validation-failure, dane-no-match",
        "policy.dane,          NONE,          tls.none,                   tlsa, starttls-not-supported,",
        "policy.opportunistic, NONE,          dane.failed,                tlsa, dnssec-invalid,",
        "policy.dane.unusable, VERIFIED,      tls.verified,               tlsa, tlsa-invalid, all-unusable"
    })
    void eachVerdictHasItsResult(String source, TlsLevel level, String seen, String type, String failure, String reason) {
        SessionResult result = SessionResult.of(evidence(source, level, seen), true).orElseThrow();
        assertEquals(type, result.policy().text());
        assertEquals(Optional.ofNullable(failure), result.failure().map(ResultType::text));
        assertEquals(reason == null ? "" : reason, result.reason());
    }

    @Test
    void hostOutsideThePolicyIsReportedWhateverItShows() {
        assertEquals(new SessionResult(PolicyType.STS, Optional.of(ResultType.VALIDATION_FAILURE), "mx-not-in-policy"),
                SessionResult.of(evidence("policy.sts.testing", TlsLevel.VERIFIED, "tls.verified"), false).orElseThrow());
        assertEquals(Optional.empty(), SessionResult.of(evidence("policy.dane", TlsLevel.AUTHENTICATED, "tls.dane"), false).orElseThrow().failure());
    }

    @Test
    void whatSaysNothingOfTlsIsNotReported() {
        for (String code : new String[] {"mx.unreachable", "mx.slow", "mx.failed", "mx.closed", "smtp.deferred", "tls.unreached"}) {
            assertEquals(Optional.empty(), SessionResult.of(evidence("policy.opportunistic", TlsLevel.NONE, code), true), code);
        }
    }

    @ParameterizedTest
    @CsvSource({"http.slow, sts-policy-fetch-error", "http.dns, sts-policy-fetch-error", "sts.status, sts-policy-fetch-error",
        "http.nowhere, sts-policy-fetch-error", "http.large, sts-policy-fetch-error", "sts.syntax, sts-policy-invalid",
        "sts.type, sts-policy-invalid", "tls.certificate.name, sts-webpki-invalid", "http.handshake, sts-webpki-invalid"})
    void eachFailureToFetchAPolicyHasItsResult(String why, String type) {
        SessionResult result = SessionResult.ofPolicy(Reason.of(why, "mta-sts.a.test"));
        assertEquals(type, result.failure().orElseThrow().text());
        assertEquals(why.replace('.', '-'), result.reason());
    }

    private static Evidence evidence(String source, TlsLevel level, String code) {
        boolean tls = level != TlsLevel.NONE || code.startsWith("tls.certificate") || code.equals("tls.parameters");
        return new Evidence(FixedTime.NOON, "mx.a.test", Optional.of("192.0.2.1"), tls ? Optional.of("TLSv1.3") : Optional.empty(), Optional.empty(),
                Optional.empty(), level, Reason.of(code, "mx.a.test"), new Evidence.Policy(TlsLevel.NONE, Reason.of(source)), Optional.empty());
    }
}
