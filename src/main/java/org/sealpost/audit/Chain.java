package org.sealpost.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rule that links events: SHA-256 over the hash before, the account, the position and every field, each with its
 * length before it, details sorted by name. The hash before the first is 32 zeros.
 */
final class Chain {

    static final int HASH_OCTETS = 32;

    private final long accountId;
    private long position;
    private byte[] hash;

    /** Goes on after an event that was linked before. */
    Chain(long accountId, long position, byte[] hash) {
        this.accountId = accountId;
        this.position = position;
        this.hash = hash;
    }

    static Chain begin(long accountId) {
        return new Chain(accountId, 0, new byte[HASH_OCTETS]);
    }

    ChainedEvent link(Instant at, AuditEvent event) {
        if (event.accountId() != accountId) {
            throw new IllegalArgumentException("an event of another account");
        }
        position++;
        hash = hash(at, event);
        return new ChainedEvent(position, at, event, hash);
    }

    long position() {
        return position;
    }

    Checkpoint checkpoint() {
        return Checkpoint.of(accountId, position, hash);
    }

    private byte[] hash(Instant at, AuditEvent event) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(octets)) {
            out.write(hash);
            out.writeLong(accountId);
            out.writeLong(position);
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, at));
            text(out, event.actor());
            text(out, event.action());
            text(out, event.subject());
            details(out, event.details());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sha256(octets.toByteArray());
    }

    private static void details(DataOutputStream out, Map<String, String> details) throws IOException {
        out.writeInt(details.size());
        for (Map.Entry<String, String> entry : new TreeMap<>(details).entrySet()) {
            text(out, entry.getKey());
            text(out, entry.getValue());
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(octets.length);
        out.write(octets);
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
