package org.sealpost.vault;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Arrays;

/** Cuts a stream of ciphertext into chunks. Until {@link #finish} nothing of it can be opened. */
final class ChunkWriter extends OutputStream {

    private final Contents contents;
    private final long accountId;
    private final long id;
    private final Instant at;
    private byte[] chunk = new byte[16 * 1024];
    private int filled;
    private int number;

    ChunkWriter(Contents contents, long accountId, long id, Instant at) {
        this.contents = contents;
        this.accountId = accountId;
        this.id = id;
        this.at = at;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (filled == Contents.CHUNK) {
                flushChunk();
            }
            int part = Math.min(length - done, Contents.CHUNK - filled);
            grow(filled + part);
            System.arraycopy(octets, offset + done, chunk, filled, part);
            filled += part;
            done += part;
        }
    }

    void finish(byte[] wrappedKey, long size) throws IOException {
        stored(() -> contents.finish(accountId, id, number, Arrays.copyOf(chunk, filled), wrappedKey, size, at));
    }

    private void flushChunk() throws IOException {
        stored(() -> {
            if (number == 0) {
                contents.begin(accountId, id, chunk, at);
            } else {
                contents.append(accountId, id, number, chunk);
            }
        });
        number++;
        filled = 0;
    }

    /** Between writer and database stand parsers, which take other exceptions for what they read. */
    private static void stored(Runnable statement) throws IOException {
        try {
            statement.run();
        } catch (StoreFailure e) {
            throw new IOException("the database didn't answer", e);
        }
    }

    private void grow(int needed) {
        if (needed > chunk.length) {
            chunk = Arrays.copyOf(chunk, Math.min(Contents.CHUNK, Math.max(needed, chunk.length * 4)));
        }
    }
}
