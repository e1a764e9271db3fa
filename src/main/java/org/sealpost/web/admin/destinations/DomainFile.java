package org.sealpost.web.admin.destinations;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sealpost.monitor.Correspondents;
import org.sealpost.web.CsvText;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.Tongue;

/** {@code /admin/domains.csv}: every domain that the account wrote to, as the page shows it. */
@WebServlet("/admin/domains.csv")
public class DomainFile extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final int BATCH = 2_000;
    private static final int MOST = 100_000;

    @Inject
    private transient HeatRows rows;
    @Inject
    private transient Tongue tongue;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PrintWriter out = CsvText.file(response, "domains.csv");
        Phrasebook phrases = tongue.phrases("org.sealpost.web.admin.admin");
        out.write(CsvText.line(Stream.of(List.of("domain", "standing"), HeatMap.COLUMNS, List.of("failure", "remark"))
                .flatMap(List::stream).map(column -> phrases.say("heat." + column)).toList()));
        List<HeatRow> batch;
        int from = 0;
        do {
            batch = rows.of(new Correspondents.Wanted(Optional.empty(), "", Correspondents.Order.NAME, from, BATCH));
            batch.forEach(row -> out.write(CsvText.line(values(row))));
            from += BATCH;
        } while (batch.size() == BATCH && from < MOST);
    }

    private static List<String> values(HeatRow row) {
        List<String> values = new ArrayList<>(List.of(row.domain().name(), row.standing().words()));
        row.cells().forEach(cell -> values.add(cell.words()));
        values.add(row.failed().map(LocalDate::toString).orElse(""));
        values.add(row.remark());
        return values;
    }
}
