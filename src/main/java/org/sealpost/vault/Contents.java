package org.sealpost.vault;

import java.time.Instant;
import java.util.Optional;

/** Where ciphertext is kept: rows of at most {@link #CHUNK} octets. */
interface Contents {

    int CHUNK = 256 * 1024;

    /**
     * @param wrappedKey empty if it was shredded
     * @param onlyChunk the ciphertext, if it is one chunk long
     */
    record Found(long size, Optional<byte[]> wrappedKey, Optional<byte[]> onlyChunk) { }

    long nextId();

    /** The first chunk of several. */
    void begin(long accountId, long id, byte[] first, Instant at);

    void append(long accountId, long id, int number, byte[] chunk);

    /** The last chunk and the key: from now on it can be opened, until it is kept it is an orphan. */
    void finish(long accountId, long id, int number, byte[] last, byte[] wrappedKey, long size, Instant at);

    /** As if it had never been there. */
    void discard(long accountId, long id);

    /** In the caller's transaction. @throws IllegalStateException if it isn't there any more */
    void keep(long accountId, long id);

    void shred(long accountId, long id);

    Optional<Found> find(long accountId, long id);

    /** Empty after the last one. */
    Optional<byte[]> chunk(long accountId, long id, int number);

    /** Removes what was never kept. @return how many */
    int sweep(Instant createdBefore);
}
