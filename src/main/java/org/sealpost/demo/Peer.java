package org.sealpost.demo;

import java.io.IOException;
import java.util.Optional;
import org.sealpost.endtoend.UnfitKey;

/** Somebody of the demo who has a key: what their mail program does with it. */
interface Peer {

    Correspondent who();

    /** What a message says with their key; empty if it is neither encrypted nor signed, or they can't open it. */
    Optional<Unsealed> read(byte[] octets) throws IOException;

    /** A message signed in clear. @throws UnfitKey if their key is no good */
    byte[] signed(byte[] clear) throws IOException, UnfitKey;

    /**
     * A message encrypted to somebody who wrote to them before or publishes a key, and signed.
     *
     * @return empty if they have no key of that address
     */
    Optional<byte[]> sealed(byte[] clear, String to) throws IOException, UnfitKey;
}
