package org.sealpost.openpgp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * What goes in, what passes between the layers and what comes out of one opening: counts all of it against the limits, and keeps apart
 * what fails here from what is wrong with the message.
 */
final class Passage {

    /** Small messages compress well without meaning harm. */
    private static final long BEFORE_RATIO = 1_024 * 1_024;

    private final InputStream sealed;
    private final OutputStream clear;
    private final Limits limits;
    private long taken;
    private long given;
    private IOException failure;

    Passage(InputStream sealed, OutputStream clear, Limits limits) {
        this.sealed = sealed;
        this.clear = clear;
        this.limits = limits;
    }

    InputStream source() {
        return new FilterInputStream(sealed) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] octets, int from, int count) throws IOException {
                try {
                    int got = sealed.read(octets, from, count);
                    taken += Math.max(got, 0);
                    if (taken > limits.sealed()) {
                        throw new Limits.Passed("octets");
                    }
                    return got;
                } catch (Limits.Passed e) {
                    throw e;
                } catch (IOException e) {
                    failure = e;
                    throw e;
                }
            }

            @Override
            public boolean markSupported() {
                return false;
            }
        };
    }

    /** What is in one layer: it counts by itself, for what a layer holds needn't come out of the next one. */
    InputStream layer(InputStream octets) {
        return new FilterInputStream(octets) {
            private long passed;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int from, int count) throws IOException {
                int got = in.read(into, from, count);
                passed += Math.max(got, 0);
                refuse(passed, limits.clear() + BEFORE_RATIO);
                return got;
            }

            @Override
            public boolean markSupported() {
                return false;
            }
        };
    }

    private void refuse(long octets, long most) throws Limits.Passed {
        if (octets > most || octets > BEFORE_RATIO && octets > limits.ratio() * taken) {
            throw new Limits.Passed(octets > most ? "octets inside" : "compressed");
        }
    }

    void write(byte[] octets, int count) throws IOException {
        given += count;
        refuse(given, limits.clear());
        try {
            clear.write(octets, 0, count);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** @throws IOException if a stream of the caller's failed, not the message */
    void rethrow() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }
}
