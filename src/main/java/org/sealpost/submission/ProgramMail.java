package org.sealpost.submission;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.assurance.Reason;
import org.sealpost.directory.User;
import org.sealpost.mail.Address;
import org.sealpost.mail.Envelope;
import org.sealpost.mail.ForwardPath;
import org.sealpost.mail.ReversePath;
import org.sealpost.mailbox.StoredMessage;
import org.sealpost.mime.HeaderGate;
import org.sealpost.vault.Sealing;

/** One message from a mail program, sealed as it comes; at its end it stands at the one front door. */
public final class ProgramMail extends OutputStream {

    private final User user;
    private final ReversePath path;
    private final List<Address> recipients;
    private final boolean requireTls;
    private final PickupTerms terms;
    private final ProgramHeader header;
    private final Sealing sealing;
    private final HeaderGate gate;
    private final Submission submission;
    private final Counter counter;
    private final Conversations conversations;

    ProgramMail(User user, ReversePath path, List<Address> recipients, boolean requireTls, PickupTerms terms, ProgramHeader header, Sealing sealing,
            Submission submission, Counter counter, Conversations conversations) {
        this.user = user;
        this.path = path;
        this.recipients = List.copyOf(recipients);
        this.requireTls = requireTls;
        this.terms = terms;
        this.header = header;
        this.sealing = sealing;
        this.gate = new HeaderGate(header, sealing);
        this.submission = submission;
        this.counter = counter;
        this.conversations = conversations;
    }

    @Override
    public void write(int octet) throws IOException {
        gate.write(octet);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        gate.write(octets, offset, length);
    }

    /**
     * All of it has come.
     *
     * @return accepted or held: it is on disk; refused: nothing of it is
     * @throws IOException if it couldn't be stored now
     */
    public Acceptance finish() throws IOException {
        gate.finish();
        long content = sealing.finish();
        Set<ForwardPath> paths = new LinkedHashSet<>();
        recipients.forEach(one -> paths.add(new ForwardPath(one, header.names(one))));
        Optional<UUID> thread = header.parent().map(StoredMessage::thread);
        Escalation escalation = thread.map(one -> conversations.demanded(user, one)).orElse(Escalation.NONE).strictest(header.found().escalation());
        Wishes wishes = new Wishes(header.found().marking(), false, escalation, requireTls, terms, Duration.ZERO);
        Envelope envelope = new Envelope(path.isNull() ? path : ReversePath.of(header.author()), List.copyOf(paths));
        return counter.take(submission.read(new Entry(new Sender.Staff(user, header.author()), envelope, content, wishes, thread)));
    }

    /** Why a message can't be sent, if that is what a {@link #write} or {@link #finish} stumbled over. */
    public static Optional<Reason> unfit(IOException trouble) {
        if (trouble instanceof ProgramHeader.Unfit unfit) {
            return Optional.of(unfit.reason());
        }
        return trouble instanceof HeaderGate.HeaderTooLong ? Optional.of(Reason.of("program.header")) : Optional.empty();
    }

    /** Without {@link #finish} nothing is left of it. */
    @Override
    public void close() {
        sealing.close();
    }
}
