package org.sealpost.web.admin.domains;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.sealpost.directory.Directory;
import org.sealpost.directory.LocalDomain;
import org.sealpost.publication.Publications;
import org.sealpost.publication.ZoneFile;
import org.sealpost.web.SignedIn;

/** {@code /admin/zone.txt?domain=…}: all records of a domain of the account's, for a name server (RFC 1035 §5). */
@WebServlet("/admin/zone.txt")
public class ZoneFileDownload extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    private transient Directory directory;
    @Inject
    private transient Publications publications;
    @Inject
    private transient SignedIn signedIn;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String asked = request.getParameter("domain");
        Optional<LocalDomain> domain = directory.domains(signedIn.account().id()).stream()
                .filter(one -> one.name().name().equals(asked)).findFirst();
        if (domain.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("text/plain;charset=US-ASCII");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + domain.get().name().name() + ".zone\"");
        response.getWriter().write(ZoneFile.of(publications.plan(domain.get())));
    }
}
