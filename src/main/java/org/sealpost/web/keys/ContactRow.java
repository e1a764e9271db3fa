package org.sealpost.web.keys;

import java.io.Serializable;
import java.util.List;

/**
 * A contact on the page of keys.
 *
 * @param used those that a decision or the first sight put in use, whether or not they can be used now
 * @param past those that were in use before or aren't theirs
 */
public record ContactRow(String address, List<KeyRow> used, List<PendingKey> pending, List<KeyRow> past) implements Serializable {

    public ContactRow {
        used = List.copyOf(used);
        pending = List.copyOf(pending);
        past = List.copyOf(past);
    }
}
