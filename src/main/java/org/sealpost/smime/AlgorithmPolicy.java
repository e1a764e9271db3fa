package org.sealpost.smime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which algorithms count, and until when (RFC 8551 §2.1 to §2.3, §2.7). The data is in {@code algorithms.csv}; what isn't listed there counts
 * for nothing.
 */
public final class AlgorithmPolicy {

    enum Use { DIGEST, SIGNATURE, CIPHER, AEAD, TRANSPORT, AGREEMENT, RSA, EC }

    /** @param which an object identifier, or bits of a key @param trusted the last day on which it may be made @param read the last day on which it is read */
    private record Rule(Use use, String which, String name, Optional<LocalDate> trusted, Optional<LocalDate> read) { }

    private final List<Rule> rules;

    private AlgorithmPolicy(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** The policy that comes with this release. */
    public static AlgorithmPolicy usual() {
        try (InputStream in = AlgorithmPolicy.class.getResourceAsStream("algorithms.csv")) {
            return parse(new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException if a line isn't one */
    static AlgorithmPolicy parse(String csv) {
        return new AlgorithmPolicy(csv.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> {
            String[] words = line.split(",", -1);
            if (words.length != 5) {
                throw new IllegalArgumentException(line);
            }
            return new Rule(Use.valueOf(words[0].toUpperCase(Locale.ROOT)), words[1], words[2], day(words[3]), day(words[4]));
        }).toList());
    }

    /** Whether something made with it proves or protects anything today. */
    boolean trusts(Use use, String oid, Instant now) {
        return rule(use, oid).filter(rule -> lasts(rule.trusted(), now)).isPresent();
    }

    /** What may still be read. */
    Set<String> readable(Use use, Instant now) {
        return rules.stream().filter(rule -> rule.use() == use && lasts(rule.read(), now)).map(Rule::which).collect(Collectors.toSet());
    }

    /** Whether a key is strong enough for something that was made then. */
    boolean trusts(PublicKey key, Instant then) {
        if (key instanceof RSAKey rsa) {
            return strong(Use.RSA, rsa.getModulus().bitLength(), then);
        }
        if (key instanceof ECKey ec) {
            return strong(Use.EC, ec.getParams().getCurve().getField().getFieldSize(), then);
        }
        return key instanceof EdECKey;
    }

    /** In the standard's words; of something unknown its object identifier. */
    String name(Use use, String oid) {
        return rule(use, oid).map(Rule::name).orElse(oid);
    }

    /** The strongest rule that the key still meets decides. */
    private boolean strong(Use use, int bits, Instant then) {
        return rules.stream().filter(rule -> rule.use() == use && bits >= Integer.parseInt(rule.which())).anyMatch(rule -> lasts(rule.trusted(), then));
    }

    private Optional<Rule> rule(Use use, String which) {
        return rules.stream().filter(rule -> rule.use() == use && rule.which().equals(which)).findFirst();
    }

    private static boolean lasts(Optional<LocalDate> last, Instant now) {
        return last.map(day -> !now.atZone(ZoneOffset.UTC).toLocalDate().isAfter(day)).orElse(true);
    }

    private static Optional<LocalDate> day(String written) {
        return written.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(written));
    }
}
