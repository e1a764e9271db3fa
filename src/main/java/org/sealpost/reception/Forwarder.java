package org.sealpost.reception;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.sealpost.directory.Directory;
import org.sealpost.directory.User;
import org.sealpost.forwarding.Forward;
import org.sealpost.forwarding.Forwarding;
import org.sealpost.forwarding.LoopGuard;
import org.sealpost.forwarding.Passing;
import org.sealpost.forwarding.Srs;
import org.sealpost.mail.Address;
import org.sealpost.mail.ForwardedMail;
import org.sealpost.mail.RawMessage;
import org.sealpost.mail.ReversePath;
import org.sealpost.mailbox.Received;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.MessageReader;
import org.sealpost.mime.MessageSize;
import org.sealpost.mime.Reading;
import org.sealpost.vault.Vault;

/**
 * Makes what the rules send on of a message that arrives or leaves. It only gets it ready, outside any transaction: whoever
 * has asked hands it to the outbox. Mail that Sealpost wrote itself is never sent on by a user's rule, so that telling an
 * owner of a forward makes none.
 */
@ApplicationScoped
public class Forwarder {

    private static final long MARK_OCTETS = 4_096;

    @Inject
    private ForwardBook book;
    @Inject
    private Directory directory;
    @Inject
    private Vault vault;
    @Inject
    private InstantSource clock;

    private final MessageReader reader = new MessageReader();

    protected Forwarder() {
    }

    /**
     * A message that a user of ours sends.
     *
     * @param secure whether any copy of it is
     */
    public record Leaving(User sender, UUID message, UUID thread, boolean secure, Instant releasedAt) { }

    /** A copy that a rule wants, with what it will carry. */
    public record Copy(Forward rule, long contentId) { }

    /**
     * Copies of what leaves.
     *
     * @param contentId in the sender's account
     * @throws IOException if the content can't be had now
     */
    public List<Copy> copies(User sender, long contentId) throws IOException {
        if (rules(sender).isEmpty()) {
            return List.of();
        }
        Correspondent author = new Correspondent(sender.displayName(), sender.address());
        RawMessage message = vault.open(sender.accountId(), contentId);
        return copies(sender.accountId(), plan(sender, Passing.Way.LEAVING, author, message, Set.of()), message);
    }

    /** One of them, once it is known how its original leaves. */
    public ForwardedMail leaving(Copy copy, Leaving sent) {
        User sender = sent.sender();
        return new ForwardedMail(sender.accountId(), copy.rule().id(), copy.rule().uuid(), Optional.of(sent.message()),
                ReversePath.of(sender.address()), sender.address(), sender.displayName(), copy.rule().target(), copy.contentId(),
                sent.secure(), sent.thread(), Optional.of(sent.releasedAt()));
    }

    /** What the rules of a mailbox send on. @param filtered whom its filters want it sent on to; whether that may be, a rule says */
    List<ForwardedMail> arriving(Arrival arrival, RawMessage message, User recipient, Set<Address> filtered) throws IOException {
        return arrival.received() == Received.SYSTEM ? List.of()
                : ready(arrival, message, recipient.accountId(), plan(recipient, way(arrival), arrival.author(), message, filtered));
    }

    /** What aliases lead outside. */
    List<ForwardedMail> resolved(Arrival arrival, RawMessage message, List<Forward> outside) throws IOException {
        if (outside.isEmpty()) {
            return List.of();
        }
        long accountId = directory.proven(arrival.recipient().domain()).orElseThrow().accountId();
        return ready(arrival, message, accountId, outside);
    }

    /** A bounce of what was forwarded, to whoever wrote that. */
    ForwardedMail bounce(Arrival arrival, Address to) {
        return new ForwardedMail(arrival.accountId(), 0, new UUID(0, 0), Optional.empty(), ReversePath.NULL, arrival.author().address(),
                arrival.author().name(), to, arrival.contentId(), arrival.secure(), arrival.thread().orElseGet(UUID::randomUUID), Optional.empty());
    }

    private List<ForwardedMail> ready(Arrival arrival, RawMessage message, long accountId, List<Forward> plan) throws IOException {
        return copies(accountId, plan, message).stream().map(copy -> new ForwardedMail(accountId, copy.rule().id(), copy.rule().uuid(),
                Optional.empty(), reversePath(arrival, accountId), arrival.author().address(), arrival.author().name(), copy.rule().target(),
                copy.contentId(), arrival.secure(), arrival.thread().orElseGet(UUID::randomUUID), Optional.empty())).toList();
    }

    /** One content for all copies: it names their rules. */
    private List<Copy> copies(long accountId, List<Forward> plan, RawMessage message) throws IOException {
        if (plan.isEmpty()) {
            return List.of();
        }
        LoopGuard guard = new LoopGuard(book.secret(accountId));
        List<Forward> uncut = guard.cut(plan, message);
        if (uncut.isEmpty()) {
            return List.of();
        }
        try (InputStream octets = guard.marked(message, uncut).open()) {
            long contentId = vault.store(accountId, octets, MessageSize.ENCODED + MARK_OCTETS);
            return uncut.stream().map(rule -> new Copy(rule, contentId)).toList();
        }
    }

    private List<Forward> rules(User mailbox) {
        return book.active(mailbox.accountId()).stream().filter(rule -> !rule.kind().isResolving()).toList();
    }

    private static Passing.Way way(Arrival arrival) {
        return arrival.received() == Received.INSIDE ? Passing.Way.ARRIVING_FROM_INSIDE : Passing.Way.ARRIVING;
    }

    /** A message is read only if there is a rule, and its text only if a rule asks for it. */
    private List<Forward> plan(User mailbox, Passing.Way way, Correspondent author, RawMessage message, Set<Address> filtered)
            throws IOException {
        List<Forward> rules = rules(mailbox);
        if (rules.isEmpty()) {
            return List.of();
        }
        Reading reading = Forwarding.asksForText(rules) ? reader.read(message, false) : reader.glance(message);
        return Forwarding.plan(rules, new Passing(way, mailbox.address(), author.name(), author.address(), reading.subject(),
                reading.text(), filtered));
    }

    /** Strangers' become ours, so that a bounce comes here and goes back from here. */
    private ReversePath reversePath(Arrival arrival, long accountId) {
        Optional<Address> from = arrival.reversePath().address();
        if (from.isEmpty() || directory.proven(from.get().domain()).isPresent()) {
            return arrival.reversePath();
        }
        return directory.house(accountId).flatMap(ours -> new Srs(book.secret(accountId), clock).rewritten(from.get(), ours))
                .map(ReversePath::of).orElse(ReversePath.NULL);
    }
}
