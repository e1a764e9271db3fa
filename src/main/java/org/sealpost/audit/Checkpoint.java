package org.sealpost.audit;

import java.util.HexFormat;
import java.util.Optional;

/**
 * How far a chain had come, noted outside the database: from then on nothing up to there can be cut off or rewritten
 * unseen.
 */
public record Checkpoint(long accountId, long position, String hash) {

    static Checkpoint of(long accountId, long position, byte[] hash) {
        return new Checkpoint(accountId, position, HexFormat.of().formatHex(hash));
    }

    /** One line: account, position, hash. */
    public String line() {
        return accountId + " " + position + " " + hash;
    }

    /** Reads {@link #line()}; empty if it isn't one. */
    public static Optional<Checkpoint> of(String line) {
        String[] words = line.strip().split(" ");
        return words.length == 3 && words[0].matches("\\d{1,18}") && words[1].matches("\\d{1,18}")
                        && words[2].matches("[0-9a-f]{64}")
                ? Optional.of(new Checkpoint(Long.parseLong(words[0]), Long.parseLong(words[1]), words[2]))
                : Optional.empty();
    }
}
