package org.sealpost.submission;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.Marking;
import org.sealpost.mail.Address;
import org.sealpost.mail.ForwardPath;

/** What is kept of a held message beside its content: from which address and to whom, and what its sender asked for. */
record HeldDetails(Address author, List<ForwardPath> recipients, Marking marking, Escalation escalation, boolean requireTls, Optional<UUID> thread) {

    private static final int FORM = 1;

    HeldDetails {
        recipients = List.copyOf(recipients);
    }

    static HeldDetails of(Entry entry) {
        Wishes wishes = entry.wishes();
        return new HeldDetails(entry.sender().address(), entry.envelope().forwardPaths(), wishes.marking(), wishes.escalation(), wishes.requireTls(), entry.thread());
    }

    byte[] octets() {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(octets)) {
            out.writeByte(FORM);
            out.writeUTF(author.toString());
            out.writeInt(recipients.size());
            for (ForwardPath one : recipients) {
                out.writeUTF(one.address().toString());
                out.writeBoolean(one.visible());
            }
            out.writeUTF(marking.name());
            out.writeUTF(escalation.name());
            out.writeBoolean(requireTls);
            out.writeUTF(thread.map(UUID::toString).orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return octets.toByteArray();
    }

    static HeldDetails of(byte[] octets) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(octets))) {
            if (in.readByte() != FORM) {
                throw new IllegalStateException("a held message in an unknown form");
            }
            Address author = Address.of(in.readUTF());
            List<ForwardPath> recipients = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                recipients.add(new ForwardPath(Address.of(in.readUTF()), in.readBoolean()));
            }
            return new HeldDetails(author, recipients, Marking.valueOf(in.readUTF()), Escalation.valueOf(in.readUTF()), in.readBoolean(),
                    Optional.of(in.readUTF()).filter(text -> !text.isEmpty()).map(UUID::fromString));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
