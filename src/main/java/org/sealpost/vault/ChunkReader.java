package org.sealpost.vault;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The ciphertext again, one chunk in memory at a time and no connection held between them: readers may be slow. */
final class ChunkReader extends InputStream {

    private final Contents contents;
    private final long accountId;
    private final long id;
    private byte[] chunk = new byte[0];
    private int position;
    private int number;
    private boolean ended;

    ChunkReader(Contents contents, long accountId, long id) {
        this.contents = contents;
        this.accountId = accountId;
        this.id = id;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == chunk.length && !advance()) {
            return -1;
        }
        int part = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, target, offset, part);
        position += part;
        return part;
    }

    private boolean advance() throws IOException {
        if (ended) {
            return false;
        }
        Optional<byte[]> next;
        try {
            next = contents.chunk(accountId, id, number++);
        } catch (StoreFailure e) {
            throw new IOException("the database didn't answer", e);
        }
        ended = next.isEmpty();
        chunk = next.orElse(new byte[0]);
        position = 0;
        return chunk.length > 0;
    }
}
