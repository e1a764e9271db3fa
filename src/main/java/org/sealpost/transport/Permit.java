package org.sealpost.transport;

/**
 * Whether a consignment is still ours to send. Asked right before MAIL FROM and again before the final dot, since a
 * process may have been stopped for a while in between, and somebody else may have taken over.
 */
@FunctionalInterface
public interface Permit {

    Permit ALWAYS = () -> true;

    boolean stands();
}
