package org.sealpost.web.keys;

import java.io.Serializable;
import java.util.List;

/**
 * One key on its owner's page.
 *
 * @param title the standard, and what it is
 * @param style of its state
 * @param state in a word or two
 * @param sentences what it is good for, until when, who finds it, who else can have it
 * @param fingerprint in groups
 * @param bare the fingerprint in one
 * @param usable whether it could be used for signing and isn't
 * @param current whether it is the one in use
 */
public record OwnKeyCard(String id, String title, String style, String state, List<String> sentences, String fingerprint, String bare, String algorithm,
        String names, String issuer, String added, boolean usable, boolean current, boolean openPgp, boolean revoked, boolean published)
        implements Serializable {

    public OwnKeyCard {
        sentences = List.copyOf(sentences);
    }

    /** Others look for the key in use, and for whether one was called back; of an older one nobody asks. */
    public boolean publishable() {
        return openPgp && (current || revoked);
    }

    /** Only its owner's own word prolongs or ends an OpenPGP key; what was called back is over. */
    public boolean changeable() {
        return openPgp && !revoked;
    }
}
