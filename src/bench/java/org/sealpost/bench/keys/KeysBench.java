package org.sealpost.bench.keys;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** {@code bench keys}: messages of 10 KiB and of 25 MB are signed and encrypted, decrypted and verified, by us, GnuPG and OpenSSL. */
public final class KeysBench {

    /** Less than two and a half of the large messages: who holds a whole one fails. */
    private static final String HEAP = "-Xmx64m";

    private KeysBench() { }

    /** @param words {@code keys [--quick]} */
    public static void main(String[] words) throws RunnerException {
        boolean quick = List.of(words).equals(List.of("keys", "--quick"));
        if (!quick && !List.of(words).equals(List.of("keys"))) {
            System.err.println("usage: sealpost bench keys [--quick]");
            System.exit(2);
        }
        Collection<RunResult> small = new Runner(options(quick, 5, 1).include(Messages.class.getName()).param("octets", "" + Messages.SMALL)
                .include(Starts.class.getName()).build()).run();
        Collection<RunResult> large = new Runner(options(quick, 3, 4).include(Messages.class.getName()).param("octets", "" + Messages.LARGE)
                .build()).run();
        System.out.println(new Table(small, large));
    }

    private static ChainedOptionsBuilder options(boolean quick, int iterations, int seconds) {
        int often = quick ? 1 : iterations;
        TimeValue time = TimeValue.seconds(quick ? 1 : seconds);
        return new OptionsBuilder().forks(1).threads(1).jvmArgs(HEAP, "-XX:+UseSerialGC").shouldFailOnError(true)
                .warmupIterations(often).warmupTime(time).measurementIterations(often).measurementTime(time);
    }
}
