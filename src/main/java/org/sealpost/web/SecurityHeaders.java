package org.sealpost.web;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * What every answer tells the browser to refuse. Faces pages get their content policy from PrimeFaces, which knows the
 * nonce (web.xml); two policies would both bind. Versioned sheets and scripts may be kept, everything else never. HTTPS for good
 * (RFC 6797 §6.1) is promised for the configured hosts alone: a mail domain, of which a few paths may lead here, has other hosts
 * and a web site of its own that aren't ours to bind.
 */
@WebFilter(filterName = "securityHeaders", urlPatterns = "/*", dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ERROR})
public class SecurityHeaders extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final String NOTHING_BUT_OURS = "default-src 'self'; img-src 'self' data:; object-src 'none'; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    @Inject
    private transient Hosts hosts;

    public SecurityHeaders() {
    }

    SecurityHeaders(Hosts hosts) {
        this.hosts = hosts;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
        if (request.isSecure() && hosts.configured(request.getHeader("Host"))) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        response.setHeader("Cache-Control", mayBeKept(request, path) ? "public, max-age=31536000, immutable" : "no-store");
        if (!path.endsWith(".xhtml") && request.getDispatcherType() != DispatcherType.ERROR) {
            response.setHeader("Content-Security-Policy", NOTHING_BUT_OURS);
        }
        chain.doFilter(request, response);
    }

    private static boolean mayBeKept(HttpServletRequest request, String path) {
        return path.startsWith("/jakarta.faces.resource/")
                || request.getParameter("v") != null && (path.startsWith("/theme/") || path.startsWith("/scripts/"));
    }
}
