package org.sealpost.mime;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.field.DateTimeField;
import org.apache.james.mime4j.field.DateTimeFieldLenientImpl;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.james.mime4j.stream.Field;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.MalformedAddress;

/** Makes values of header fields, whatever state they are in. */
final class HeaderReader {

    private static final int MAX_PEOPLE = 500;
    private static final int MAX_WORDS = 2_000;
    private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]{1,250}@[^<>\\s]{1,250}>");

    private HeaderReader() { }

    static String words(Field field) {
        String line = FieldText.oneLine(decoded(body(field)));
        return line.codePointCount(0, line.length()) > MAX_WORDS ? line.substring(0, line.offsetByCodePoints(0, MAX_WORDS)) : line;
    }

    /** Those whose address is one; the others can't be answered and are left out. */
    static List<Correspondent> people(Field field) {
        List<Correspondent> people = new ArrayList<>();
        for (var mailbox : LenientAddressParser.DEFAULT.parseAddressList(body(field)).flatten()) {
            correspondent(mailbox).ifPresent(people::add);
            if (people.size() == MAX_PEOPLE) {
                break;
            }
        }
        return people;
    }

    /** All of them, or nobody: empty as soon as one isn't an address. */
    static Optional<List<Correspondent>> allPeople(Field field) {
        List<Correspondent> people = new ArrayList<>();
        for (var mailbox : LenientAddressParser.DEFAULT.parseAddressList(body(field)).flatten()) {
            Optional<Correspondent> one = correspondent(mailbox);
            if (one.isEmpty() || people.size() == MAX_PEOPLE) {
                return Optional.empty();
            }
            people.add(one.get());
        }
        return Optional.of(people);
    }

    static List<String> messageIds(Field field) {
        return MESSAGE_ID.matcher(body(field)).results().limit(100).map(m -> m.group()).toList();
    }

    static Optional<Instant> date(Field field) {
        DateTimeField date = DateTimeFieldLenientImpl.PARSER.parse(field, DecodeMonitor.SILENT);
        return Optional.ofNullable(date.getDate()).map(java.util.Date::toInstant);
    }

    /** Encoded words (RFC 2047) made readable; what can't be decoded stays as it was written. */
    static String decoded(String written) {
        try {
            return DecoderUtil.decodeEncodedWords(written, DecodeMonitor.SILENT, StandardCharsets.UTF_8);
        } catch (RuntimeException e) {
            return written;
        }
    }

    private static Optional<Correspondent> correspondent(org.apache.james.mime4j.dom.address.Mailbox mailbox) {
        try {
            String name = mailbox.getName() == null ? "" : mailbox.getName();
            Address address = new Address(mailbox.getLocalPart(), new Domain(mailbox.getDomain()));
            return Optional.of(new Correspondent(decoded(name), address));
        } catch (MalformedAddress | NullPointerException e) {
            return Optional.empty();
        }
    }

    private static String body(Field field) {
        return field.getBody() == null ? "" : field.getBody();
    }
}
