package org.sealpost.mtasts;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A policy as it is published, and as lines (RFC 8461 §3.2). */
public final class PolicyText {

    private static final Map<String, StsPolicy.Mode> MODES = Map.of("enforce", StsPolicy.Mode.ENFORCE,
            "testing", StsPolicy.Mode.TESTING, "none", StsPolicy.Mode.NONE);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}");
    private static final Pattern MX = Pattern.compile("(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
            + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*+");
    private static final Pattern AGE = Pattern.compile("\\d{1,10}");
    private static final int LONGEST_NAME = 253;
    /** A year; whoever asks for more gets that. */
    private static final long LONGEST_SECONDS = 31_557_600;

    private Optional<String> version = Optional.empty();
    private Optional<StsPolicy.Mode> mode = Optional.empty();
    private Optional<Duration> maxAge = Optional.empty();
    private final List<String> mx = new ArrayList<>();

    private PolicyText() {
    }

    /**
     * Fields in any order, each line ended by CRLF or LF. Unknown fields are ignored, of known ones but mx the first counts.
     *
     * @throws MalformedPolicy if a line isn't a field, a field has no such value, or one is missing
     */
    public static StsPolicy parse(byte[] octets) throws MalformedPolicy {
        PolicyText text = new PolicyText();
        for (String line : decoded(octets).split("\r?\n", -1)) {
            String field = trimmed(line);
            // not in the grammar, but often at the end, and there is nothing to misunderstand
            if (!field.isEmpty()) {
                text.read(field);
            }
        }
        return text.policy();
    }

    /** One field each, as a report cites them (RFC 8460 §4.5). */
    public static List<String> lines(StsPolicy policy) {
        List<String> lines = new ArrayList<>(List.of("version: STSv1", "mode: " + policy.mode().name().toLowerCase(Locale.ROOT)));
        policy.mx().forEach(pattern -> lines.add("mx: " + pattern));
        lines.add("max_age: " + policy.maxAge().toSeconds());
        return lines;
    }

    private void read(String line) throws MalformedPolicy {
        int colon = line.indexOf(':');
        if (colon < 0 || !NAME.matcher(line.substring(0, colon)).matches() || line.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f)) {
            throw new MalformedPolicy(line);
        }
        String value = line.substring(colon + 1).replaceFirst("^[ \\t]++", "");
        switch (line.substring(0, colon)) {
            case "version" -> version = version.or(() -> Optional.of(value));
            case "mode" -> mode = first(mode, Optional.ofNullable(MODES.get(value)), line);
            case "max_age" -> maxAge = first(maxAge, age(value), line);
            case "mx" -> mx.add(pattern(value, line));
            default -> { }
        }
    }

    private static <T> Optional<T> first(Optional<T> before, Optional<T> now, String line) throws MalformedPolicy {
        if (before.isEmpty() && now.isEmpty()) {
            throw new MalformedPolicy(line);
        }
        return before.isPresent() ? before : now;
    }

    private static Optional<Duration> age(String value) {
        return AGE.matcher(value).matches()
                ? Optional.of(Duration.ofSeconds(Math.min(Long.parseLong(value), LONGEST_SECONDS))) : Optional.empty();
    }

    private static String pattern(String value, String line) throws MalformedPolicy {
        if (value.length() > LONGEST_NAME || !MX.matcher(value).matches()) {
            throw new MalformedPolicy(line);
        }
        return value.toLowerCase(Locale.ROOT);
    }

    private StsPolicy policy() throws MalformedPolicy {
        String says = version.orElseThrow(() -> new MalformedPolicy("version"));
        if (!says.equals("STSv1")) {
            throw new MalformedPolicy("version: " + says);
        }
        StsPolicy policy = new StsPolicy(mode.orElseThrow(() -> new MalformedPolicy("mode")), mx,
                maxAge.orElseThrow(() -> new MalformedPolicy("max_age")));
        if (mx.isEmpty() && policy.mode() != StsPolicy.Mode.NONE) {
            throw new MalformedPolicy("mx");
        }
        return policy;
    }

    private static String trimmed(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
            end--;
        }
        return line.substring(0, end);
    }

    private static String decoded(byte[] octets) throws MalformedPolicy {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedPolicy("UTF-8");
        }
    }
}
