package org.sealpost.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * What was asked for.
 *
 * @param rounds how often each contender does each workload
 * @param quick  fewer messages: for a look
 * @param alone  without Postfix: for a profile
 * @param flags  further ones for Sealpost's JVM
 * @param dist   where the build put WAR and libraries
 * @param folder for data and queues, on the disk that is to be measured
 */
record Options(int rounds, boolean quick, boolean alone, List<String> only, List<String> flags, Path dist, Path folder) {

    private static final String USAGE =
            "usage: sealpost bench relay [--rounds N] [--quick] [--only W1,W2,W3,W4,accept] [--alone]";
    private static final int ROUNDS = 5;

    static Options of(List<String> words) {
        Path home = Path.of(System.getenv().getOrDefault("SEALPOST_HOME", "."));
        List<String> flags = Arrays.stream(System.getenv().getOrDefault("SEALPOST_JAVA_OPTIONS", "").split(" "))
                .filter(flag -> !flag.isBlank()).toList();
        int rounds = 0;
        boolean quick = false;
        boolean alone = false;
        List<String> only = List.of();
        Iterator<String> rest = words.iterator();
        if (!rest.hasNext() || !rest.next().equals("relay")) {
            throw end();
        }
        while (rest.hasNext()) {
            switch (rest.next()) {
                case "--rounds" -> rounds = Integer.parseInt(value(rest));
                case "--quick" -> quick = true;
                case "--alone" -> alone = true;
                case "--only" -> only = List.of(value(rest).split(","));
                default -> throw end();
            }
        }
        return new Options(rounds > 0 ? rounds : quick ? 1 : ROUNDS, quick, alone, only, flags, home.resolve("target/dist"),
                home.resolve("target/bench").toAbsolutePath());
    }

    List<Workload> workloads() {
        List<Workload> all = quick
                ? List.of(Workload.w1(1_000), Workload.w2(1_000), Workload.w3(40), Workload.w4(50), Workload.accept(1_000))
                : List.of(Workload.w1(2_000), Workload.w2(2_000), Workload.w3(200), Workload.w4(200), Workload.accept(2_000));
        return all.stream().filter(work -> only.isEmpty() || only.contains(work.name())).toList();
    }

    /** How much a JVM must have done before it runs as it does all day. */
    int warmUp(Workload work) {
        return quick ? work.messages() : work.messages() * (work.messages() >= 1_000 ? 2 : 1);
    }

    private static String value(Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw end();
        }
        return rest.next();
    }

    private static RuntimeException end() {
        System.err.println(USAGE);
        System.exit(2);
        return new IllegalStateException();
    }
}
