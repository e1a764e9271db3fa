package org.sealpost.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code bench relay}: Sealpost and a real Postfix in two modes deliver the same messages to the same sink over verified TLS,
 * in turn, with their queues on the same disk.
 */
public final class Bench {

    private static final int DOMAINS = 50;

    private final Options options;
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Bench(Options options) {
        this.options = options;
    }

    /** @param words see {@link Options} */
    public static void main(String[] words) throws Exception {
        new Bench(Options.of(List.of(words))).run();
        System.exit(0);
    }

    private void run() throws Exception {
        Path folder = Files.createTempDirectory(Files.createDirectories(options.folder()), "run-");
        Files.setPosixFilePermissions(folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        Authority authority = new Authority(folder, Authority.hosts(DOMAINS));
        try (Sink sink = new Sink(authority.serverContext(), DOMAINS);
                Internet internet = new Internet(folder, authority, sink.port(), DOMAINS)) {
            List<Contender> contenders = new ArrayList<>();
            try {
                begin(contenders, folder, authority, sink, internet);
                race(contenders, new Race(sink));
            } finally {
                contenders.forEach(Contender::close);
            }
        } catch (IOException e) {
            System.err.println("The bench broke off; what the programs logged stays in " + folder + ".");
            throw e;
        }
        delete(folder);
    }

    private void begin(List<Contender> contenders, Path folder, Authority authority, Sink sink, Internet internet) throws IOException {
        out.println("Starting Sealpost" + (options.alone() ? " …" : " and Postfix …"));
        contenders.add(new SealpostContender(folder.resolve("sealpost"), options.dist(), internet.settings(), options.flags(), authority));
        if (!options.alone()) {
            contenders.add(new PostfixContender("Postfix", folder.resolve("postfix"), false, authority, sink.port(), DOMAINS));
            contenders.add(new PostfixContender("Postfix, reuse", folder.resolve("postfix-reuse"), true, authority, sink.port(), DOMAINS));
        }
    }

    private void race(List<Contender> contenders, Race race) throws IOException, InterruptedException {
        for (Contender contender : contenders) {
            out.println("Warming up " + contender.name() + " …");
            boolean java = contender == contenders.get(0);
            for (Workload work : options.workloads()) {
                race.run(contender, work.of(java ? options.warmUp(work) : Math.max(1, work.messages() / 10)));
            }
        }
        Results results = new Results(contenders.get(0).name());
        for (int round = 1; round <= options.rounds(); round++) {
            for (Workload work : options.workloads()) {
                out.println("Round " + round + ", " + work.name() + ": " + work.what());
                for (Contender contender : contenders) {
                    Figures figures = race.run(contender, work);
                    out.println("  " + Results.line(contender.name(), figures));
                    results.add(work, contender.name(), figures);
                }
            }
        }
        out.println("\nMedians of " + options.rounds() + ":\n");
        results.table().forEach(out::println);
        out.println();
        results.ratios().forEach(out::println);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
