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
import org.sealpost.web.CsvText;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** {@code /admin/contactkeys.csv}: the keys of the account's contacts that are in use or wait, those first that end first. */
@WebServlet("/admin/contactkeys.csv")
public class ContactKeysFile extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final int MOST = 100_000;

    @Inject
    private transient KnownKeys known;
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
        PrintWriter out = CsvText.file(response, "contactkeys.csv");
        out.write(CsvText.line(Stream.of("whose", "standard", "fingerprint", "from", "state", "ends").map(key -> phrases.say("keys." + key)).toList()));
        known.ends(signedIn.user().accountId(), KnownKeys.State.ALL, "", 0, MOST).forEach(key -> out.write(CsvText.line(values(key, words.row(key)))));
    }

    private static List<String> values(KeyEnd key, KeyEndRow row) {
        return List.of(row.address(), row.standard(), key.fingerprint(), row.from(), row.state(), row.moment());
    }
}
