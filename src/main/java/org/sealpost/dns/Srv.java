package org.sealpost.dns;

/**
 * One SRV record (RFC 2782).
 *
 * @param target lower case, without the last dot; empty if the service isn't offered
 */
public record Srv(int priority, int weight, int port, String target) {
}
