package org.sealpost.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.sealpost.directory.Site;

/**
 * Sees through the proxy in front, if the administrator says that there is one: who really asks, and that it was by
 * HTTPS. Everybody else's X-Forwarded fields count for nothing. First of all filters (web.xml).
 */
public class BehindProxy extends HttpFilter {

    private static final long serialVersionUID = 1;

    @Inject
    private transient Site site;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(site.behindProxy() ? new Forwarded(request) : request, response);
    }

    /** The last address is the one that our own proxy saw; what stands before it anybody could have written. */
    static String last(String forwardedFor, String otherwise) {
        if (forwardedFor == null || forwardedFor.isBlank()) {
            return otherwise;
        }
        String last = forwardedFor.substring(forwardedFor.lastIndexOf(',') + 1).strip();
        return last.matches("[0-9A-Fa-f:.]{2,45}") ? last : otherwise;
    }

    private static final class Forwarded extends HttpServletRequestWrapper {

        Forwarded(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getRemoteAddr() {
            return last(getHeader("X-Forwarded-For"), super.getRemoteAddr());
        }

        @Override
        public boolean isSecure() {
            return super.isSecure() || "https".equalsIgnoreCase(getHeader("X-Forwarded-Proto"));
        }

        @Override
        public String getScheme() {
            return isSecure() ? "https" : super.getScheme();
        }
    }
}
