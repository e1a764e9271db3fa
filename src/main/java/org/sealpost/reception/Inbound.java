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
import org.sealpost.mime.MessageSize;
import org.sealpost.vault.Vault;

/** The way in for mail from other servers: who it is for, and a stream for each message that seals it as it comes. */
@ApplicationScoped
public class Inbound {

    /** What a sender must do first. */
    public enum Demand {
        /** The sender's domain or network is locked: nothing of theirs is taken in clear. */
        TLS,
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

    /** What a message from there to that mailbox lacks; empty if it may come. */
    public Optional<Demand> refusal(Origin origin, User recipient) {
        return Optional.empty();
    }

    /**
     * A message begins. Outside any transaction.
     *
     * @param recipients mailboxes of ours, at least one
     * @throws IOException if nothing can be stored now
     */
    public InboundMail open(Origin origin, List<User> recipients) throws IOException {
        long accountId = recipients.get(0).accountId();
        return new InboundMail(origin, recipients, new InboundHeader(origin, site.smtpName(), settings.system(), settings.account(accountId), clock),
                vault.begin(accountId, MessageSize.ENCODED + InboundHeader.MOST_ADDED), reception);
    }
}
