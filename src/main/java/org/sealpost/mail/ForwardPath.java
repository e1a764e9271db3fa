package org.sealpost.mail;

/**
 * One recipient of an envelope.
 *
 * @param visible false for a blind copy: then it always travels in a transaction of its own
 */
public record ForwardPath(Address address, boolean visible) {

    public static ForwardPath visible(Address address) {
        return new ForwardPath(address, true);
    }

    public static ForwardPath blind(Address address) {
        return new ForwardPath(address, false);
    }
}
