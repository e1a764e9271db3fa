package org.sealpost.forwarding;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sealpost.mail.RawMessage;

/**
 * Cuts loops of forwards (RFC 5321 §6.3). What is forwarded says by which rules, in words that tell a stranger nothing and
 * that nobody can make up without the account's secret; a rule never forwards what says its own, and nothing is forwarded
 * that has passed too many hosts or too many forwards.
 */
public final class LoopGuard {

    /** Our own field, above all others of what is forwarded. */
    public static final String FIELD = "X-Sealpost-Forwarded";

    static final int MOST_HOSTS = 50;
    static final int MOST_FORWARDS = 5;
    private static final int HEADER_OCTETS = 256 * 1_024;
    private static final int TOKEN_OCTETS = 16;

    private final Seal seal;

    /** @param secret of the account that forwards */
    public LoopGuard(byte[] secret) {
        this.seal = new Seal(secret);
    }

    /**
     * What of the plan may be forwarded.
     *
     * @throws IOException if the message can't be read now
     */
    public List<Forward> cut(List<Forward> plan, RawMessage message) throws IOException {
        List<String> header = header(message);
        List<String> ours = values(header, FIELD);
        boolean tooFar = header.isEmpty() || ours.size() > MOST_FORWARDS - 1 || values(header, "Received").size() > MOST_HOSTS;
        List<String> passed = ours.stream().flatMap(value -> Stream.of(value.split("\\s+"))).toList();
        return tooFar ? List.of() : plan.stream().filter(rule -> !passed.contains(token(rule.uuid()))).toList();
    }

    /** The message as it is, under the field that names the rules. */
    public RawMessage marked(RawMessage message, Collection<Forward> rules) {
        String tokens = rules.stream().map(rule -> token(rule.uuid())).collect(Collectors.joining("\r\n "));
        byte[] field = (FIELD + ": " + tokens + "\r\n").getBytes(StandardCharsets.US_ASCII);
        return new RawMessage() {
            @Override
            public long size() {
                return field.length + message.size();
            }

            @Override
            public InputStream open() throws IOException {
                return new SequenceInputStream(new ByteArrayInputStream(field), message.open());
            }
        };
    }

    String token(UUID rule) {
        return seal.of("forwarded", rule.toString(), TOKEN_OCTETS);
    }

    private static List<String> values(List<String> header, String field) {
        String start = field.toLowerCase(Locale.ROOT) + ":";
        return header.stream().filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip()).toList();
    }

    /** Unfolded lines; none if the header is longer than any honest one. */
    private static List<String> header(RawMessage message) throws IOException {
        try (InputStream octets = message.open()) {
            String beginning = new String(octets.readNBytes(HEADER_OCTETS), StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
            int end = beginning.indexOf("\n\n");
            if (end < 0 && message.size() > HEADER_OCTETS) {
                return List.of();
            }
            String header = end < 0 ? beginning : beginning.substring(0, end);
            return Arrays.asList(header.replaceAll("\n(?=[ \t])", " ").split("\n"));
        }
    }
}
