package org.sealpost.tlsrpt;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one sender met at one domain's MX hosts, as a rule within a day of UTC (RFC 8460 §4).
 *
 * @param organization who reports
 * @param contact an address of theirs
 * @param id theirs; unique among their reports
 */
public record TlsReport(String organization, Instant from, Instant until, String contact, String id, List<Result> results) {

    public TlsReport {
        results = List.copyOf(results);
    }

    /**
     * What was met under one policy.
     *
     * @param policy its lines, or its TLSA records; may be empty
     * @param domain for which it is published: the recipients', or with TLSA the MX host's; absent in some reports
     * @param mxHosts patterns of the policy
     */
    public record Result(PolicyType type, List<String> policy, Optional<String> domain, List<String> mxHosts, long successful,
            long failed, List<Failures> failures) {

        public Result {
            policy = List.copyOf(policy);
            mxHosts = List.copyOf(mxHosts);
            failures = List.copyOf(failures);
        }
    }

    /**
     * Sessions that failed alike.
     *
     * @param sendingIp of the sender's server
     * @param information a URI with more about it
     * @param reason a short text or code
     */
    public record Failures(ResultType type, Optional<String> sendingIp, Optional<String> mxHost, Optional<String> mxHelo,
            Optional<String> mxIp, long sessions, Optional<String> information, Optional<String> reason) { }

    public long successful() {
        return results.stream().mapToLong(Result::successful).sum();
    }

    public long failed() {
        return results.stream().mapToLong(Result::failed).sum();
    }
}
