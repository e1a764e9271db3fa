package org.sealpost.opening;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import org.sealpost.mail.RawMessage;

/** Where what was opened lies: never in memory whole, never in clear on a disk. */
public interface Shelf {

    /** A place for one message; of those before it only the last one that was finished is still read. @throws IOException if nothing can be stored now */
    Sheet begin() throws IOException;

    /** Without {@link #finish} nothing is left of it. */
    interface Sheet extends Closeable {

        OutputStream out();

        /** All of it was written. */
        RawMessage finish() throws IOException;

        @Override
        void close();
    }
}
