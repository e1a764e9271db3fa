package org.sealpost.authentication;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.sealpost.dns.Resolver;
import org.sealpost.mail.Domain;
import org.sealpost.mail.RawMessage;

/**
 * Whose a mailed report on TLS is. RFC 8460 §3 demands a signature of the reporting domain, and lets its key be one for nothing but
 * such reports; SPF proves nothing here.
 */
public final class ReportProof {

    private final DkimVerifier dkim;

    public ReportProof(Resolver resolver, InstantSource clock) {
        this.dkim = new DkimVerifier(resolver, clock, List.of("email", "tlsrpt"));
    }

    /**
     * What the signatures tell.
     *
     * @param signer who vouches for it; empty if nobody who may does
     * @param undecided a signature that might prove it couldn't be checked now
     */
    public record Finding(Optional<Domain> signer, boolean undecided) { }

    /**
     * The author's domain must have signed, or one above it; a domain below it speaks for itself only. It asks the DNS, so never in a
     * transaction.
     *
     * @param message as it came, its header unchanged
     * @param authors the domains of all authors that it names; only one can be vouched for
     */
    public Finding of(RawMessage message, List<Domain> authors) throws IOException {
        if (authors.size() != 1) {
            return new Finding(Optional.empty(), false);
        }
        List<DkimResult> aligned = dkim.verify(message).stream().filter(result -> isAtOrBelow(authors.get(0), result.domain())).toList();
        Optional<Domain> signer = aligned.stream().filter(DkimResult::passes).map(DkimResult::domain).findFirst();
        return new Finding(signer, signer.isEmpty() && aligned.stream().anyMatch(result -> result.outcome() == DkimResult.Outcome.TEMPERROR));
    }

    /** Whether the second domain speaks for the first. */
    public static boolean isAtOrBelow(Domain domain, Domain above) {
        return domain.equals(above) || domain.name().endsWith("." + above.name());
    }
}
