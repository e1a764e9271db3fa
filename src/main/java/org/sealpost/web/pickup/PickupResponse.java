package org.sealpost.web.pickup;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * The answer behind a pickup page: its forms go to the address that the reader sees, and its content policy is ours,
 * whatever a component library wants to add.
 */
final class PickupResponse extends HttpServletResponseWrapper {

    private static final String POLICY = "Content-Security-Policy";

    private final String views;
    private final String address;

    /** @param views what the paths of our views begin with */
    PickupResponse(HttpServletResponse response, String views, String address) {
        super(response);
        this.views = views;
        this.address = address;
    }

    @Override
    public String encodeURL(String url) {
        return url.startsWith(views) ? address : super.encodeURL(url);
    }

    @Override
    public void setHeader(String name, String value) {
        if (!name.equalsIgnoreCase(POLICY)) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (!name.equalsIgnoreCase(POLICY)) {
            super.addHeader(name, value);
        }
    }
}
