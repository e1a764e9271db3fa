package org.sealpost.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.sealpost.mail.RawMessage;

/** Writes reports on TLS as they are mailed (RFC 8460 §5.3, RFC 6522): some words for people, and the packed report. */
public final class ReportComposer {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String PACKED = "application/tlsrpt+gzip";

    private final InstantSource clock;
    private final SecureRandom random;

    public ReportComposer(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    public RawMessage compose(ReportLetter letter) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try {
            write(letter, octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return RawMessage.of(octets.toByteArray());
    }

    private void write(ReportLetter letter, OutputStream out) throws IOException {
        HeaderWriter header = new HeaderWriter(out);
        header.field("Date", DATE.format(clock.instant()));
        header.people("From", List.of(letter.from()));
        header.people("To", List.of(Correspondent.of(letter.to())));
        header.field("Subject", "Report Domain: " + letter.about() + " Submitter: " + letter.submitter() + " Report-ID: <" + letter.id() + "@"
                + letter.submitter() + ">");
        header.field("Message-ID", new MessageComposer(clock, random).newMessageId(letter.submitter()));
        header.field("TLS-Report-Domain", letter.about().name());
        header.field("TLS-Report-Submitter", letter.submitter().name());
        header.field("Auto-Submitted", "auto-generated");
        header.field("MIME-Version", "1.0");
        PartWriter parts = new PartWriter(out, random);
        parts.multipart("report; report-type=\"tlsrpt\"",
                () -> parts.text("plain", letter.words()),
                () -> parts.enclosure(new Enclosure(letter.fileName(), PACKED, letter.packed())));
    }
}
