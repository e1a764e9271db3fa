package org.sealpost.smtp;

/**
 * What is asked for with MAIL FROM; sent as far as the peer offers it.
 *
 * @param size octets of the message (RFC 1870)
 * @param smtpUtf8 an address needs it (RFC 6531); the caller has seen that it is offered
 * @param headersOnly RET=HDRS (RFC 3461 §4.3)
 * @param envelopeId ENVID (RFC 3461 §4.4)
 * @param requireTls each host on the way must keep it on TLS (RFC 8689 §2); the caller has seen that it is offered
 */
public record MailParameters(long size, boolean smtpUtf8, boolean headersOnly, String envelopeId, boolean requireTls) {
}
