package org.sealpost.smime;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** All digests of octets that a signature may want, since the signature comes behind them. */
final class Digests {

    private static final Map<String, String> NAMES = Map.of("2.16.840.1.101.3.4.2.1", "SHA-256", "2.16.840.1.101.3.4.2.2", "SHA-384",
            "2.16.840.1.101.3.4.2.3", "SHA-512", "2.16.840.1.101.3.4.2.4", "SHA-224");

    private final Map<String, MessageDigest> digests = new LinkedHashMap<>();

    Digests() {
        NAMES.forEach((identifier, name) -> {
            try {
                digests.put(identifier, MessageDigest.getInstance(name));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** A stream that takes the digests of what it passes on. */
    OutputStream beside(OutputStream to) {
        return new FilterOutputStream(to) {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] octets, int from, int count) throws IOException {
                digests.values().forEach(one -> one.update(octets, from, count));
                out.write(octets, from, count);
            }
        };
    }

    /** Once only. */
    Map<Object, byte[]> byIdentifier() {
        Map<Object, byte[]> done = new HashMap<>();
        digests.forEach((identifier, one) -> done.put(identifier, one.digest()));
        return done;
    }
}
