package org.sealpost.web.discovery;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.sealpost.publication.Publications;
import org.sealpost.web.Hosts;

/** {@code https://mta-sts.DOMAIN/.well-known/mta-sts.txt}: the policy of a domain of ours (RFC 8461 §3.2, §3.3). */
@WebServlet("/.well-known/mta-sts.txt")
public class StsPolicyFile extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    private transient Hosts hosts;
    @Inject
    private transient Publications publications;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (hosts.domain(request.getHeader("Host"), request.getServletPath()).isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("text/plain;charset=US-ASCII");
        response.getWriter().write(publications.policy());
    }
}
