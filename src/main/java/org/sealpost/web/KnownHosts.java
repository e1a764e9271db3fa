package org.sealpost.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Refuses every Host that isn't ours with 421 (RFC 9110 §15.5.20), so that no link we make, no cache and no page of
 * somebody else's can be built on a forged one. {@link StaffDoor} comes before any filter and refuses the same.
 */
@WebFilter(filterName = "knownHosts", urlPatterns = "/*")
public class KnownHosts extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final int MISDIRECTED = 421;

    @Inject
    private transient Hosts hosts;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (hosts.serve(request)) {
            chain.doFilter(request, response);
        } else {
            refuse(response);
        }
    }

    static void refuse(HttpServletResponse response) throws IOException {
        response.setStatus(MISDIRECTED);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println("This address isn't served here. Ask your administrator for the right one.");
    }
}
