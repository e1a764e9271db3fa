package org.sealpost.opening;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealpost.endtoend.Finding.Apart;
import org.sealpost.mail.RawMessage;
import org.sealpost.mime.HeaderFields;
import org.sealpost.mime.MediaType;
import org.sealpost.mime.PartStream;
import org.sealpost.mime.SplitEntity;
import org.sealpost.openpgp.InlinePgp;

/**
 * The parts of a message that are encrypted or signed for themselves. Messages inside are not looked into: they are attached, somebody else's
 * words.
 */
final class PartsApart {

    private static final int DEEPEST = 16;
    private static final int MOST_PARTS = 500;
    /** More protected parts are nobody's. */
    private static final int MOST = 20;
    /** Octets of a text that is looked at for what is in its middle. */
    private static final int TEXT = 1_000_000;

    private static final byte[] TYPE = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n".getBytes(ISO_8859_1);

    private final PgpLayers pgp;

    PartsApart(PgpLayers pgp) {
        this.pgp = pgp;
    }

    /** All of them; of a damaged message those that were found. */
    List<Apart> of(RawMessage message) {
        List<Apart> found = new ArrayList<>();
        walk(message, (number, kind, header, octets) -> {
            found.add(new Apart(number, kind));
            return found.size() < MOST;
        });
        return found;
    }

    /** Writes one of them as a message of its own by the same author. @return false if there is none with this number */
    boolean extract(RawMessage message, int number, OutputStream to) throws IOException {
        boolean[] done = {false};
        walk(message, (one, kind, header, octets) -> {
            if (one == number) {
                to.write(header);
                octets.transferTo(to);
                done[0] = true;
            }
            return one < number;
        });
        return done[0];
    }

    private interface Visitor {

        /**
         * @param header to stand before the octets
         * @param octets of the part from its header on
         * @return whether to go on
         */
        boolean part(int number, Apart.Kind kind, byte[] header, InputStream octets) throws IOException;
    }

    private void walk(RawMessage message, Visitor visitor) {
        try (InputStream octets = message.open()) {
            SplitEntity whole = SplitEntity.of(octets);
            MediaType type = MediaType.of(whole.header()).orElse(MediaType.TEXT);
            Walk walk = new Walk(visitor, from(whole.header()));
            if (type.isMultipart()) {
                walk.parts(whole.rest(), type.boundary(), 1);
            } else if (type.name().equals("text/plain")) {
                walk.text(whole, true);
            }
        } catch (IOException | RuntimeException e) {
            // damaged from there on; trouble of the store is whoever's who watches it
            return;
        }
    }

    private static byte[] from(HeaderFields header) {
        StringBuilder from = new StringBuilder();
        header.bodies("From").forEach(body -> from.append("From: ").append(body.replaceAll("[\\r\\n]+", " ")).append("\r\n"));
        return from.toString().getBytes(ISO_8859_1);
    }

    private final class Walk {

        private final Visitor visitor;
        private final byte[] from;
        private int found;
        private int seen;
        private boolean ended;

        Walk(Visitor visitor, byte[] from) {
            this.visitor = visitor;
            this.from = from;
        }

        void parts(InputStream body, String boundary, int depth) throws IOException {
            PartStream parts = new PartStream(body, boundary);
            while (!ended && parts.next()) {
                if (++seen > MOST_PARTS || depth > DEEPEST) {
                    ended = true;
                    return;
                }
                SplitEntity part = SplitEntity.of(parts);
                Optional<MediaType> type = MediaType.of(part.header());
                if (type.isEmpty()) {
                    continue;
                }
                if (type.get().isProtected()) {
                    visit(type.get().isSigned() ? Apart.Kind.SIGNED : Apart.Kind.ENCRYPTED, part.header().octets(), part.rest());
                } else if (type.get().isMultipart()) {
                    parts(part.rest(), type.get().boundary(), depth + 1);
                } else if (type.get().name().equals("text/plain")) {
                    text(part, false);
                }
            }
        }

        /** @param alone whether the text is all of the message: then it is only a part of something if it isn't whole */
        void text(SplitEntity part, boolean alone) throws IOException {
            ByteArrayOutputStream entity = new ByteArrayOutputStream();
            entity.writeBytes(fields(part.header()));
            entity.writeBytes(part.rest().readNBytes(TEXT));
            String text = pgp.text(RawMessage.of(entity.toByteArray()));
            Optional<InlinePgp> inline = InlinePgp.in(text);
            if (inline.isPresent() && !(alone && inline.get().whole())) {
                boolean signed = inline.get().kind() == InlinePgp.Kind.SIGNED;
                visit(signed ? Apart.Kind.SIGNED : Apart.Kind.ENCRYPTED, TYPE, new ByteArrayInputStream(signed ? block(text) : inline.get().armored()));
            }
        }

        private void visit(Apart.Kind kind, byte[] fields, InputStream body) throws IOException {
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            header.writeBytes(from);
            header.writeBytes(fields);
            header.writeBytes(new byte[] {'\r', '\n'});
            ended = !visitor.part(++found, kind, header.toByteArray(), body);
        }
    }

    private static byte[] fields(HeaderFields header) {
        StringBuilder fields = new StringBuilder();
        for (String name : List.of("Content-Type", "Content-Transfer-Encoding")) {
            header.bodies(name).forEach(body -> fields.append(name).append(": ").append(body.replaceAll("[\\r\\n]+", " ")).append("\r\n"));
        }
        return fields.append("\r\n").toString().getBytes(ISO_8859_1);
    }

    /** A signed text without what stands around it. */
    private static byte[] block(String text) {
        List<String> lines = text.lines().toList();
        int start = 0;
        while (!lines.get(start).stripTrailing().equals("-----BEGIN PGP SIGNED MESSAGE-----")) {
            start++;
        }
        int end = start;
        while (!lines.get(end).stripTrailing().equals("-----END PGP SIGNATURE-----")) {
            end++;
        }
        return (String.join("\r\n", lines.subList(start, end + 1)) + "\r\n").getBytes(UTF_8);
    }
}
