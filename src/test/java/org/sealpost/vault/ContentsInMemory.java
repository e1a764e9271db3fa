package org.sealpost.vault;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Contents without a database, so that tests can lay hands on the ciphertext. */
final class ContentsInMemory implements Contents {

    static final class Row {
        long accountId;
        long size = -1;
        boolean kept;
        Instant at;
        byte[] wrappedKey;
        final Map<Integer, byte[]> chunks = new TreeMap<>();
    }

    final Map<Long, Row> rows = new HashMap<>();
    /** Nothing is stored from now on. */
    boolean away;
    private long last;

    @Override
    public long nextId() {
        return ++last;
    }

    @Override
    public void begin(long accountId, long id, byte[] first, Instant at) {
        if (away) {
            throw new StoreFailure(new SQLException("away"));
        }
        Row row = new Row();
        row.accountId = accountId;
        row.at = at;
        row.chunks.put(0, first.clone());
        rows.put(id, row);
    }

    @Override
    public void append(long accountId, long id, int number, byte[] chunk) {
        mine(accountId, id).orElseThrow().chunks.put(number, chunk.clone());
    }

    @Override
    public void finish(long accountId, long id, int number, byte[] lastChunk, byte[] wrappedKey, long size, Instant at) {
        if (number == 0) {
            begin(accountId, id, lastChunk, at);
        } else {
            append(accountId, id, number, lastChunk);
        }
        rows.get(id).wrappedKey = wrappedKey;
        rows.get(id).size = size;
    }

    @Override
    public void discard(long accountId, long id) {
        rows.remove(id);
    }

    @Override
    public void keep(long accountId, long id) {
        mine(accountId, id).orElseThrow(() -> new IllegalStateException("gone")).kept = true;
    }

    @Override
    public void shred(long accountId, long id) {
        mine(accountId, id).ifPresent(row -> {
            row.wrappedKey = null;
            row.chunks.clear();
        });
    }

    @Override
    public Optional<Found> find(long accountId, long id) {
        return mine(accountId, id).filter(row -> row.size >= 0).map(row -> new Found(row.size,
                Optional.ofNullable(row.wrappedKey),
                row.chunks.size() == 1 ? Optional.of(row.chunks.get(0)) : Optional.empty()));
    }

    @Override
    public Optional<byte[]> chunk(long accountId, long id, int number) {
        return mine(accountId, id).map(row -> row.chunks.get(number));
    }

    @Override
    public int sweep(Instant createdBefore) {
        int before = rows.size();
        rows.values().removeIf(row -> !row.kept && row.at.isBefore(createdBefore));
        return before - rows.size();
    }

    private Optional<Row> mine(long accountId, long id) {
        return Optional.ofNullable(rows.get(id)).filter(row -> row.accountId == accountId);
    }
}
