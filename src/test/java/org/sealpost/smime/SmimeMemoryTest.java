package org.sealpost.smime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.smime.SmimeRecipient.Reads;
import org.sealpost.testing.FixedTime;

class SmimeMemoryTest {

    private static final long SIZE = 100_000_000;
    private static final long AHEAD = 2_000_000;

    private final Smime smime = new Smime(FixedTime.atNoon(), Correspondents.RANDOM);

    /** Nothing can be held back if what is written is never far behind what is read. */
    @ParameterizedTest
    @EnumSource(Reads.class)
    void largeMessageStreamsThroughBothWays(Reads reads) throws Exception {
        SecretKey sam = smime.generate("Sam <sam@clinic.test>", Duration.ofDays(1));
        AtomicLong read = new AtomicLong();
        AtomicLong written = new AtomicLong();
        AtomicLong most = new AtomicLong();
        PipedInputStream sealed = new PipedInputStream(64 << 10);
        PipedOutputStream out = new PipedOutputStream(sealed);
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            try (out) {
                smime.encryptTo(source(read, written, most), out, List.of(new SmimeRecipient(smime.certificate(sam), reads)), Optional.of(sam));
            } catch (IOException | org.sealpost.endtoend.UnfitKey e) {
                throw new IllegalStateException(e);
            }
        });
        SmimeOpened opened = smime.open(sealed, new OutputStream() {
            @Override
            public void write(int octet) {
                written.incrementAndGet();
            }

            @Override
            public void write(byte[] octets, int from, int count) {
                written.addAndGet(count);
            }
        }, List.of(sam), List.of(smime.certificate(sam)));
        writing.join();
        assertEquals(SIZE, written.get());
        assertEquals(Standing.GOOD, opened.signatures().get(0).found().standing());
        assertTrue(most.get() < AHEAD, "held back: " + most.get());
    }

    private static InputStream source(AtomicLong read, AtomicLong written, AtomicLong most) {
        return new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] into, int from, int count) {
                if (read.get() == SIZE) {
                    return -1;
                }
                int some = (int) Math.min(count, SIZE - read.get());
                most.accumulateAndGet(read.addAndGet(some) - written.get(), Math::max);
                return some;
            }
        };
    }
}
