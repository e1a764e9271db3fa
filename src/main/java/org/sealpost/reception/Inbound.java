package org.sealpost.reception;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.sealpost.assurance.Settings;
import org.sealpost.authentication.Authenticator;
import org.sealpost.directory.Directory;
import org.sealpost.directory.SettingsBook;
import org.sealpost.directory.Site;
import org.sealpost.directory.User;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.reporting.ReportDesk;
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
        MAILBOX_TLS,
        /** The address takes notifications only. */
        NOTIFICATION
    }

    /**
     * An address of ours that takes mail.
     *
     * @param tlsOnly a mailbox behind it takes nothing in clear
     * @param bounce it takes nothing but notifications
     * @param reports no mailbox, but the desk for others' reports on TLS
     */
    public record Addressee(Address address, long accountId, boolean tlsOnly, boolean bounce, boolean reports) { }

    @Inject
    private Directory directory;
    @Inject
    private Recipients recipients;
    @Inject
    private SettingsBook settings;
    @Inject
    private Reception reception;
    @Inject
    private Harvest harvest;
    @Inject
    private ReportDesk reports;
    @Inject
    private SenderLocks locks;
    @Inject
    private Vault vault;
    @Inject
    private Authenticator authenticator;
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

    /**
     * Who takes mail to an address of ours; empty if nobody does. The postmaster of a domain of ours is an administrator (RFC 5321
     * §4.5.1).
     */
    public Optional<Addressee> addressee(Address recipient) {
        return directory.proven(recipient.domain()).flatMap(domain -> addressee(recipient, domain.accountId()));
    }

    private Optional<Addressee> addressee(Address recipient, long accountId) {
        if (recipients.takesReports(recipient)) {
            return Optional.of(new Addressee(recipient, accountId, false, false, true));
        }
        Recipients.Resolution found = recipients.resolve(recipient);
        if (found.isNobody()) {
            return recipient.localPart().equalsIgnoreCase("postmaster") ? directory.administrators(accountId).stream()
                    .filter(user -> !user.isDisabled()).findFirst().map(user -> new Addressee(user.address(), accountId, user.takesTlsOnly(), false, false))
                    : Optional.empty();
        }
        return Optional.of(new Addressee(recipient, accountId, found.mailboxes().stream().anyMatch(User::takesTlsOnly),
                found.bouncesTo().isPresent(), false));
    }

    /** What mail from there to that mailbox lacks; empty if it may come. */
    public Optional<Demand> refusal(Origin origin, Addressee recipient) {
        return refusal(origin, recipient, Optional.empty());
    }

    /** The same once the author is known: who is locked can't come in under an envelope of another name. */
    Optional<Demand> refusal(Origin origin, Addressee recipient, Optional<Domain> author) {
        if (recipient.reports()) {
            // that TLS to us fails is what a report tells (RFC 8460 §3)
            return Optional.empty();
        }
        if (recipient.bounce() && !origin.reversePath().isNull()) {
            return Optional.of(Demand.NOTIFICATION);
        }
        if (recipient.tlsOnly() && origin.tls().isEmpty()) {
            return Optional.of(Demand.MAILBOX_TLS);
        }
        Optional<SenderLock> broken = locks.broken(recipient.accountId(), origin, author);
        broken.ifPresent(lock -> locks.count(recipient.accountId(), lock.uuid()));
        return broken.map(lock -> origin.tls().isEmpty() ? Demand.TLS : Demand.PROOF);
    }

    /**
     * A message begins. Outside any transaction. It is taken for all or for nobody: an author whom one recipient's account locked brings
     * it to none of them, since there is but one answer to DATA.
     *
     * @param recipients at least one
     * @throws IOException if nothing can be stored now
     */
    public InboundMail open(Origin origin, List<Addressee> recipients) throws IOException {
        List<Settings> accounts = recipients.stream().map(Addressee::accountId).distinct().map(settings::account).toList();
        InboundHeader header = new InboundHeader(origin, site.smtpName(), settings.system(), accounts, clock,
                author -> recipients.stream().flatMap(recipient -> refusal(origin, recipient, author).stream()).findFirst());
        return new InboundMail(origin, recipients, header, vault, authenticator, site.smtpName(), reception, harvest, reports);
    }
}
