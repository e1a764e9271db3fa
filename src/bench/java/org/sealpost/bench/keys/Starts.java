package org.sealpost.bench.keys;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What it costs to start a program that does nothing: part of each of its figures, and none of ours. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Starts {

    private Workplace place;

    @Setup
    public void begin() throws IOException {
        place = new Workplace("starts");
    }

    @Benchmark
    public void gpg() throws IOException {
        place.run("gpg", "--homedir", place.file("").toString(), "--version");
    }

    @Benchmark
    public void openssl() throws IOException {
        place.run("openssl", "version");
    }

    @TearDown
    public void end() throws IOException {
        place.delete();
    }
}
