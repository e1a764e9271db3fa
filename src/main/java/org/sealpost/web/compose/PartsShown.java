package org.sealpost.web.compose;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.primefaces.PrimeFaces;

/**
 * Which parts of compose the browser shows in which state. Only those that changed are rendered again: a field that is
 * sent back while somebody types in it would lose letters.
 */
final class PartsShown implements Serializable {

    private static final long serialVersionUID = 1;

    private final Map<String, Integer> states = new HashMap<>();

    /** @param parts client id within the form → anything whose hash tells the part's state */
    void remember(Map<String, Object> parts) {
        parts.forEach((part, state) -> states.put(part, state.hashCode()));
    }

    void update(Map<String, Object> parts) {
        parts.forEach((part, state) -> {
            Integer before = states.put(part, state.hashCode());
            if (before == null || before != state.hashCode()) {
                PrimeFaces.current().ajax().update("compose:" + part);
            }
        });
    }
}
