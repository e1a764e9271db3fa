package org.sealpost.web.admin.keys;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.sealpost.ownkeys.KeyOverview;
import org.sealpost.web.CsvText;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** {@code /admin/staffkeys.csv}: the keys of the account's own people, those in use first, and of these those that end first. */
@WebServlet("/admin/staffkeys.csv")
public class StaffKeysFile extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final int MOST = 100_000;

    @Inject
    private transient KeyOverview overview;
    @Inject
    private transient SignedIn signedIn;
    @Inject
    private transient Tongue tongue;
    @Inject
    private transient InstantSource clock;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Phrasebook phrases = tongue.phrases("org.sealpost.web.admin.admin");
        KeyEndWords words = new KeyEndWords(phrases, Object::toString, clock.instant());
        PrintWriter out = CsvText.file(response, "staffkeys.csv");
        out.write(CsvText.line(Stream.of("whose", "standard", "fingerprint", "published", "state", "ends").map(key -> phrases.say("keys." + key)).toList()));
        overview.of(signedIn.user().accountId(), KeyOverview.State.ALL, "", 0, MOST)
                .forEach(key -> out.write(CsvText.line(values(key, words.row(key)))));
    }

    private static List<String> values(KeyOverview.Row key, StaffKeyRow row) {
        return List.of(row.key().address(), row.key().standard(), key.fingerprint(), row.published(), row.key().state(), row.key().moment());
    }
}
