package org.sealpost.web.keys;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.sealpost.endtoend.Standard;
import org.sealpost.keyring.ContactCertificate;
import org.sealpost.keyring.KnownKeys;
import org.sealpost.web.OutsideId;
import org.sealpost.web.SignedIn;

/** {@code /mail/contactkey?id=}: a contact's certificate as people pass it on; 404 if the account has none with this id. */
@WebServlet("/mail/contactkey")
public class ContactKeyFile extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    private transient KnownKeys known;
    @Inject
    private transient SignedIn signedIn;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<ContactCertificate> kept = OutsideId.of(request.getParameter("id")).flatMap(id -> known.find(signedIn.user().accountId(), id));
        Optional<String> written = kept.flatMap(known::written);
        if (written.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        boolean openPgp = kept.get().standard() == Standard.OPENPGP;
        response.setContentType(openPgp ? "application/pgp-keys" : "application/x-pem-file");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + kept.get().fingerprint() + (openPgp ? ".asc" : ".pem") + "\"");
        response.getWriter().write(written.get());
    }
}
