package org.sealpost.openpgp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.testing.FixedTime;
import org.sealpost.testing.Programs;

/** A message far bigger than the heap goes through, encrypted, signed, armored and back, at the same time. */
class MemoryTest {

    private static final long SIZE = 100_000_000;

    @ParameterizedTest
    @ValueSource(strings = {"FOUR", "SIX"})
    void aBigMessageNeedsLittleMemory(String version) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Programs.Result result = Programs.run("", java, "-Xmx40m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                MemoryTest.class.getName(), version);
        assertEquals(new Programs.Result(0, "100000000 GOOD\n"), result);
    }

    /** In a process of its own. */
    public static void main(String[] arguments) throws Exception {
        Limits limits = new Limits(2 * SIZE, 2 * SIZE, 16, 100, 2_000, 64 * 1_024);
        OpenPgp pgp = new OpenPgp(FixedTime.atNoon(), new SecureRandom(), KeyVersion.valueOf(arguments[0]), limits);
        SecretKey key = pgp.generate("Sam <sam@clinic.test>", Duration.ofDays(1));
        PipedInputStream sealed = new PipedInputStream(100_000);
        PipedOutputStream sealing = new PipedOutputStream(sealed);
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            try (sealing; OutputStream armor = Armor.writing(sealing, Armor.Kind.MESSAGE)) {
                pgp.encrypt(new Nothing(), armor, List.of(pgp.certificate(key)), Optional.of(key));
            } catch (IOException | UnfitKey e) {
                throw new IllegalStateException(e);
            }
        });
        System.out.println(opened(pgp, key, sealed));
        writing.join();
    }

    private static String opened(OpenPgp pgp, SecretKey key, InputStream sealed) throws IOException, NotOpened {
        long[] size = new long[1];
        OutputStream counting = new OutputStream() {
            @Override
            public void write(int octet) {
                size[0]++;
            }

            @Override
            public void write(byte[] octets, int from, int count) {
                size[0] += count;
            }
        };
        var opened = pgp.decrypt(sealed, counting, List.of(key), List.of(pgp.certificate(key)));
        return size[0] + " " + opened.signatures().get(0).standing();
    }

    private static final class Nothing extends InputStream {

        private long left = SIZE;

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] octets, int from, int count) {
            if (left <= 0) {
                return -1;
            }
            int given = (int) Math.min(left, count);
            left -= given;
            return given;
        }
    }
}
