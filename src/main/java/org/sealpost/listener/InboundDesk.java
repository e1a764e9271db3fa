package org.sealpost.listener;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.sealpost.reception.Inbound;
import org.sealpost.reception.InboundMail;
import org.sealpost.reception.Origin;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.server.Desk;
import org.sealpost.smtp.server.MailFrom;
import org.sealpost.smtp.server.Peer;
import org.sealpost.smtp.server.RcptTo;
import org.sealpost.smtp.server.Replies;

/** Mail from other servers: taken for our own mailboxes, and for nobody else. */
final class InboundDesk implements Desk {

    private static final System.Logger LOG = System.getLogger(InboundDesk.class.getName());
    private static final Reply SENDER_FINE = Replies.of(250, "2.1.0 Sender fine");
    private static final Reply RECIPIENT_FINE = Replies.of(250, "2.1.5 Recipient fine");
    private static final Reply NO_RELAY = Replies.of(550, "5.7.1 We don't take mail for that domain");
    private static final Reply NOBODY = Replies.of(550, "5.1.1 There is no such mailbox");
    private static final Reply KEPT = Replies.of(250, "2.0.0 Kept");

    private final Inbound inbound;
    private final Function<Peer, Optional<String>> proof;
    private Optional<Origin> origin = Optional.empty();
    private final Map<String, Inbound.Addressee> recipients = new LinkedHashMap<>();

    /** @param proof what the other server calls itself, if its certificate proves that */
    InboundDesk(Inbound inbound, Function<Peer, Optional<String>> proof) {
        this.inbound = inbound;
        this.proof = proof;
    }

    @Override
    public Reply mail(Peer peer, MailFrom from) {
        origin = Optional.of(origin(peer, from));
        return SENDER_FINE;
    }

    @Override
    public Reply rcpt(RcptTo to) {
        Optional<Inbound.Addressee> addressee = inbound.addressee(to.address());
        if (addressee.isEmpty()) {
            return inbound.isOurs(to.address()) ? NOBODY : NO_RELAY;
        }
        Optional<Reply> refusal = inbound.refusal(origin.orElseThrow(), addressee.get()).map(InboundDesk::refused);
        refusal.ifPresentOrElse(reply -> LOG.log(Level.INFO, "refused mail of {0}", origin.get().address().getHostAddress()),
                () -> recipients.put(addressee.get().address().toString(), addressee.get()));
        return refusal.orElse(RECIPIENT_FINE);
    }

    @Override
    public Incoming data() throws IOException {
        return new Arriving(inbound.open(origin.orElseThrow(), List.copyOf(recipients.values())));
    }

    @Override
    public void reset() {
        origin = Optional.empty();
        recipients.clear();
    }

    private static Reply refused(Inbound.Demand demand) {
        return switch (demand) {
            case TLS -> Replies.of(530, "5.7.0 Mail of this sender is taken over TLS only: STARTTLS first");
            case PROOF -> Replies.of(550, "5.7.1 Mail of this sender is taken from a host of theirs only, proven by its certificate");
            case NOTIFICATION -> Replies.of(550, "5.7.1 This address takes notifications only");
            case MAILBOX_TLS -> Replies.of(530, "5.7.0 This mailbox takes mail over TLS only: STARTTLS first");
        };
    }

    private Origin origin(Peer peer, MailFrom from) {
        return new Origin(peer.address(), peer.hello(), peer.tls().map(tls -> new Origin.Tls(tls.version(), tls.cipherSuite(),
                proof.apply(peer))), from.path(), from.requireTls());
    }

    /** A message on its way in; an author who is locked is seen only once the header has come. */
    private static final class Arriving implements Incoming {

        private final InboundMail mail;
        private Optional<Inbound.Demand> lacking = Optional.empty();

        private Arriving(InboundMail mail) {
            this.mail = mail;
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            if (lacking.isEmpty()) {
                try {
                    mail.write(octets, offset, length);
                } catch (IOException e) {
                    lacking = Optional.of(InboundMail.demand(e).orElseThrow(() -> e));
                }
            }
        }

        @Override
        public Reply finish() throws IOException {
            try (mail) {
                if (lacking.isEmpty()) {
                    mail.finish();
                }
            } catch (IOException e) {
                lacking = Optional.of(InboundMail.demand(e).orElseThrow(() -> e));
            }
            return lacking.map(InboundDesk::refused).orElse(KEPT);
        }

        @Override
        public void abandon() {
            mail.close();
        }
    }
}
