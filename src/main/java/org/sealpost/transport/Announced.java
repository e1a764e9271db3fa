package org.sealpost.transport;

import java.util.List;
import org.sealpost.assurance.Published;
import org.sealpost.dane.TlsaFinding;
import org.sealpost.dns.Answer;
import org.sealpost.mtasts.StsFinding;
import org.sealpost.mtasts.StsPolicy.Mode;
import org.sealpost.tlsrpt.ReportingPolicy;

/** What a domain announces about its road, in the few words that rules and screens need. */
final class Announced {

    private Announced() { }

    static Published.Dane dane(boolean mxAuthentic, boolean validated, List<TlsaFinding.Kind> hosts) {
        if (!validated || hosts.contains(TlsaFinding.Kind.FAILED)) {
            return Published.Dane.UNKNOWN;
        }
        if (!mxAuthentic || hosts.stream().allMatch(kind -> kind == TlsaFinding.Kind.INSECURE)) {
            return Published.Dane.UNSIGNED;
        }
        if (hosts.contains(TlsaFinding.Kind.USABLE)) {
            return hosts.stream().allMatch(kind -> kind == TlsaFinding.Kind.USABLE) ? Published.Dane.USABLE : Published.Dane.PARTLY;
        }
        return hosts.contains(TlsaFinding.Kind.UNUSABLE) ? Published.Dane.UNUSABLE : Published.Dane.NONE;
    }

    static Published.Sts sts(StsFinding finding) {
        return switch (finding.kind()) {
            case POLICY -> finding.policy().filter(known -> known.policy().mode() == Mode.ENFORCE).isPresent()
                    ? Published.Sts.ENFORCE : Published.Sts.TESTING;
            case NONE -> Published.Sts.NONE;
            case BROKEN -> Published.Sts.BROKEN;
            case UNKNOWN -> Published.Sts.UNKNOWN;
        };
    }

    /** Whether it asks for reports (RFC 8460 §3). */
    static boolean tlsReports(Answer<String> txt) {
        return ReportingPolicy.in(txt.records()).isPresent();
    }
}
