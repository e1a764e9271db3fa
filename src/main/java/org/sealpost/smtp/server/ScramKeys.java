package org.sealpost.smtp.server;

import java.util.List;

/**
 * What proves one of a user's passwords (RFC 5802 §3), none of which can be had from it. All of them share salt and iterations, so
 * that a user may have several.
 */
public record ScramKeys(byte[] salt, int iterations, List<Key> keys) {

    public record Key(byte[] storedKey, byte[] serverKey) { }

    public ScramKeys {
        keys = List.copyOf(keys);
    }
}
