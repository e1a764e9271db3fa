package org.sealpost.forwarding;

import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.sealpost.mail.Address;

/**
 * A rule that sends mail on. What it forwards stays in the mailbox too: a forward that fails loses nothing.
 *
 * @param whose an address, or a domain if the kind says so; compared without case
 * @param words separated by commas, one of which must be there; only FILTER and MONITOR_COPY have any
 */
public record Forward(long id, UUID uuid, Kind kind, String whose, String words, Address target) {

    public enum Kind {
        /** All that reaches a user. */
        USER(false, false),
        /** What reaches a user and has a word in its author or subject. */
        FILTER(false, true),
        /** What reaches a user and a filter of their mailbox sends to this target; which mail that is, the filter says. */
        MAILBOX_FILTER(false, false),
        /** What a user sends. */
        SENT_COPY(false, false),
        /** What reaches a domain's users. */
        DOMAIN_COPY_IN(true, false),
        /** What a domain's users send. */
        DOMAIN_COPY_OUT(true, false),
        /** What has a word in its subject or text, either way. */
        MONITOR_COPY(true, true),
        /** Another name of one or more mailboxes. */
        ALIAS(false, false),
        /** What is for nobody else in a domain. */
        CATCH_ALL(true, false);

        private final boolean ofDomain;
        private final boolean wordy;

        Kind(boolean ofDomain, boolean wordy) {
            this.ofDomain = ofDomain;
            this.wordy = wordy;
        }

        /** Whether it is set for a domain, not for an address. */
        public boolean isOfDomain() {
            return ofDomain;
        }

        public boolean hasWords() {
            return wordy;
        }

        /** Whether it says who gets mail, instead of sending a copy on. */
        public boolean isResolving() {
            return this == ALIAS || this == CATCH_ALL;
        }
    }

    public Forward {
        whose = whose.toLowerCase(Locale.ROOT);
    }

    boolean isOf(Address address) {
        return whose.equals(kind.isOfDomain() ? address.domain().name() : address.toString().toLowerCase(Locale.ROOT));
    }

    boolean finds(String text) {
        String searched = text.toLowerCase(Locale.ROOT);
        return Arrays.stream(words.toLowerCase(Locale.ROOT).split(",")).map(String::strip)
                .anyMatch(word -> !word.isEmpty() && searched.contains(word));
    }
}
