package org.sealpost.bench.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One message sealed, and opened again. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Messages {

    static final int SMALL = 10_240;
    static final int LARGE = 25_000_000;

    @Param
    public Kind kind;
    @Param({"" + SMALL, "" + LARGE})
    public int octets;

    private Path folder;
    private Path clear;
    private Path sealed;
    private Contender contender;

    /** Nothing is measured that doesn't come out as it went in. */
    @Setup
    public void begin() throws IOException {
        folder = Files.createTempDirectory("messages");
        clear = folder.resolve("clear");
        sealed = folder.resolve("sealed");
        write();
        contender = kind.begin();
        contender.seal(clear, sealed);
        Path opened = folder.resolve("opened");
        contender.open(sealed, opened);
        if (Files.mismatch(clear, opened) >= 0) {
            throw new IOException(kind + " opened another message than it sealed.");
        }
    }

    /** An entity that holds lines as attachments have them. */
    private void write() throws IOException {
        Random random = new Random(octets);
        try (var out = Files.newBufferedWriter(clear, StandardCharsets.US_ASCII)) {
            out.write("Content-Type: text/plain; charset=us-ascii\r\n\r\n");
            for (int written = 0; written < octets; written += 78) {
                for (int column = 0; column < 76; column++) {
                    out.write('A' + random.nextInt(26));
                }
                out.write("\r\n");
            }
        }
    }

    @Benchmark
    public void seal() throws IOException {
        contender.seal(clear, folder.resolve("again"));
    }

    @Benchmark
    public void open() throws IOException {
        contender.open(sealed, folder.resolve("opened"));
    }

    @TearDown
    public void end() throws IOException {
        contender.close();
        for (String name : new String[] {"clear", "sealed", "again", "opened"}) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.delete(folder);
    }
}
