package org.sealpost.bench.keys;

import java.util.Collection;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.RunResult;

/** The results as a table for {@code docs/performance.md}: what is sealed and opened in a second, and ours as a multiple of theirs. */
final class Table {

    private final Collection<RunResult> small;
    private final Collection<RunResult> large;

    Table(Collection<RunResult> small, Collection<RunResult> large) {
        this.small = small;
        this.large = large;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("| | seal 10 KiB, per s | open 10 KiB, per s | seal 25 MB, MB/s | open 25 MB, MB/s |\n|---|---|---|---|---|\n");
        for (Kind kind : Kind.values()) {
            row(text, kind.words(), "%.1f", column -> perSecond(kind, column));
            kind.beside().ifPresent(other -> {
                row(text, "… as a multiple of " + program(other), "%.2f", column -> perSecond(kind, column) / perSecond(other, column));
                row(text, "… without its start", "%.2f", column -> perSecond(kind, column) / withoutStart(other, column));
            });
        }
        return text + String.format(Locale.ROOT, "%nStarting gpg takes %.1f ms, openssl %.1f ms (twice for each message).", start("gpg") / 1e3, start("openssl") / 1e3);
    }

    private enum Column { SEAL_SMALL, OPEN_SMALL, SEAL_LARGE, OPEN_LARGE }

    private static void row(StringBuilder text, String name, String format, ToDoubleFunction<Column> value) {
        text.append("| ").append(name).append(" |");
        for (Column column : Column.values()) {
            text.append(String.format(Locale.ROOT, " " + format + " |", value.applyAsDouble(column)));
        }
        text.append('\n');
    }

    /** Messages of the small ones, megabytes of the large ones. */
    private double perSecond(Kind kind, Column column) {
        return amount(column) / micros(kind, column) * 1e6;
    }

    private double withoutStart(Kind program, Column column) {
        double starts = program == Kind.GPG ? start("gpg") : 2 * start("openssl");
        return amount(column) / Math.max(1, micros(program, column) - starts) * 1e6;
    }

    private static double amount(Column column) {
        return column == Column.SEAL_LARGE || column == Column.OPEN_LARGE ? Messages.LARGE / 1e6 : 1;
    }

    private double micros(Kind kind, Column column) {
        String verb = column == Column.SEAL_SMALL || column == Column.SEAL_LARGE ? ".seal" : ".open";
        return score(column == Column.SEAL_SMALL || column == Column.OPEN_SMALL ? small : large, verb, kind.name());
    }

    private double start(String program) {
        return score(small, "Starts." + program, null);
    }

    private static double score(Collection<RunResult> results, String benchmark, String kind) {
        return results.stream().filter(one -> one.getParams().getBenchmark().endsWith(benchmark))
                .filter(one -> kind == null || one.getParams().getParam("kind").equals(kind)).findFirst().orElseThrow()
                .getPrimaryResult().getScore();
    }

    private static String program(Kind kind) {
        return kind == Kind.GPG ? "gpg" : "openssl";
    }
}
