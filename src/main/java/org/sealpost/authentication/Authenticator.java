package org.sealpost.authentication;

import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.sealpost.dns.Answer;
import org.sealpost.dns.Resolver;
import org.sealpost.mail.Domain;
import org.sealpost.mail.MalformedAddress;
import org.sealpost.mail.RawMessage;
import org.sealpost.mail.ReversePath;

/** Finds out who a message really comes from. It asks the DNS, so never in a transaction. */
public final class Authenticator {

    private final Resolver resolver;
    private final SpfChecker spf;
    private final DkimVerifier dkim;

    public Authenticator(Resolver resolver, InstantSource clock) {
        this.resolver = resolver;
        this.spf = new SpfChecker(resolver);
        this.dkim = new DkimVerifier(resolver, clock);
    }

    /**
     * Asks everybody.
     *
     * @param hello what the client called itself
     * @param authors the domains of all authors that the message names, in order
     */
    public Authentication authenticate(RawMessage message, InetAddress client, String hello, ReversePath from, List<Domain> authors) throws IOException {
        String spfWord = spf.check(client, from, hello);
        Optional<Domain> spfDomain = from.address().map(address -> address.domain()).or(() -> domain(hello));
        List<DkimResult> signatures = dkim.verify(message);
        if (authors.size() != 1) {
            // several authors, or none: nobody can vouch for all of them (RFC 7489 §6.6.1)
            return new Authentication(Optional.empty(), spfWord, spfDomain.map(Domain::name).orElse(hello), false, signatures, "permerror", "");
        }
        Domain author = authors.get(0);
        Answer<DmarcPolicy> policy = DmarcPolicy.of(author, resolver);
        boolean bySpf = spfWord.equals("pass") && policy.records().stream().anyMatch(asked ->
                spfDomain.filter(domain -> asked.aligns(domain, author, asked.strictSpf())).isPresent());
        String dmarc = policy.isFailed() ? "temperror" : policy.isNone() ? "none"
                : bySpf || isSigned(policy.records().get(0), author, signatures) ? "pass" : failed(spfWord, signatures);
        return new Authentication(Optional.of(author), spfWord, spfDomain.map(Domain::name).orElse(hello), bySpf, signatures, dmarc,
                policy.records().stream().findFirst().map(DmarcPolicy::policy).orElse(""));
    }

    private static boolean isSigned(DmarcPolicy policy, Domain author, List<DkimResult> signatures) {
        return signatures.stream().anyMatch(result -> result.passes() && policy.aligns(result.domain(), author, policy.strictDkim()));
    }

    /** What couldn't be looked up now may have been the proof. */
    private static String failed(String spfWord, List<DkimResult> signatures) {
        boolean later = spfWord.equals("temperror") || signatures.stream().anyMatch(result -> result.outcome() == DkimResult.Outcome.TEMPERROR);
        return later ? "temperror" : "fail";
    }

    private static Optional<Domain> domain(String hello) {
        try {
            return Optional.of(new Domain(hello));
        } catch (MalformedAddress e) {
            return Optional.empty();
        }
    }
}
