package org.sealpost.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.james.mime4j.stream.RawField;

/**
 * The header of a message that was written elsewhere (RFC 5322 §2.2), to read and to change before it goes on. What isn't changed
 * keeps its octets.
 */
public final class HeaderFields {

    private static final String CRLF = "\r\n";

    /** @param raw octet for octet, with each CRLF; not a field if the name is empty */
    record Entry(String name, String raw) { }

    private final List<Entry> entries = new ArrayList<>();

    /** @param octets all fields, each ended by CRLF, without the empty line behind them */
    public HeaderFields(byte[] octets) {
        StringBuilder field = new StringBuilder();
        for (String line : new String(octets, ISO_8859_1).split("(?<=\r\n)")) {
            if (field.length() > 0 && !line.startsWith(" ") && !line.startsWith("\t")) {
                take(field.toString());
                field.setLength(0);
            }
            field.append(line);
        }
        if (field.length() > 0) {
            take(field.toString());
        }
    }

    private void take(String raw) {
        int colon = raw.indexOf(':');
        String name = colon < 0 ? "" : raw.substring(0, colon).stripTrailing();
        entries.add(new Entry(name.matches("[!-9;-~]+") ? name : "", raw));
    }

    /** Whether something stands there that is no field. */
    public boolean isDamaged() {
        return entries.stream().anyMatch(entry -> entry.name().isEmpty());
    }

    public int count(String name) {
        return (int) named(name).count();
    }

    /** The first field's words, decoded (RFC 2047, RFC 6532), on one line. */
    public Optional<String> words(String name) {
        return named(name).findFirst().map(entry -> HeaderReader.words(field(entry)));
    }

    /** The same, however long it is. */
    public Optional<String> allWords(String name) {
        return named(name).findFirst().map(entry -> FieldText.oneLine(HeaderReader.decoded(field(entry).getBody())));
    }

    /** What stands in all fields of this name, unfolded (RFC 5322 §2.2.3) and otherwise as it came. */
    public List<String> bodies(String name) {
        return named(name).map(entry -> field(entry).getBody()).toList();
    }

    /** Whether a folded line is blank: to some readers the header ends there. */
    public boolean hasBlankLine() {
        return entries.stream().anyMatch(entry -> entry.raw().lines().anyMatch(String::isBlank));
    }

    /** All whom fields of this name name, in one list; nobody if any of them has no address that is one. */
    public List<Correspondent> everybody(String name) {
        List<Correspondent> people = new ArrayList<>();
        for (Entry entry : named(name).toList()) {
            Optional<List<Correspondent>> some = HeaderReader.allPeople(field(entry));
            if (some.isEmpty()) {
                return List.of();
            }
            people.addAll(some.get());
        }
        return people;
    }

    /** All whom fields of this name name, whose address is one. */
    public List<Correspondent> people(String name) {
        return named(name).flatMap(entry -> HeaderReader.people(field(entry)).stream()).toList();
    }

    public List<String> messageIds(String name) {
        return named(name).flatMap(entry -> HeaderReader.messageIds(field(entry)).stream()).toList();
    }

    public Optional<Instant> date(String name) {
        return named(name).findFirst().flatMap(entry -> HeaderReader.date(field(entry)));
    }

    public void remove(String... names) {
        Set<String> gone = Stream.of(names).map(String::toLowerCase).collect(Collectors.toSet());
        entries.removeIf(entry -> gone.contains(entry.name().toLowerCase(java.util.Locale.ROOT)));
    }

    /** Fields of this name whose unfolded value is one of those. */
    public void removeWhere(String name, Predicate<String> value) {
        entries.removeIf(entry -> entry.name().equalsIgnoreCase(name) && value.test(field(entry).getBody()));
    }

    /** Words of people, in the place of the first field of this name; further ones go. */
    public void change(String name, String words) {
        put(name, written(name, writer -> writer.text(name, words)));
    }

    /** People, in the place of the first field of this name, as they are understood here; further ones go. */
    public void change(String name, List<Correspondent> people) {
        put(name, written(name, writer -> writer.people(name, people)));
    }

    private void put(String name, Entry entry) {
        int place = 0;
        while (place < entries.size() && !entries.get(place).name().equalsIgnoreCase(name)) {
            place++;
        }
        remove(name);
        entries.add(place, entry);
    }

    /** A field above all others, as traces stand. @param value already has the field's form */
    public void prepend(String name, String value) {
        entries.add(0, written(name, writer -> writer.field(name, value)));
    }

    /** A field below all others. @param value already has the field's form */
    public void append(String name, String value) {
        entries.add(written(name, writer -> writer.field(name, value)));
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    public byte[] octets() {
        return entries.stream().map(Entry::raw).collect(Collectors.joining()).getBytes(ISO_8859_1);
    }

    private interface Writing {
        void with(HeaderWriter writer) throws IOException;
    }

    private static Entry written(String name, Writing writing) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try {
            writing.with(new HeaderWriter(octets));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Entry(name, octets.toString(ISO_8859_1));
    }

    private Stream<Entry> named(String name) {
        return entries.stream().filter(entry -> entry.name().equalsIgnoreCase(name));
    }

    private static RawField field(Entry entry) {
        String body = entry.raw().substring(entry.raw().indexOf(':') + 1).replace(CRLF, "").strip();
        return new RawField(entry.name(), decoded(body.getBytes(ISO_8859_1)));
    }

    private static String decoded(byte[] octets) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
        } catch (CharacterCodingException e) {
            return new String(octets, ISO_8859_1);
        }
    }
}
