package org.sealpost.listener;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealpost.assurance.Reason;
import org.sealpost.directory.User;
import org.sealpost.mail.Address;
import org.sealpost.mail.ReversePath;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.server.Desk;
import org.sealpost.smtp.server.MailFrom;
import org.sealpost.smtp.server.Peer;
import org.sealpost.smtp.server.RcptTo;
import org.sealpost.smtp.server.Replies;
import org.sealpost.smtp.server.ScramKeys;
import org.sealpost.submission.Acceptance;
import org.sealpost.submission.ProgramLogin;
import org.sealpost.submission.ProgramMail;
import org.sealpost.submission.Programs;

/** Mail from mail programs (RFC 6409): of a user who has signed in, from their own address, to the one front door. */
final class SubmissionDesk implements Desk {

    private static final Reply SENDER_FINE = Replies.of(250, "2.1.0 Sender fine");
    private static final Reply RECIPIENT_FINE = Replies.of(250, "2.1.5 Recipient fine");
    private static final Reply FOREIGN = Replies.of(550, "5.7.1 You may send from your own address only");
    private static final Reply TOO_OFTEN = Replies.of(421, "4.7.0 Too many wrong tries, come again later");
    private static final Reply NOBODY = Replies.of(550, "5.1.1 There is no such mailbox");

    private final Programs programs;
    private final ProgramLogin login;
    private final List<Address> recipients = new ArrayList<>();
    private Optional<User> user = Optional.empty();
    private ReversePath path = ReversePath.NULL;
    private boolean requireTls;

    SubmissionDesk(Programs programs, ProgramLogin login) {
        this.programs = programs;
        this.login = login;
    }

    @Override
    public Optional<Reply> logIn(Peer peer, String name, char[] password) {
        return entered(login.enter(name, password, peer.address()));
    }

    @Override
    public boolean offersScram() {
        return login.provesAllByScram();
    }

    @Override
    public ScramKeys scramKeys(Peer peer, String name) {
        return login.scramKeys(name, peer.address());
    }

    @Override
    public Optional<Reply> logIn(Peer peer, String name, boolean proven) {
        return entered(login.enter(name, proven, peer.address()));
    }

    @Override
    public Reply mail(Peer peer, MailFrom from) {
        path = from.path();
        requireTls = from.requireTls();
        return path.isNull() || isOwn(path.address().orElseThrow()) ? SENDER_FINE : FOREIGN;
    }

    @Override
    public Reply rcpt(RcptTo to) {
        if (programs.isNobody(to.address())) {
            return NOBODY;
        }
        recipients.add(to.address());
        return RECIPIENT_FINE;
    }

    @Override
    public Incoming data() throws IOException {
        return new Posted(programs.open(user.orElseThrow(), path, recipients, requireTls));
    }

    @Override
    public void reset() {
        recipients.clear();
        path = ReversePath.NULL;
        requireTls = false;
    }

    /** What stands in the way; empty if nothing does. */
    private Optional<Reply> entered(ProgramLogin.Result result) {
        user = result.user();
        return user.isPresent() ? Optional.empty() : Optional.of(result.tooOften() ? TOO_OFTEN : Replies.WRONG_PASSWORD);
    }

    private boolean isOwn(Address address) {
        return user.filter(known -> programs.maySend(known, address)).isPresent();
    }

    /** A message on its way; what its header may not say refuses it once all of it was read. */
    private static final class Posted implements Incoming {

        private final ProgramMail mail;
        private Optional<Reason> unfit = Optional.empty();

        private Posted(ProgramMail mail) {
            this.mail = mail;
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            if (unfit.isEmpty()) {
                try {
                    mail.write(octets, offset, length);
                } catch (IOException e) {
                    unfit = Optional.of(ProgramMail.unfit(e).orElseThrow(() -> e));
                }
            }
        }

        @Override
        public Reply finish() throws IOException {
            try (mail) {
                return unfit.isPresent() ? Sentences.of(List.of(unfit.get())) : reply(mail.finish());
            } catch (IOException e) {
                return Sentences.of(List.of(ProgramMail.unfit(e).orElseThrow(() -> e)));
            }
        }

        @Override
        public void abandon() {
            mail.close();
        }

        private static Reply reply(Acceptance acceptance) {
            if (acceptance instanceof Acceptance.Held) {
                return Replies.of(250, "2.0.0 Held until you finish sending: a mail in your inbox tells how");
            }
            return acceptance instanceof Acceptance.Accepted accepted ? Replies.of(250, "2.0.0 Accepted as " + accepted.message())
                    : Sentences.of(((Acceptance.Refused) acceptance).reasons());
        }
    }
}
