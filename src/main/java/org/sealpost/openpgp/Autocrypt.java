package org.sealpost.openpgp;

import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.Address;
import org.sealpost.mail.MalformedAddress;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.HeaderFields;

/**
 * The header field by which mail programs hand out their certificate (Autocrypt Level 1 §2.1). It proves nothing: whoever may write a
 * message in somebody's name may write this field.
 */
public final class Autocrypt {

    /** The field's name. */
    public static final String FIELD = "Autocrypt";
    /** Octets of a field; longer ones are ignored (§2.1). */
    static final int LONGEST = 10 * 1_024;

    private static final String KEY = "keydata";
    private static final int LINE = 72;
    private static final byte[] FOLD = {'\r', '\n', ' '};

    /**
     * What one field says.
     *
     * @param mutual whether its author wants encryption as soon as both sides have keys
     * @param certificate not looked at yet
     */
    public record Header(Address address, boolean mutual, Certificate certificate) { }

    private Autocrypt() { }

    /**
     * What counts of a message: its only valid field, which speaks of its only author. Two valid ones count for nothing, and reports
     * never hand out keys.
     */
    public static Optional<Header> of(HeaderFields header) {
        List<Correspondent> authors = header.everybody("From");
        boolean report = header.words("Content-Type").filter(type -> type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/report")).isPresent();
        if (header.count("From") != 1 || authors.size() != 1 || report) {
            return Optional.empty();
        }
        List<Header> valid = header.bodies(FIELD).stream().map(Autocrypt::parse).flatMap(Optional::stream)
                .filter(found -> same(found.address(), authors.get(0).address())).toList();
        return valid.size() == 1 ? Optional.of(valid.get(0)) : Optional.empty();
    }

    /** One field, unfolded. An attribute that isn't known makes it invalid, unless its name starts with {@code _}. */
    static Optional<Header> parse(String field) {
        if (field.length() + FIELD.length() + 2 > LONGEST) {
            return Optional.empty();
        }
        Optional<Address> address = Optional.empty();
        boolean mutual = false;
        Set<String> seen = new HashSet<>();
        for (String attribute : field.split(";", -1)) {
            int equals = attribute.indexOf('=');
            String name = equals < 0 ? "" : attribute.substring(0, equals).strip();
            String value = attribute.substring(equals + 1).strip();
            if (name.isEmpty() || !seen.add(name) || seen.contains(KEY) && !name.equals(KEY)) {
                return Optional.empty();
            }
            switch (name) {
                case "addr" -> address = address(value);
                case "prefer-encrypt" -> mutual = value.equals("mutual");
                case KEY -> { }
                default -> {
                    if (!name.startsWith("_")) {
                        return Optional.empty();
                    }
                }
            }
        }
        boolean encrypt = mutual;
        return address.flatMap(of -> key(field).map(octets -> new Header(of, encrypt, new Certificate(octets))));
    }

    /**
     * The field's body for mail in this name, folded, with only what the certificate says of itself.
     *
     * @return empty if it would be longer than anybody reads
     * @throws UnfitKey if it can't be read back
     */
    public static Optional<String> written(Address address, boolean mutual, OpenPgpCertificate certificate, KeyReading reading) throws UnfitKey {
        String key = Base64.getMimeEncoder(LINE, FOLD).encodeToString(reading.selfSigned(certificate).certificate().octets());
        String body = "addr=" + address + "; " + (mutual ? "prefer-encrypt=mutual; " : "") + "keydata=\r\n " + key;
        return body.length() + FIELD.length() + 2 > LONGEST || address.toString().contains(";") ? Optional.empty() : Optional.of(body);
    }

    /** Up to the case of the local-part (§2.2, canonical addresses). */
    private static boolean same(Address one, Address other) {
        return one.domain().equals(other.domain()) && one.localPart().toLowerCase(Locale.ROOT).equals(other.localPart().toLowerCase(Locale.ROOT));
    }

    private static Optional<Address> address(String written) {
        try {
            return Optional.of(Address.of(written));
        } catch (MalformedAddress e) {
            return Optional.empty();
        }
    }

    /** It is the last attribute (§2.1), and its value may hold equals signs. */
    private static Optional<byte[]> key(String field) {
        String last = field.substring(field.lastIndexOf(';') + 1).strip();
        if (!last.startsWith(KEY)) {
            return Optional.empty();
        }
        try {
            byte[] octets = Base64.getDecoder().decode(last.substring(last.indexOf('=') + 1).replaceAll("[ \\t\\r\\n]", ""));
            return octets.length == 0 ? Optional.empty() : Optional.of(octets);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
