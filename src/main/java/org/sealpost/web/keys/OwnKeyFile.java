package org.sealpost.web.keys;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.sealpost.directory.User;
import org.sealpost.ownkeys.KeyExport;
import org.sealpost.web.OutsideId;
import org.sealpost.web.SignedIn;

/** {@code /mail/ownkey?id=} and {@code ?request=}: one's own certificate, or a request for one, without any secret; 404 if there is none. */
@WebServlet("/mail/ownkey")
public class OwnKeyFile extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    private transient KeyExport export;
    @Inject
    private transient SignedIn signedIn;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        User user = signedIn.user();
        Optional<KeyExport.KeyFile> file = OutsideId.of(request.getParameter("id")).flatMap(id -> export.certificate(user, id))
                .or(() -> OutsideId.of(request.getParameter("request")).flatMap(id -> export.request(user, id)));
        if (file.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("application/octet-stream");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + file.get().name() + "\"");
        response.getOutputStream().write(file.get().octets());
    }
}
