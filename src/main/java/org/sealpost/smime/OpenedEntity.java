package org.sealpost.smime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sealpost.mail.Address;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.HeaderFields;
import org.sealpost.mime.ProtectedHeader;
import org.sealpost.mime.ProtectedHeader.Kind;
import org.sealpost.mime.ProtectedHeader.Restored;
import org.sealpost.mime.SplitEntity;

/**
 * What is shown of an entity that was opened, or of which the signature is good.
 *
 * @param shown the header, protected or not
 * @param body what comes behind it
 */
public record OpenedEntity(Restored shown, InputStream body) {

    /**
     * Header fields inside as RFC 9788 has them, or as RFC 8551 §3.1 has them: a whole message/rfc822 inside. That may as well be a message that
     * somebody forwards; it counts as this message's header only if it names the same author as the outer one.
     *
     * @param outer of the message as it travelled
     * @param protection how the entity was protected
     * @throws org.sealpost.mime.HeaderGate.HeaderTooLong if a header is longer than anybody's
     */
    public static OpenedEntity of(HeaderFields outer, InputStream entity, Kind protection) throws IOException {
        SplitEntity split = SplitEntity.of(entity);
        Restored restored = ProtectedHeader.restore(outer, split.header());
        if (restored.kind().isPresent() || !isMessage(split.header())) {
            return new OpenedEntity(restored, split.rest());
        }
        Copied copied = new Copied(split.rest());
        SplitEntity message = SplitEntity.of(copied);
        if (authors(outer).isEmpty() || !authors(outer).equals(authors(message.header()))) {
            return new OpenedEntity(restored, new SequenceInputStream(new ByteArrayInputStream(copied.seen()), split.rest()));
        }
        return new OpenedEntity(new Restored(Optional.of(protection), message.header(), false), message.rest());
    }

    private static boolean isMessage(HeaderFields header) {
        return header.count("Content-Type") == 1
                && header.words("Content-Type").orElse("").toLowerCase(Locale.ROOT).matches("message/(rfc822|global)\\s*(;.*)?");
    }

    private static Set<Address> authors(HeaderFields header) {
        return header.everybody("From").stream().map(Correspondent::address).collect(Collectors.toSet());
    }

    /** Keeps what was read, so that it can be read again. */
    private static final class Copied extends InputStream {

        private final InputStream in;
        private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
        private boolean keeps = true;

        Copied(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int count = in.read(into, from, most);
            if (keeps && count > 0) {
                seen.write(into, from, count);
            }
            return count;
        }

        /** From now on nothing more is kept. */
        byte[] seen() {
            keeps = false;
            return seen.toByteArray();
        }
    }
}
