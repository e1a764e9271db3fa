package org.sealpost.web.admin.reports;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.sealpost.delivery.Drop;
import org.sealpost.delivery.Endings;
import org.sealpost.delivery.Endings.Way;
import org.sealpost.web.CsvText;
import org.sealpost.web.Moments;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** {@code /admin/ended.csv}: how messages ended, by day of UTC. {@code /admin/dropped.csv}: what a rule dropped, the latest first. */
@WebServlet({"/admin/ended.csv", "/admin/dropped.csv"})
public class EndingsFile extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final int DAYS = 366;
    private static final int BATCH = 500;
    private static final int MOST = 100_000;

    @Inject
    private transient Endings endings;
    @Inject
    private transient SignedIn signedIn;
    @Inject
    private transient Moments moments;
    @Inject
    private transient Tongue tongue;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean dropped = request.getServletPath().endsWith("dropped.csv");
        PrintWriter out = CsvText.file(response, dropped ? "dropped.csv" : "ended.csv");
        if (dropped) {
            writeDrops(out);
        } else {
            writeDays(out);
        }
    }

    private void writeDays(PrintWriter out) {
        Phrasebook phrases = phrases();
        List<String> head = new ArrayList<>(List.of(phrases.say("reports.day")));
        Arrays.stream(Way.values()).forEach(way -> head.add(phrases.say("ended." + way.name().toLowerCase(java.util.Locale.ROOT))));
        out.write(CsvText.line(head));
        LocalDate since = LocalDate.ofInstant(moments.now(), ZoneOffset.UTC).minusDays(DAYS);
        endings.byDay(signedIn.account().id(), since).forEach((day, counts) -> out.write(CsvText.line(values(day, counts))));
    }

    private static List<String> values(LocalDate day, Map<Way, Long> counts) {
        List<String> values = new ArrayList<>(List.of(day.toString()));
        Arrays.stream(Way.values()).forEach(way -> values.add(String.valueOf(counts.getOrDefault(way, 0L))));
        return values;
    }

    private void writeDrops(PrintWriter out) {
        Phrasebook phrases = phrases();
        out.write(CsvText.line(List.of(phrases.say("dropped.when"), phrases.say("dropped.author"), phrases.say("dropped.recipient"),
                phrases.say("dropped.why"))));
        List<Drop> batch;
        long before = Long.MAX_VALUE;
        int written = 0;
        do {
            batch = endings.dropped(signedIn.account().id(), before, BATCH);
            for (Drop drop : batch) {
                out.write(CsvText.line(List.of(drop.at().toString(), drop.author().toString(), drop.recipient().toString(),
                        phrases.say(drop.reason()))));
                before = drop.number();
            }
            written += batch.size();
        } while (batch.size() == BATCH && written < MOST);
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.admin.admin");
    }
}
