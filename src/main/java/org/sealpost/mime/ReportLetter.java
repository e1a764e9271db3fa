package org.sealpost.mime;

import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.RawMessage;

/**
 * A report on TLS to be mailed (RFC 8460 §5.3).
 *
 * @param from its domain is the submitter, who signs
 * @param about the domain that is reported on
 * @param id unique among the submitter's reports; letters, digits, dots, hyphens and underscores
 * @param words for people
 * @param fileName with its extension
 * @param packed the report, packed by gzip
 */
public record ReportLetter(Correspondent from, Address to, Domain about, String id, String words, String fileName, RawMessage packed) {

    /** @throws IllegalArgumentException if the id can't stand in a subject */
    public ReportLetter {
        if (!id.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*")) {
            throw new IllegalArgumentException("no id-left of RFC 5322 §3.6.4");
        }
    }

    public Domain submitter() {
        return from.address().domain();
    }
}
