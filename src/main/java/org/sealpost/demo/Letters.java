package org.sealpost.demo;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sealpost.mail.Address;
import org.sealpost.mime.HeaderFields;

/** Messages as plain text, before anything is done with a key, and taken apart again. */
final class Letters {

    private static final String HEADER = """
            From: %s <%s>
            To: Sam Berger <sam@clinic.test>
            Date: %s
            Message-ID: <%s@%s>
            Subject: %s
            %sMIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: %s

            """;

    /** A signature in S/MIME needs them (RFC 8551 §3.1.3). */
    private static final String SEVEN_BITS = "quoted-printable";

    private Letters() {
    }

    static byte[] toSam(Correspondent author, String name, String subject, String words, Instant now) {
        return octets(author, name, subject, "", "Dear Sam,\n\n" + words + "\n", now);
    }

    /** An answer that quotes what was read. */
    static byte[] answer(Correspondent author, String name, Unsealed read, String words, Instant now) {
        String subject = read.mail().subject();
        String thread = read.header().messageIds("Message-ID").stream().findFirst()
                .map(id -> "In-Reply-To: " + id + "\nReferences: " + id + "\n").orElse("");
        String quoted = read.mail().text().lines().limit(20).map(line -> "> " + line + "\n").collect(Collectors.joining());
        return octets(author, name, subject.startsWith("Re: ") ? subject : "Re: " + subject, thread, words + "\n\n" + quoted, now);
    }

    /** Its only author. */
    static Optional<Address> author(HeaderFields header) {
        return header.everybody("From").stream().map(org.sealpost.mime.Correspondent::address).findFirst();
    }

    static byte[] joined(HeaderFields header, InputStream body) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(header.octets());
        whole.write(new byte[] {'\r', '\n'});
        body.transferTo(whole);
        return whole.toByteArray();
    }

    private static byte[] octets(Correspondent author, String name, String subject, String more, String text, Instant now) {
        boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(text);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try {
            String header = HEADER.formatted(name, author.address(), DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)),
                    UUID.randomUUID(), author.domain(), MimeUtility.encodeText(subject, "utf-8", "Q"), more, ascii ? "7bit" : SEVEN_BITS);
            whole.writeBytes(crlf(header));
            try (OutputStream body = ascii ? whole : MimeUtility.encode(whole, SEVEN_BITS)) {
                body.write(crlf(text));
            }
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
        return whole.toByteArray();
    }

    private static byte[] crlf(String text) {
        return text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
