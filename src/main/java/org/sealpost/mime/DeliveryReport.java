package org.sealpost.mime;

import java.time.Instant;
import java.util.Optional;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.EnhancedStatus;

/**
 * What a sender is told about one recipient (RFC 3464).
 *
 * @param reporter the domain in whose name Sealpost reports
 * @param remoteMta the host that said so, if one was reached
 * @param diagnostic its reply, one line
 * @param words what happened and what to do, for people; subject line and text in the sender's language
 * @param retryUntil only for a delay
 */
public record DeliveryReport(Action action, Domain reporter, Correspondent to, Address recipient, EnhancedStatus status,
        Optional<String> remoteMta, Optional<String> diagnostic, String subject, String words, Instant arrival,
        Optional<Instant> retryUntil, Optional<String> originalMessageId) {

    public enum Action { FAILED, DELAYED }
}
