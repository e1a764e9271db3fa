package org.sealpost.smtp.server;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sealpost.mail.Address;
import org.sealpost.mail.MalformedAddress;
import org.sealpost.mail.ReversePath;
import org.sealpost.smtp.Reply;

/** What follows MAIL and RCPT: a path in angle brackets, then parameters, each once (RFC 5321 §4.1.2). */
final class PathArguments {

    /** @param value what was read, or nothing with the refusal */
    record Parsed<T>(Optional<T> value, Reply refusal) {

        static <T> Parsed<T> of(T value) {
            return new Parsed<>(Optional.of(value), Replies.FINE);
        }

        static <T> Parsed<T> refused(Reply reply) {
            return new Parsed<>(Optional.empty(), reply);
        }
    }

    private static final Pattern FORM = Pattern.compile("(?:FROM|TO): ?<((?:\"(?:[^\"\\\\]|\\\\.)*+\"|[^<>\"]++)*+)>((?: +[^ ]++)*+) *+", Pattern.CASE_INSENSITIVE);
    private static final Pattern PARAMETER = Pattern.compile("([A-Z0-9][A-Z0-9-]*)(?:=([\\x21-\\x3C\\x3E-\\x7E\\x80-\\x{10FFFF}]+))?", Pattern.CASE_INSENSITIVE);
    /** A route says nothing any more (RFC 5321 §4.1.1.3). */
    private static final Pattern ROUTE = Pattern.compile("@[^:]*:");
    /** RFC 3461 §4, of printable characters: nothing that would end a line of whoever decodes it. */
    private static final Pattern XTEXT = Pattern.compile("(?:[\\x21-\\x2A\\x2C-\\x3C\\x3E-\\x7E]++|\\+(?:[2-6][0-9A-F]|7[0-9A-E]))*+");
    private static final Pattern ORIGINAL = Pattern.compile("(?i)utf-8;[\\x21-\\x7E\\u00A1-\\x{10FFFF}&&[^\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]]++|(?!utf-8)[A-Z0-9-]++;(?=.)" + XTEXT.pattern());
    private static final int LONGEST_ENVELOPE_ID = 100;
    private static final int LONGEST_ORIGINAL = 500;

    private final String path;
    private final Map<String, String> parameters;

    private PathArguments(String path, Map<String, String> parameters) {
        this.path = path;
        this.parameters = parameters;
    }

    static Parsed<MailFrom> mail(String text, boolean inTls) {
        return read("FROM:", text, Replies.SENDER_SYNTAX, arguments -> arguments.mail(inTls));
    }

    /** @param server a postmaster without a domain is this server's (§4.5.1) */
    static Parsed<RcptTo> rcpt(String text, boolean smtpUtf8, String server) {
        return read("TO:", text, Replies.RECIPIENT_SYNTAX, arguments -> arguments.rcpt(smtpUtf8, server));
    }

    private interface Reading<T> {
        Parsed<T> of(PathArguments arguments);
    }

    private static <T> Parsed<T> read(String keyword, String text, Reply refusal, Reading<T> reading) {
        Matcher m = FORM.matcher(text);
        if (!text.regionMatches(true, 0, keyword, 0, keyword.length()) || !m.matches()) {
            return Parsed.refused(refusal);
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String word : m.group(2).strip().split(" +")) {
            Matcher parameter = PARAMETER.matcher(word);
            if (!word.isEmpty() && (!parameter.matches() || parameters.putIfAbsent(parameter.group(1).toUpperCase(Locale.ROOT),
                    Optional.ofNullable(parameter.group(2)).orElse("")) != null)) {
                return Parsed.refused(Replies.PARAMETER);
            }
        }
        try {
            return reading.of(new PathArguments(ROUTE.matcher(m.group(1)).lookingAt() ? m.group(1).substring(m.group(1).indexOf(':') + 1)
                    : m.group(1), parameters));
        } catch (MalformedAddress e) {
            return Parsed.refused(refusal);
        } catch (IllegalArgumentException e) {
            return Parsed.refused(Replies.PARAMETER);
        }
    }

    private Parsed<MailFrom> mail(boolean inTls) {
        allow(Set.of("SIZE", "BODY", "SMTPUTF8", "REQUIRETLS", "RET", "ENVID", "AUTH"));
        boolean smtpUtf8 = flag("SMTPUTF8");
        boolean requireTls = flag("REQUIRETLS");
        ReversePath from = path.isEmpty() ? ReversePath.NULL : ReversePath.of(Address.of(path));
        if (!smtpUtf8 && !isAscii(path)) {
            return Parsed.refused(Replies.NEEDS_UTF8);
        }
        if (requireTls && !inTls) {
            return Parsed.refused(Replies.TLS_REQUIRED_IN_CLEAR);
        }
        oneOf("BODY", Set.of("7BIT", "8BITMIME"));
        boolean headersOnly = oneOf("RET", Set.of("FULL", "HDRS")).equals("HDRS");
        return Parsed.of(new MailFrom(from, size(), smtpUtf8, requireTls, headersOnly, envelopeId()));
    }

    private Parsed<RcptTo> rcpt(boolean smtpUtf8, String server) {
        allow(Set.of("NOTIFY", "ORCPT"));
        Address address = path.equalsIgnoreCase("postmaster") ? Address.of("postmaster@" + server) : Address.of(path);
        if (!smtpUtf8 && !isAscii(path)) {
            return Parsed.refused(Replies.NEEDS_UTF8);
        }
        Optional<String> original = Optional.ofNullable(parameters.get("ORCPT"));
        if (original.filter(said -> !ORIGINAL.matcher(said).matches() || said.length() > LONGEST_ORIGINAL).isPresent()) {
            throw new IllegalArgumentException("ORCPT");
        }
        return Parsed.of(new RcptTo(address, notifications(), original));
    }

    private Set<RcptTo.Notify> notifications() {
        String said = parameters.get("NOTIFY");
        if (said == null) {
            return Set.of();
        }
        Set<RcptTo.Notify> notify = Arrays.stream(said.toUpperCase(Locale.ROOT).split(",", -1)).map(RcptTo.Notify::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(RcptTo.Notify.class)));
        if (notify.contains(RcptTo.Notify.NEVER) && notify.size() > 1) {
            throw new IllegalArgumentException("NOTIFY=NEVER stands alone");
        }
        return notify;
    }

    private long size() {
        String said = parameters.getOrDefault("SIZE", "0");
        if (!said.matches("[0-9]{1,20}")) {
            throw new IllegalArgumentException("SIZE");
        }
        return said.length() > 18 ? Long.MAX_VALUE : Long.parseLong(said);
    }

    private Optional<String> envelopeId() {
        String said = parameters.get("ENVID");
        if (said == null) {
            return Optional.empty();
        }
        if (!XTEXT.matcher(said).matches() || said.length() > LONGEST_ENVELOPE_ID) {
            throw new IllegalArgumentException("ENVID");
        }
        return Optional.of(said);
    }

    private void allow(Set<String> offered) {
        if (!offered.containsAll(parameters.keySet())) {
            throw new IllegalArgumentException("not offered");
        }
    }

    private boolean flag(String name) {
        String value = parameters.get(name);
        if (value != null && !value.isEmpty()) {
            throw new IllegalArgumentException(name + " has no value");
        }
        return value != null;
    }

    private String oneOf(String name, Set<String> values) {
        String value = parameters.getOrDefault(name, "").toUpperCase(Locale.ROOT);
        if (parameters.containsKey(name) && !values.contains(value)) {
            throw new IllegalArgumentException(name);
        }
        return value;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
