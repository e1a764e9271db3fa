package org.sealpost.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.assurance.Setting;
import org.sealpost.directory.Delegations;
import org.sealpost.directory.Directory;
import org.sealpost.directory.Site;
import org.sealpost.directory.User;
import org.sealpost.forecast.Forecasts;
import org.sealpost.mail.Address;
import org.sealpost.mail.ReversePath;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.mime.MessageSize;
import org.sealpost.policy.Inheritance;
import org.sealpost.policy.Triggers;
import org.sealpost.reception.Recipients;
import org.sealpost.vault.Vault;

/** The way in for mail programs: whom a user may write to, and a stream for each message that seals it as it comes. */
@ApplicationScoped
public class Programs {

    /** By so many octets the header may grow. */
    private static final int MOST_ADDED = 4_096;

    @Inject
    private Submission submission;
    @Inject
    private Counter counter;
    @Inject
    private Conversations conversations;
    @Inject
    private Directory directory;
    @Inject
    private Delegations delegations;
    @Inject
    private Recipients recipients;
    @Inject
    private Forecasts forecasts;
    @Inject
    private Mailboxes mailboxes;
    @Inject
    private Vault vault;
    @Inject
    private Site site;
    @Inject
    private InstantSource clock;
    @Inject
    private SecureRandom random;

    protected Programs() {
    }

    /** Whether there is nobody of this name in a domain of ours: better said at once than in a bounce. */
    public boolean isNobody(Address recipient) {
        return directory.proven(recipient.domain()).isPresent() && recipients.resolve(recipient).isNobody();
    }

    /** Whether the user may write from it. */
    public boolean maySend(User user, Address address) {
        return delegations.maySend(user, address);
    }

    private Set<Address> own(User user) {
        Set<Address> own = new HashSet<>(delegations.of(user));
        own.add(user.address());
        return own;
    }

    /**
     * A message begins. Outside any transaction.
     *
     * @param path the null path if nobody shall be told of a failure, as for a receipt (RFC 8098 §3)
     * @param recipients at least one
     * @param requireTls REQUIRETLS (RFC 8689)
     * @throws IOException if nothing can be stored now
     */
    public ProgramMail open(User user, ReversePath path, List<Address> recipients, boolean requireTls) throws IOException {
        Inheritance settings = forecasts.settings(user.accountId(), user.id());
        PickupTerms terms = new PickupTerms(settings.get(Setting.IDENTITY_CHECK), Optional.empty(), Optional.empty(),
                settings.get(Setting.PICKUP_DAYS).standard());
        ProgramHeader header = new ProgramHeader(own(user), new Triggers(settings.get(Setting.TRIGGERS)),
                ids -> mailboxes.answered(user.accountId(), user.id(), ids), site.smtpName(), clock, random);
        return new ProgramMail(user, path, recipients, requireTls, terms, header, vault.begin(user.accountId(), MessageSize.ENCODED + MOST_ADDED), submission,
                counter, conversations);
    }
}
