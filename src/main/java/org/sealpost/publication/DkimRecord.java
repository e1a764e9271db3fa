package org.sealpost.publication;

/**
 * A DKIM key to publish (RFC 6376 §3.6.2).
 *
 * @param name the whole name, without a trailing dot, for example {@code s1._domainkey.example.org}
 */
public record DkimRecord(String name, String value) {
}
