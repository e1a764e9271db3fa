package org.sealpost.bench.keys;

import java.io.IOException;
import java.nio.file.Path;

/** Somebody who seals and opens messages, with the keys of one sender and one recipient. From file to file, as all of them can. */
interface Contender extends AutoCloseable {

    /** Signed by the sender, encrypted to the recipient. */
    void seal(Path clear, Path sealed) throws IOException;

    /** Decrypted by the recipient, the sender's signature verified. Whatever isn't proven good is an exception. */
    void open(Path sealed, Path clear) throws IOException;

    @Override
    void close() throws IOException;
}
