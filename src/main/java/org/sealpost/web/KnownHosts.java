package org.sealpost.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.sealpost.directory.Site;

/**
 * Refuses every Host that isn't ours with 421 (RFC 9110 §15.5.20), so that no link we make, no cache and no page of
 * somebody else's can be built on a forged one. Loopback is always known: health checks come by it.
 */
@WebFilter(filterName = "knownHosts", urlPatterns = "/*")
public class KnownHosts extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final int MISDIRECTED = 421;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    @Inject
    private transient Site site;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (knows(request.getHeader("Host"), site.hosts())) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(MISDIRECTED);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println("This address isn't served here. Ask your administrator for the right one.");
    }

    static boolean knows(String host, Set<String> hosts) {
        if (host == null || host.isBlank()) {
            return false;
        }
        String asked = host.strip().toLowerCase(Locale.ROOT);
        return hosts.contains(asked) || LOOPBACK.contains(asked.replaceAll(":\\d{1,5}$", ""));
    }
}
