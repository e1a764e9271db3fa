package org.sealpost.assurance;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;

/**
 * Who may get secure mail by TLS alone. An entry is an address or a whole domain (its subdomains aren't meant); case,
 * a trailing dot, the Unicode form or quotes make no difference.
 *
 * @param entries canonical addresses and domains; empty with EVERYONE
 */
public record TlsRecipients(Mode mode, SortedSet<String> entries) {

    public enum Mode {
        EVERYONE,
        /** Only those listed. */
        ONLY,
        /** Everyone but those listed. */
        EXCEPT
    }

    public static final TlsRecipients EVERYONE = new TlsRecipients(Mode.EVERYONE, new TreeSet<>());

    private static final int MOST_ENTRIES = 10_000;

    /** @throws org.sealpost.mail.MalformedAddress if an entry is neither address nor domain */
    public TlsRecipients {
        if (entries.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException("more than " + MOST_ENTRIES + " entries");
        }
        entries = entries.stream().map(TlsRecipients::canonical).collect(Collectors.toCollection(TreeSet::new));
    }

    public static TlsRecipients of(Mode mode, Collection<String> entries) {
        return new TlsRecipients(mode, new TreeSet<>(entries));
    }

    public boolean allow(Address recipient) {
        boolean listed = entries.contains(canonical(recipient)) || entries.contains(recipient.domain().name());
        return switch (mode) {
            case EVERYONE -> true;
            case ONLY -> listed;
            case EXCEPT -> !listed;
        };
    }

    static TlsRecipients read(String text) {
        String[] words = text.split("[\\s,]+");
        Mode mode = Mode.valueOf(words[0].toUpperCase(Locale.ROOT));
        return of(mode, Arrays.asList(words).subList(1, words.length));
    }

    String written() {
        return (mode.name().toLowerCase(Locale.ROOT) + " " + String.join(" ", entries)).strip();
    }

    private static String canonical(String entry) {
        return entry.contains("@") ? canonical(Address.of(entry)) : new Domain(entry.strip()).name();
    }

    private static String canonical(Address address) {
        return Normalizer.normalize(address.toString(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
