package org.sealpost.web.discovery;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.sealpost.mail.Domain;
import org.sealpost.ownkeys.OwnKeys;
import org.sealpost.web.Hosts;

/**
 * The certificates of a domain's people, for whoever wants to write to them (draft-koch-openpgp-webkey-service §3.1): at
 * {@code https://openpgpkey.DOMAIN/.well-known/openpgpkey/DOMAIN/hu/HASH}, and at {@code https://DOMAIN/.well-known/openpgpkey/hu/HASH}.
 */
@WebServlet("/.well-known/openpgpkey/*")
public class WebKeys extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    private transient Hosts hosts;
    @Inject
    private transient OwnKeys keys;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getServletPath() + Optional.ofNullable(request.getPathInfo()).orElse("");
        Optional<Domain> domain = hosts.domain(request.getHeader("Host"), path);
        String file = path.substring(path.lastIndexOf('/') + 1);
        // pages of others may ask, too (§3.1)
        response.setHeader("Access-Control-Allow-Origin", "*");
        if (domain.isPresent() && file.equals("policy")) {
            // no rules but those of the draft (§4.5)
            response.setContentType("text/plain;charset=US-ASCII");
            return;
        }
        Optional<byte[]> found = domain.flatMap(one -> keys.published(one, file));
        if (found.isEmpty()) {
            // programs ask: a page for people would begin a session for each
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("application/octet-stream");
        response.getOutputStream().write(found.get());
    }
}
