package org.sealpost.web.compose;

import java.util.Locale;

/** How somebody will get a message: what a chip shows. The order is loudness: what wants a decision comes first. */
public enum Arrival {
    /** What was typed is no address. */
    MALFORMED("is-blocked", Way.NONE),
    /** Must not be sent, whatever the sender does here. */
    BLOCKED("is-blocked", Way.NONE),
    /** Must not be sent now; it may wait here until it can be. */
    HELD("is-blocked", Way.HELD),
    /** Nothing is encrypted on the way, as with a postcard. */
    CLEAR("is-warn", Way.ORDINARY),
    /** Without a promise: the sender said that it needs no protection. */
    ORDINARY("is-warn", Way.ORDINARY),
    WEAK("is-weak", Way.INBOX),
    PICKUP("is-pickup", Way.PICKUP),
    CHECKING("is-checking", Way.UNKNOWN),
    OPENPGP("is-pgp", Way.OPENPGP),
    SMIME("is-smime", Way.SMIME),
    INBOX("is-inbox", Way.INBOX),
    /** Likewise, and their domain vouches for the server. */
    PROVEN("is-inbox", Way.INBOX),
    INSIDE("is-inside", Way.INBOX);

    /** What the button counts. */
    public enum Way { NONE, UNKNOWN, INBOX, OPENPGP, SMIME, PICKUP, ORDINARY, HELD }

    private final String style;
    private final Way way;

    Arrival(String style, Way way) {
        this.style = style;
        this.way = way;
    }

    public String style() {
        return style;
    }

    public Way way() {
        return way;
    }

    /** Whether it is named in the protection panel even when details are closed. */
    boolean wantsDecision() {
        return compareTo(CHECKING) < 0;
    }

    public boolean isStopped() {
        return way == Way.NONE;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
