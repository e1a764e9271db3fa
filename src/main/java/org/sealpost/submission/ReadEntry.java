package org.sealpost.submission;

import java.util.List;
import java.util.Optional;
import org.sealpost.mime.Reading;
import org.sealpost.reception.Forwarder;

/**
 * A message at the front door of which everything was read that accepting it takes, so that no transaction waits for its content.
 *
 * @param reading for the sender's own copy; empty if there will be none
 * @param copies that rules want of it, stored and kept by nobody yet
 */
public record ReadEntry(Entry entry, Optional<Reading> reading, List<Forwarder.Copy> copies) {

    public ReadEntry {
        copies = List.copyOf(copies);
    }

    /** The same message with other wishes. */
    ReadEntry with(Wishes wishes) {
        return new ReadEntry(new Entry(entry.sender(), entry.envelope(), entry.contentId(), wishes, entry.thread()), reading, copies);
    }
}
