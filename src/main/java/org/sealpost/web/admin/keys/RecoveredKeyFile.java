package org.sealpost.web.admin.keys;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.ownkeys.KeyExport;
import org.sealpost.ownkeys.Recovery;
import org.sealpost.web.OutsideId;
import org.sealpost.web.SignedIn;

/** {@code /admin/recovered?id=}: somebody's secret key, encrypted to the account's recovery key; 404 if the account has no such copy. */
@WebServlet("/admin/recovered")
public class RecoveredKeyFile extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    private transient Recovery recovery;
    @Inject
    private transient SignedIn signedIn;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<KeyExport.KeyFile> file = OutsideId.of(request.getParameter("id")).flatMap(id -> recovery.file(signedIn.user(), id));
        if (file.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("application/octet-stream");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + file.get().name() + "\"");
        response.getOutputStream().write(file.get().octets());
    }
}
