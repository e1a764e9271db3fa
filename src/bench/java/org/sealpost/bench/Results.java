package org.sealpost.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** All runs, and the table of their medians. */
final class Results {

    private static final double MIB = 1024 * 1024;

    private final String ours;
    private final Map<String, Map<String, List<Figures>>> runs = new LinkedHashMap<>();
    private final Map<String, Workload> workloads = new LinkedHashMap<>();

    /** @param ours the contender that is compared with the best of the others */
    Results(String ours) {
        this.ours = ours;
    }

    void add(Workload work, String contender, Figures figures) {
        workloads.put(work.name(), work);
        runs.computeIfAbsent(work.name(), name -> new LinkedHashMap<>()).computeIfAbsent(contender, name -> new ArrayList<>()).add(figures);
    }

    static String line(String contender, Figures figures) {
        return String.format(Locale.ROOT, "%-16s %7.0f msg/s %7.0f accepts/s %7.2f CPU-s/1,000 %5.0f MiB %6.3f connections/msg%s", contender,
                figures.rate(), figures.accepted(), figures.cpu(), figures.octets() / MIB, figures.connections(),
                Double.isNaN(figures.median()) ? "" : String.format(Locale.ROOT, "  p50 %.1f ms  p95 %.1f ms", figures.median(), figures.late()));
    }

    /** Markdown. */
    List<String> table() {
        List<String> lines = new ArrayList<>(List.of(
                "| workload | | msg/s | accepts/s | CPU-s per 1,000 | memory MiB | TLS connections per message | p50 ms | p95 ms |",
                "|---|---|---|---|---|---|---|---|---|"));
        runs.forEach((name, contenders) -> contenders.forEach((contender, all) -> lines.add(String.format(Locale.ROOT,
                "| %s | %s | %s | %.0f | %.2f | %.0f | %.3f | %s | %s |", name, contender,
                workloads.get(name).held() || workloads.get(name).isOneByOne() ? "" : format("%.0f", median(all, Figures::rate)),
                median(all, Figures::accepted), median(all, Figures::cpu), median(all, f -> f.octets() / MIB),
                median(all, Figures::connections), format("%.1f", median(all, Figures::median)), format("%.1f", median(all, Figures::late))))));
        return lines;
    }

    /** Round by round against the better of the others in that round, so that a machine whose speed drifts doesn't matter. */
    List<String> ratios() {
        List<String> lines = new ArrayList<>(List.of("| | ratio | must |", "|---|---|---|"));
        for (String name : List.of("W1", "W2", "W3")) {
            ratio(lines, name, "msg/s", Figures::rate, true, name.equals("W3") ? "≥ 1.2" : "≥ 1.5");
            ratio(lines, name, "CPU", Figures::cpu, false, name.equals("W1") ? "≤ 0.7" : "");
        }
        ratio(lines, "W4", "p50", Figures::median, false, "≤ 1");
        ratio(lines, "accept", "accepts/s", Figures::accepted, true, "≥ 2");
        if (runs.containsKey("W2")) {
            lines.add(format("| W2 TLS connections per message | %.3f | ≤ 0.2 |", median(runs.get("W2").get(ours), Figures::connections)));
        }
        if (runs.containsKey("W1")) {
            lines.add(format("| W1 memory | %.0f MiB | ≤ 768 MiB |", median(runs.get("W1").get(ours), f -> f.octets() / MIB)));
        }
        return lines;
    }

    private void ratio(List<String> lines, String name, String what, ToDoubleFunction<Figures> figure, boolean moreIsBetter, String must) {
        Map<String, List<Figures>> contenders = runs.getOrDefault(name, Map.of());
        Set<String> others = new java.util.LinkedHashSet<>(contenders.keySet());
        others.remove(ours);
        if (others.isEmpty() || !contenders.containsKey(ours)) {
            return;
        }
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < contenders.get(ours).size(); round++) {
            int now = round;
            var theirs = others.stream().mapToDouble(other -> figure.applyAsDouble(contenders.get(other).get(now)));
            double best = (moreIsBetter ? theirs.max() : theirs.min()).orElseThrow();
            ratios.add(figure.applyAsDouble(contenders.get(ours).get(round)) / best);
        }
        lines.add(format("| %s %s against the better Postfix | %.2f | %s |", name, what, middle(ratios), must));
    }

    private static double median(List<Figures> all, ToDoubleFunction<Figures> figure) {
        return middle(all.stream().map(figure::applyAsDouble).toList());
    }

    private static double middle(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private static String format(String pattern, Object... values) {
        return values.length == 1 && values[0] instanceof Double d && Double.isNaN(d) ? "" : String.format(Locale.ROOT, pattern, values);
    }
}
