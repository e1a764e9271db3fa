package org.sealpost.forecast;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.sealpost.directory.Directory;
import org.sealpost.directory.LocalDomain;
import org.sealpost.dns.Answer;
import org.sealpost.dns.Resolver;

/** Asks the DNS whether a claimed domain belongs to the account, so that pages need no DNS of their own. */
@ApplicationScoped
public class DomainProof {

    /** What the DNS says; everything but PROVEN leaves the domain as it is. */
    public enum Finding {
        PROVEN,
        /** There is no record yet, or not yet where we look. */
        NO_RECORD,
        /** There is a record that says something else. */
        OTHER_RECORD,
        /** The record is right, but another account proved the domain before. */
        TAKEN,
        /** The name server doesn't answer. */
        NO_ANSWER
    }

    private Directory directory;
    private Resolver resolver;

    protected DomainProof() {
    }

    @Inject
    DomainProof(Directory directory, Resolver resolver) {
        this.directory = directory;
        this.resolver = resolver;
    }

    /** Waits for the DNS, so never call it in a transaction. */
    public Finding check(LocalDomain domain, String actor) {
        Answer<String> answer = resolver.txt(domain.proofName());
        if (answer.isFailed()) {
            return Finding.NO_ANSWER;
        }
        if (answer.records().isEmpty()) {
            return Finding.NO_RECORD;
        }
        if (directory.prove(domain.accountId(), domain.name(), answer.records(), actor)) {
            return Finding.PROVEN;
        }
        boolean taken = directory.proven(domain.name()).filter(d -> d.accountId() != domain.accountId()).isPresent();
        return taken ? Finding.TAKEN : Finding.OTHER_RECORD;
    }
}
