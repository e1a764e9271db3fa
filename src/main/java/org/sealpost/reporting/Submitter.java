package org.sealpost.reporting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sealpost.directory.Account;
import org.sealpost.directory.Directory;
import org.sealpost.directory.Role;
import org.sealpost.directory.Site;
import org.sealpost.keys.SigningKeys;
import org.sealpost.mail.Domain;

/**
 * In whose name this installation reports on TLS. What connections met is counted for all accounts together, so one domain speaks for
 * all: a proven one of ours whose DKIM key signs, since a report without a signature is ignored (RFC 8460 §3). It belongs to an account
 * with a system administrator, who sees what all accounts' connections met anyway: no other may learn from its log whom the others
 * write to. Of several it is the one that our SMTP name stands in, else the one of the oldest account.
 */
@ApplicationScoped
public class Submitter {

    private Directory directory;
    private SigningKeys keys;
    private Site site;

    protected Submitter() {
    }

    @Inject
    Submitter(Directory directory, SigningKeys keys, Site site) {
        this.directory = directory;
        this.keys = keys;
        this.site = site;
    }

    /** @param accountId whose key signs */
    record Identity(long accountId, Domain domain) { }

    /** Empty if no domain of ours can sign: then nothing is mailed. */
    Optional<Identity> identity() {
        List<Identity> able = directory.accounts().stream().map(Account::id).flatMap(account -> keys.signing(account).stream()
                .map(key -> new Identity(account, key.domain()))).distinct().filter(one -> isProven(one) && isOperators(one.accountId())).toList();
        return able.stream().filter(one -> isOurHost(one.domain())).max(Comparator.comparing(one -> one.domain().name().length()))
                .or(() -> able.stream().findFirst());
    }

    /** As reports name us; our SMTP name while no domain can sign. */
    public String name() {
        return identity().map(identity -> identity.domain().name()).orElseGet(site::smtpName);
    }

    private boolean isProven(Identity identity) {
        return directory.proven(identity.domain()).filter(domain -> domain.accountId() == identity.accountId()).isPresent();
    }

    private boolean isOperators(long accountId) {
        return directory.users(accountId).stream().anyMatch(user -> user.is(Role.SYSTEM) && !user.isDisabled());
    }

    private boolean isOurHost(Domain domain) {
        return ("." + site.smtpName()).endsWith("." + domain.name());
    }
}
