package org.sealpost.reception;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.sealpost.directory.Directory;
import org.sealpost.directory.Role;
import org.sealpost.directory.SettingsBook;
import org.sealpost.directory.Site;
import org.sealpost.directory.User;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mime.MessageSize;
import org.sealpost.vault.Vault;

/** The way in for mail from other servers: who it is for, and a stream for each message that seals it as it comes. */
@ApplicationScoped
public class Inbound {

    /** What a sender must do first. */
    public enum Demand {
        /** The sender's domain or network is locked: nothing of theirs is taken in clear. */
        TLS,
        /** The same, and TLS was used, but no certificate proves who calls. */
        PROOF,
        /** The mailbox takes nothing in clear. */
        MAILBOX_TLS
    }

    @Inject
    private Directory directory;
    @Inject
    private SettingsBook settings;
    @Inject
    private Reception reception;
    @Inject
    private SenderLocks locks;
    @Inject
    private Vault vault;
    @Inject
    private Site site;
    @Inject
    private InstantSource clock;

    protected Inbound() {
    }

    /** Whether mail to the domain is ours to take. */
    public boolean isOurs(Address recipient) {
        return directory.proven(recipient.domain()).isPresent();
    }

    /** Whose mailbox it goes to. The postmaster of a domain of ours is an administrator (RFC 5321 §4.5.1). */
    public Optional<User> mailbox(Address recipient) {
        return directory.mailbox(recipient).or(() -> recipient.localPart().equalsIgnoreCase("postmaster")
                ? directory.proven(recipient.domain()).flatMap(domain -> directory.users(domain.accountId()).stream()
                        .filter(user -> user.is(Role.ACCOUNT) && !user.isDisabled()).findFirst())
                : Optional.empty());
    }

    /** What mail from there to that mailbox lacks; empty if it may come. */
    public Optional<Demand> refusal(Origin origin, User recipient) {
        return refusal(origin, recipient, Optional.empty());
    }

    /** The same once the author is known: who is locked can't come in under an envelope of another name. */
    Optional<Demand> refusal(Origin origin, User recipient, Optional<Domain> author) {
        if (recipient.takesTlsOnly() && origin.tls().isEmpty()) {
            return Optional.of(Demand.MAILBOX_TLS);
        }
        Optional<SenderLock> broken = locks.broken(recipient.accountId(), origin, author);
        broken.ifPresent(lock -> locks.count(recipient.accountId(), lock.uuid()));
        return broken.map(lock -> origin.tls().isEmpty() ? Demand.TLS : Demand.PROOF);
    }

    /**
     * A message begins. Outside any transaction.
     *
     * @param recipients mailboxes of ours, at least one
     * @throws IOException if nothing can be stored now
     */
    public InboundMail open(Origin origin, List<User> recipients) throws IOException {
        long accountId = recipients.get(0).accountId();
        InboundHeader header = new InboundHeader(origin, site.smtpName(), settings.system(), settings.account(accountId), clock,
                author -> recipients.stream().flatMap(recipient -> refusal(origin, recipient, author).stream()).findFirst());
        return new InboundMail(origin, recipients, header, vault.begin(accountId, MessageSize.ENCODED + InboundHeader.MOST_ADDED), reception);
    }
}
