package org.sealpost.bench;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A relay in the race. */
interface Contender extends AutoCloseable {

    /** One connection that hands in messages. */
    interface Session extends Closeable {

        /** Returns when the relay has taken responsibility, so the message is on disk. */
        void handIn(String recipient, byte[] message) throws IOException;
    }

    String name();

    /** @param held whether what is handed in is to be kept and not sent */
    Session session(boolean held) throws IOException;

    /** The processes whose CPU and memory count, each with all its children. */
    List<Long> processes();

    /** After each workload: throws away what was held. */
    void clear();

    @Override
    void close();
}
