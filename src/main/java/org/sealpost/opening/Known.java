package org.sealpost.opening;

import java.util.Arrays;
import org.sealpost.endtoend.Standard;

/** Tells cheaply whether there is anything new to open and judge with. */
public final class Known {

    private Known() { }

    /** The same as long as the same keys and certificates are there. */
    public static int digest(Knowledge known) {
        int digest = 1;
        for (Standard standard : Standard.values()) {
            digest = 31 * digest + known.keys(standard).stream().mapToInt(key -> Arrays.hashCode(key.octets())).sum();
            digest = 31 * digest + known.signers(standard).stream().mapToInt(one -> Arrays.hashCode(one.octets())).sum();
        }
        return digest;
    }
}
