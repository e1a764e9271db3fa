package org.sealpost.mailbox;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sealpost.endtoend.Finding;
import org.sealpost.mail.Address;
import org.sealpost.mime.Correspondent;

/**
 * What a list of messages shows of one. It is kept sealed.
 *
 * @param to the visible recipients, To before Cc, at most {@link #MOST_RECIPIENTS} of them
 * @param subject one line
 * @param snippet the beginning of the text, one line
 * @param attachments how many
 * @param date when it was written
 * @param wire how it came to us; empty if no wire of ours saw it
 * @param finding what is known of it if it arrived encrypted or signed; empty if it didn't
 */
public record Headline(Correspondent from, List<Correspondent> to, String subject, String snippet, int attachments,
        Instant date, Optional<Wire> wire, Optional<Finding> finding) {

    /**
     * @param tls its version, as TLSv1.3; empty if it came in clear
     * @param host what the other server called itself
     * @param sender what proves the author: {@code dkim}, {@code dmarc}; {@code forged} if their domain says that it isn't them; empty
     *               if nothing is known
     */
    public record Wire(String tls, String host, String sender) { }

    static final int MOST_RECIPIENTS = 100;

    private static final int MOST_CHARACTERS = 1000;
    private static final int FORM = 3;
    private static final int WITHOUT_FINDING = 2;
    private static final int WITHOUT_WIRE = 1;

    /** Of a message that came over no wire. */
    public Headline(Correspondent from, List<Correspondent> to, String subject, String snippet, int attachments, Instant date) {
        this(from, to, subject, snippet, attachments, date, Optional.empty(), Optional.empty());
    }

    public Headline {
        to = List.copyOf(to.subList(0, Math.min(to.size(), MOST_RECIPIENTS)));
        subject = cut(subject);
        snippet = cut(snippet);
    }

    /** The same with another finding. */
    public Headline with(Finding found) {
        return new Headline(from, to, subject, snippet, attachments, date, wire, Optional.of(found));
    }

    /** Whether it arrived encrypted by its author, whoever could open it. */
    public boolean isEncrypted() {
        return finding.filter(Finding::isEncrypted).isPresent();
    }

    /** Whether every word stands somewhere in it, whatever its case. */
    boolean mentions(List<String> lowerCaseWords) {
        StringBuilder all = new StringBuilder(subject).append('\n').append(snippet).append('\n').append(from.name())
                .append('\n').append(from.address());
        to.forEach(one -> all.append('\n').append(one.name()).append('\n').append(one.address()));
        String text = all.toString().toLowerCase(Locale.ROOT);
        return lowerCaseWords.stream().allMatch(text::contains);
    }

    byte[] octets() {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(octets)) {
            out.writeByte(FORM);
            write(out, from);
            out.writeInt(to.size());
            for (Correspondent one : to) {
                write(out, one);
            }
            text(out, subject);
            text(out, snippet);
            out.writeInt(attachments);
            out.writeLong(date.toEpochMilli());
            out.writeBoolean(wire.isPresent());
            if (wire.isPresent()) {
                text(out, wire.get().tls());
                text(out, cut(wire.get().host()));
                text(out, wire.get().sender());
            }
            out.writeBoolean(finding.isPresent());
            if (finding.isPresent()) {
                FindingForm.write(out, finding.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return octets.toByteArray();
    }

    static Headline of(byte[] octets) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(octets))) {
            int form = in.readByte();
            if (form < WITHOUT_WIRE || form > FORM) {
                throw new IllegalStateException("a headline in an unknown form");
            }
            Correspondent from = correspondent(in);
            List<Correspondent> to = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                to.add(correspondent(in));
            }
            return new Headline(from, to, text(in), text(in), in.readInt(), Instant.ofEpochMilli(in.readLong()),
                    form >= WITHOUT_FINDING && in.readBoolean() ? Optional.of(new Wire(text(in), text(in), text(in))) : Optional.empty(),
                    form >= FORM && in.readBoolean() ? Optional.of(FindingForm.read(in)) : Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(DataOutputStream out, Correspondent one) throws IOException {
        text(out, one.name());
        text(out, one.address().toString());
    }

    private static Correspondent correspondent(DataInputStream in) throws IOException {
        return new Correspondent(text(in), Address.of(text(in)));
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(octets.length);
        out.write(octets);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static String cut(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
    }
}
