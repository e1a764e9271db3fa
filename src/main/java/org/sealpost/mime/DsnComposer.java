package org.sealpost.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.RawMessage;

/**
 * Writes delivery status notifications (RFC 3464, RFC 6522). They never hold a message's body nor its Subject: the way
 * back may be worse than the way out. The third part names the message by its Message-ID only.
 */
public final class DsnComposer {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private final SecureRandom random;

    public DsnComposer(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    public RawMessage compose(DeliveryReport report) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try {
            write(report, octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return RawMessage.of(octets.toByteArray());
    }

    private void write(DeliveryReport report, OutputStream out) throws IOException {
        Domain reporter = report.reporter();
        HeaderWriter header = new HeaderWriter(out);
        header.field("Date", DATE.format(clock.instant()));
        header.people("From", List.of(new Correspondent("Sealpost", new Address("postmaster", reporter))));
        header.people("To", List.of(report.to()));
        header.text("Subject", report.subject());
        header.field("Message-ID", new MessageComposer(clock, random).newMessageId(reporter));
        header.messageIds("In-Reply-To", report.originalMessageId().stream().toList());
        header.messageIds("References", report.originalMessageId().stream().toList());
        header.field("Auto-Submitted", "auto-replied");
        header.field("MIME-Version", "1.0");
        PartWriter parts = new PartWriter(out, random);
        parts.multipart("report; report-type=delivery-status",
                () -> parts.text("plain", report.words()),
                () -> parts.plain("message/delivery-status", status(report)),
                () -> parts.plain("text/rfc822-headers", named(report)));
    }

    private static String status(DeliveryReport report) {
        Fields fields = new Fields()
                .add("Reporting-MTA", "dns; " + report.reporter())
                .add("Arrival-Date", date(report.arrival()))
                .gap()
                .add("Final-Recipient", type(report.recipient()) + "; " + report.recipient())
                .add("Action", report.action().name().toLowerCase(Locale.ROOT))
                .add("Status", report.status().toString());
        report.remoteMta().ifPresent(mta -> fields.add("Remote-MTA", "dns; " + mta));
        report.diagnostic().ifPresent(reply -> fields.add("Diagnostic-Code", "smtp; " + ascii(reply)));
        report.retryUntil().ifPresent(until -> fields.add("Will-Retry-Until", date(until)));
        return fields.toString();
    }

    private static String named(DeliveryReport report) {
        Optional<String> id = report.originalMessageId().filter(HeaderWriter::isMessageId);
        return id.map(known -> new Fields().add("Message-ID", known).toString()).orElse("");
    }

    private static String date(Instant at) {
        return DATE.format(at);
    }

    /** RFC 6533 for addresses beyond ASCII. */
    private static String type(Address recipient) {
        return recipient.needsSmtpUtf8() ? "utf-8" : "rfc822";
    }

    private static String ascii(String reply) {
        return new String(reply.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
    }

    private static final class Fields {
        private final StringBuilder lines = new StringBuilder();

        Fields add(String name, String value) {
            String line = FieldText.oneLine(value);
            lines.append(name).append(": ").append(line, 0, Math.min(line.length(), 900)).append("\r\n");
            return this;
        }

        Fields gap() {
            lines.append("\r\n");
            return this;
        }

        @Override
        public String toString() {
            return lines.toString();
        }
    }
}
