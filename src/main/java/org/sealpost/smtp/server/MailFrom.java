package org.sealpost.smtp.server;

import java.util.Optional;
import org.sealpost.mail.ReversePath;

/**
 * MAIL (RFC 5321 §4.1.1.2) with what was asked for.
 *
 * @param size as declared (RFC 1870), 0 if it wasn't
 * @param smtpUtf8 RFC 6531
 * @param requireTls RFC 8689
 * @param headersOnly RET=HDRS (RFC 3461)
 * @param envelopeId ENVID (RFC 3461 §4.4), xtext as it came
 */
public record MailFrom(ReversePath path, long size, boolean smtpUtf8, boolean requireTls, boolean headersOnly, Optional<String> envelopeId) {
}
