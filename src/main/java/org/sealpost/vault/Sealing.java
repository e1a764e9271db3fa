package org.sealpost.vault;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Content on its way into the vault: what is written here is sealed, in chunks, as it comes. It is an orphan, swept after an
 * hour, until it was finished and is kept. Outside any transaction. Closing it without {@link #finish} leaves nothing.
 */
public final class Sealing extends OutputStream {

    private final OutputStream sealed;
    private final long limit;
    private final Ends ends;
    private long size;
    private boolean over;

    /** What the vault does when it is over. */
    interface Ends {
        long finish(long size) throws IOException;

        void discard();
    }

    Sealing(OutputStream sealed, long limit, Ends ends) {
        this.sealed = sealed;
        this.limit = limit;
        this.ends = ends;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    /** @throws ContentTooLarge if it is more than was allowed */
    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        size += length;
        if (size > limit) {
            throw new ContentTooLarge(limit);
        }
        sealed.write(octets, offset, length);
    }

    /** All of it was written. @return the content's id */
    public long finish() throws IOException {
        sealed.close();
        long id = ends.finish(size);
        over = true;
        return id;
    }

    @Override
    public void close() {
        if (!over) {
            over = true;
            ends.discard();
        }
    }
}
