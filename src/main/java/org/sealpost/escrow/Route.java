package org.sealpost.escrow;

/** How somebody came to the door. Wrong tries lock only the route that they came by. */
public enum Route {
    /** The link in the notice. */
    LINK,
    /** Reference and address, typed. */
    REFERENCE
}
