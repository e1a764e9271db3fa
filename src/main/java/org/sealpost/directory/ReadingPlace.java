package org.sealpost.directory;

/** Where mail programs read: an IMAP server with TLS from the first octet (RFC 8314 §3.2), which isn't ours. */
public record ReadingPlace(String host, int port) {
}
