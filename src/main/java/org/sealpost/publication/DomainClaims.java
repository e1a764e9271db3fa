package org.sealpost.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.sealpost.directory.Directory;
import org.sealpost.directory.LocalDomain;
import org.sealpost.dns.Answer;
import org.sealpost.dns.Resolver;
import org.sealpost.keys.SigningKeys;
import org.sealpost.mail.Domain;

/** Claims domains for an account, and asks the DNS whether they are its own. */
@ApplicationScoped
public class DomainClaims {

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
    private SigningKeys keys;
    private Resolver resolver;

    protected DomainClaims() {
    }

    @Inject
    DomainClaims(Directory directory, SigningKeys keys, Resolver resolver) {
        this.directory = directory;
        this.keys = keys;
        this.resolver = resolver;
    }

    /** With signing keys, so that all its records can be published at once. Claiming again changes nothing. */
    @Transactional
    public LocalDomain claim(long accountId, Domain name, String actor) {
        LocalDomain domain = directory.claim(accountId, name, actor);
        if (keys.published(accountId, name).isEmpty()) {
            keys.make(accountId, name, actor);
        }
        return domain;
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
