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
import org.sealpost.keyring.KeyEnd;
import org.sealpost.keyring.KnownKeys;
import org.sealpost.ownkeys.KeyOverview;
import org.sealpost.web.CsvText;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/**
 * {@code /admin/contactkeys.csv}: the keys of the account's contacts that are in use or wait, those first that end first.
 * {@code /admin/staffkeys.csv}: those of its own people, the ones in use first, and of these those that end first.
 */
@WebServlet({"/admin/contactkeys.csv", "/admin/staffkeys.csv"})
public class KeysFile extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final int MOST = 100_000;

    @Inject
    private transient KnownKeys known;
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
        boolean contacts = request.getServletPath().equals("/admin/contactkeys.csv");
        PrintWriter out = CsvText.file(response, contacts ? "contactkeys.csv" : "staffkeys.csv");
        out.write(CsvText.line(Stream.of("whose", "standard", "fingerprint", contacts ? "from" : "published", "state", "ends")
                .map(key -> phrases.say("keys." + key)).toList()));
        long account = signedIn.user().accountId();
        Stream<List<String>> lines = contacts
                ? known.ends(account, KnownKeys.State.ALL, "", 0, MOST).stream().map(key -> contact(key, words.row(key)))
                : overview.of(account, KeyOverview.State.ALL, "", 0, MOST).stream().map(key -> staff(key, words.row(key)));
        lines.forEach(line -> out.write(CsvText.line(line)));
    }

    private static List<String> contact(KeyEnd key, KeyEndRow row) {
        return List.of(row.address(), row.standard(), key.fingerprint(), row.from(), row.state(), row.moment());
    }

    private static List<String> staff(KeyOverview.Row key, StaffKeyRow row) {
        return List.of(row.key().address(), row.key().standard(), key.fingerprint(), row.published(), row.key().state(), row.key().moment());
    }
}
