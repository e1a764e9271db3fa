package org.sealpost.transport;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealpost.assurance.Reason;
import org.sealpost.mail.Address;
import org.sealpost.mail.EnhancedStatus;
import org.sealpost.smtp.Extensions;
import org.sealpost.smtp.FinalDotUnanswered;
import org.sealpost.smtp.MailParameters;
import org.sealpost.smtp.MessageWithheld;
import org.sealpost.smtp.Offer;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.SmtpConnection;
import org.sealpost.smtp.UnreadableMessage;

/** Hands one consignment over on a session that was judged good enough. */
final class Transaction {

    /** How the session is left. */
    enum End {
        /** Another transaction may follow. */
        CLEAN,
        BROKEN,
        /** A reused session was dead before it said anything: the host hasn't been asked yet. */
        STALE
    }

    private static final int CLOSING = 421;
    private static final int TOO_MANY_RECIPIENTS = 452;

    private final Consignment consignment;
    private final MxSession session;
    private final SmtpConnection connection;
    private final String host;
    private final Ledger ledger;
    private final InstantSource clock;

    Transaction(Consignment consignment, MxSession session, Ledger ledger, InstantSource clock) {
        this.consignment = consignment;
        this.session = session;
        this.connection = session.connection();
        this.host = session.host();
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Records a finding for every recipient that is open, unless the session was stale. */
    End carryOut() {
        refuseWhatCantBeTaken();
        return ledger.isSettled() ? End.CLEAN : offer(ledger.open());
    }

    private End offer(List<Address> recipients) {
        try (InputStream message = consignment.message().open()) {
            return offer(recipients, message);
        } catch (IOException e) {
            ledger.recordOpen(ownFault());
            return End.BROKEN;
        }
    }

    private End offer(List<Address> recipients, InputStream message) {
        if (!consignment.permit().stands()) {
            ledger.recordOpen(Finding.handedOver());
            return End.CLEAN;
        }
        Offer offer;
        try {
            offer = connection.offer(consignment.reversePath(), parameters(recipients), recipients);
        } catch (IOException e) {
            if (session.isReused()) {
                return End.STALE;
            }
            return broken(Finding.lost(Caller.fault(host, e)), Optional.empty());
        }
        if (session.isReused() && offer.mail().code() == CLOSING) {
            return End.STALE;
        }
        session.countTransaction();
        return offer.awaitsMessage() ? send(recipients, offer, message) : refused(recipients, offer);
    }

    private End send(List<Address> recipients, Offer offer, InputStream message) {
        List<Address> accepted = recordRefused(recipients, offer);
        try {
            Reply reply = connection.send(message, consignment.message().size(), consignment.permit()::stands);
            Finding finding = reply.isPositive() ? Finding.delivered(host, reply) : Finding.of(host, reply);
            accepted.forEach(recipient -> ledger.record(recipient, finding));
            ledger.see(session.evidence(clock.instant(), Optional.of(reply)));
            return reply.isPositive() ? sendRest(recipients, offer) : End.CLEAN;
        } catch (FinalDotUnanswered e) {
            Finding unknown = Finding.unknown(Reason.of("smtp.uncertain", host));
            accepted.forEach(recipient -> ledger.record(recipient, unknown));
            return broken(Finding.lost(Reason.of("mx.closed", host)), Optional.empty());
        } catch (MessageWithheld e) {
            return broken(Finding.handedOver(), Optional.empty());
        } catch (UnreadableMessage e) {
            return broken(ownFault(), Optional.empty());
        } catch (IOException e) {
            return broken(Finding.lost(Caller.fault(host, e)), Optional.empty());
        }
    }

    /** Recipients beyond what the peer takes in one transaction follow at once (RFC 5321 §4.5.3.1.10). */
    private End sendRest(List<Address> recipients, Offer offer) {
        List<Address> rest = new ArrayList<>();
        for (int i = 0; i < recipients.size(); i++) {
            if (offer.recipients().get(i).code() == TOO_MANY_RECIPIENTS) {
                rest.add(recipients.get(i));
            }
        }
        if (rest.isEmpty()) {
            return End.CLEAN;
        }
        End end = offer(rest);
        return end == End.STALE ? End.BROKEN : end;
    }

    private End refused(List<Address> recipients, Offer offer) {
        Reply decisive = offer.mail();
        if (!offer.mail().isPositive()) {
            ledger.recordOpen(Finding.of(host, offer.mail()));
        } else {
            List<Address> accepted = recordRefused(recipients, offer);
            decisive = accepted.isEmpty() ? offer.recipients().get(0) : offer.data().orElseThrow();
            Finding finding = Finding.of(host, decisive);
            accepted.forEach(recipient -> ledger.record(recipient, finding));
        }
        ledger.see(session.evidence(clock.instant(), Optional.of(decisive)));
        return offer.awaitsDot() ? End.BROKEN : reset();
    }

    private List<Address> recordRefused(List<Address> recipients, Offer offer) {
        List<Address> accepted = new ArrayList<>();
        for (int i = 0; i < recipients.size(); i++) {
            Reply reply = offer.recipients().get(i);
            if (reply.isPositive()) {
                accepted.add(recipients.get(i));
            } else {
                ledger.record(recipients.get(i), Finding.of(host, reply));
            }
        }
        return accepted;
    }

    private End reset() {
        try {
            return connection.rset().isPositive() ? End.CLEAN : End.BROKEN;
        } catch (IOException e) {
            return End.BROKEN;
        }
    }

    private End broken(Finding finding, Optional<Reply> reply) {
        ledger.recordOpen(finding);
        ledger.see(session.evidence(clock.instant(), reply));
        return End.BROKEN;
    }

    private MailParameters parameters(List<Address> recipients) {
        boolean utf8 = recipients.stream().anyMatch(Address::needsSmtpUtf8) || senderNeedsUtf8();
        return new MailParameters(consignment.message().size(), utf8, consignment.headersOnlyOnReturn(),
                consignment.queueId(), consignment.demand().requireTls());
    }

    private boolean senderNeedsUtf8() {
        return consignment.reversePath().address().filter(Address::needsSmtpUtf8).isPresent();
    }

    /** What the peer says beforehand that it can't take, it isn't asked to. */
    private void refuseWhatCantBeTaken() {
        Extensions offered = connection.extensions();
        long size = consignment.message().size();
        if (offered.size().isPresent() && size > offered.size().getAsLong()) {
            ledger.recordOpen(Finding.refused(new EnhancedStatus(5, 3, 4),
                    Reason.of("smtp.size", host, String.valueOf(offered.size().getAsLong()))));
        }
        if (!offered.offer("SMTPUTF8")) {
            Finding finding = Finding.refused(new EnhancedStatus(5, 6, 7), Reason.of("smtp.utf8", host));
            ledger.open().stream().filter(recipient -> senderNeedsUtf8() || recipient.needsSmtpUtf8())
                    .forEach(recipient -> ledger.record(recipient, finding));
        }
        if (!offered.offer("8BITMIME") && !ledger.isSettled()) {
            refuseEightBit();
        }
        if (ledger.isSettled()) {
            ledger.see(session.evidence(clock.instant(), Optional.empty()));
        }
    }

    private void refuseEightBit() {
        try (InputStream message = consignment.message().open()) {
            if (EightBit.isIn(message)) {
                ledger.recordOpen(Finding.refused(new EnhancedStatus(5, 6, 3), Reason.of("smtp.eightbit", host)));
            }
        } catch (IOException e) {
            ledger.recordOpen(ownFault());
        }
    }

    /** The message couldn't be read; no other host would get more. */
    private Finding ownFault() {
        return new Finding(Finding.Weight.FINAL, Outcome.Kind.DEFERRED, new EnhancedStatus(4, 3, 0),
                Reason.of("smtp.unreadable"), false, false);
    }
}
