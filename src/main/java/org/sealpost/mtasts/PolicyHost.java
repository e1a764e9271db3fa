package org.sealpost.mtasts;

import java.net.URI;
import java.util.Optional;
import org.sealpost.assurance.Reason;
import org.sealpost.http.Fetch;
import org.sealpost.http.FetchLimits;
import org.sealpost.http.HttpsClient;
import org.sealpost.mail.Domain;

/** Where a domain publishes its policy (RFC 8461 §3.3). */
final class PolicyHost {

    /** As the RFC suggests. */
    private static final int LARGEST = 64 * 1_024;
    private static final int OK = 200;

    private final HttpsClient https;

    PolicyHost(HttpsClient https) {
        this.https = https;
    }

    /** @param kind POLICY, or BROKEN or UNKNOWN; then there is none */
    record Published(StsFinding.Kind kind, Optional<StsPolicy> policy, Reason why) {

        private static Published broken(String code, String... values) {
            return new Published(StsFinding.Kind.BROKEN, Optional.empty(), Reason.of(code, values));
        }
    }

    /** A certificate for the policy host itself, no redirect, status 200, text/plain: MUST, MUST NOT, MUST, SHOULD. */
    Published fetch(Domain domain) {
        String host = "mta-sts." + domain.name();
        Fetch fetch = https.get(URI.create("https://" + host + "/.well-known/mta-sts.txt"), FetchLimits.body(LARGEST));
        if (fetch instanceof Fetch.Failure failure) {
            return new Published(failure.kind() == Fetch.Kind.UNREACHED ? StsFinding.Kind.UNKNOWN : StsFinding.Kind.BROKEN,
                    Optional.empty(), failure.why());
        }
        return read(domain, host, (Fetch.Document) fetch);
    }

    private static Published read(Domain domain, String host, Fetch.Document document) {
        if (document.status() != OK) {
            return Published.broken("sts.status", host, Integer.toString(document.status()));
        }
        String type = document.mediaType().orElse("");
        if (!type.equals("text/plain")) {
            return Published.broken("sts.type", host, new MalformedPolicy(type).getMessage());
        }
        try {
            return new Published(StsFinding.Kind.POLICY, Optional.of(PolicyText.parse(document.body())),
                    Reason.of("sts.policy", domain.name()));
        } catch (MalformedPolicy e) {
            return Published.broken("sts.syntax", host, e.getMessage());
        }
    }
}
