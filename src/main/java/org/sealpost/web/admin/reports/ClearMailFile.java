package org.sealpost.web.admin.reports;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import org.sealpost.reception.ReplyRoad;
import org.sealpost.reception.ReplyRoads;
import org.sealpost.web.CsvText;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** {@code /admin/clear.csv}: whose mail comes to the account without TLS, those with the most messages first. */
@WebServlet("/admin/clear.csv")
public class ClearMailFile extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final int MOST = 100_000;

    @Inject
    private transient ReplyRoads roads;
    @Inject
    private transient SignedIn signedIn;
    @Inject
    private transient Tongue tongue;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Phrasebook phrases = tongue.phrases("org.sealpost.web.admin.admin");
        PrintWriter out = CsvText.file(response, "clear.csv");
        out.write(CsvText.line(Stream.of("domain", "clear", "lately", "tls", "last").map(key -> phrases.say("clearmail." + key)).toList()));
        roads.inClear(signedIn.account().id(), MOST).forEach(road -> out.write(CsvText.line(values(road))));
    }

    private static List<String> values(ReplyRoad road) {
        return List.of(road.domain().name(), String.valueOf(road.all().clear()), String.valueOf(road.lately().clear()),
                String.valueOf(road.all().tls()), road.lastClear().map(Object::toString).orElse(""));
    }
}
