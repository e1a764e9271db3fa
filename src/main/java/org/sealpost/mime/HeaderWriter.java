package org.sealpost.mime;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes header fields (RFC 5322 §2.2): folded, encoded words where they are needed (RFC 2047), CRLF. */
final class HeaderWriter {

    private static final Pattern NAME = Pattern.compile("[!-9;-~]{1,76}");
    private static final Pattern MESSAGE_ID = Pattern.compile("<[!-;=?-~]{1,250}@[!-;=?-~]{1,250}>");
    private static final byte[] CRLF = {'\r', '\n'};

    private final OutputStream out;

    HeaderWriter(OutputStream out) {
        this.out = out;
    }

    static boolean isMessageId(String text) {
        return MESSAGE_ID.matcher(text).matches();
    }

    /** Words of people: encoded if they aren't plain ASCII. */
    void text(String name, String words) throws IOException {
        field(name, MimeUtility.encodeText(FieldText.oneLine(words), "UTF-8", null));
    }

    void people(String name, List<Correspondent> people) throws IOException {
        if (!people.isEmpty()) {
            field(name, people.stream().map(HeaderWriter::written).collect(Collectors.joining(", ")));
        }
    }

    /** What is no Message-ID is left out: it came from outside. */
    void messageIds(String name, List<String> ids) throws IOException {
        String valid = ids.stream().filter(HeaderWriter::isMessageId).collect(Collectors.joining(" "));
        if (!valid.isEmpty()) {
            field(name, valid);
        }
    }

    /** A value that already has the field's form. */
    void field(String name, String value) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no header field name");
        }
        String unfolded = value.replace("\r\n ", " ").replace("\r\n\t", " ");
        String folded = MimeUtility.fold(name.length() + 2, FieldText.oneLine(unfolded));
        out.write((name + ": " + folded).getBytes(StandardCharsets.UTF_8));
        out.write(CRLF);
    }

    void end() throws IOException {
        out.write(CRLF);
    }

    private static String written(Correspondent person) {
        try {
            String name = person.name().isEmpty() ? null : person.name();
            return new InternetAddress(person.address().toString(), name, "UTF-8").toString();
        } catch (UnsupportedEncodingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
