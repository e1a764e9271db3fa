package org.sealpost.reporting;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sealpost.mail.RawMessage;
import org.sealpost.mime.MessageReader;
import org.sealpost.mime.Reading.Attached;

/** Finds the report in the mail that carries it (RFC 8460 §5.3): the first part of a report's media type. */
final class Enclosed {

    /** Octets, decoded from base64 and still packed. */
    static final int LARGEST = 1_024 * 1_024;
    private static final List<String> TYPES = List.of("application/tlsrpt+gzip", "application/tlsrpt+json");

    private static final MessageReader READER = new MessageReader();

    private Enclosed() { }

    /** Empty if there is none, or only one that is too large. @throws IOException if the message can't be read now */
    static Optional<byte[]> in(RawMessage message) throws IOException {
        Optional<Attached> report = READER.glance(message).attachments().stream()
                .filter(part -> TYPES.contains(part.mediaType().toLowerCase(Locale.ROOT))).findFirst();
        if (report.isEmpty() || report.get().size() > LARGEST) {
            return Optional.empty();
        }
        Optional<InputStream> content = READER.openPart(message, report.get().part());
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream octets = content.get()) {
            return Optional.of(octets.readNBytes(LARGEST));
        }
    }
}
