package org.sealpost.tlsrpt;

/** What came is no report, or more than one could be; the message names the flaw and cites nothing. */
public final class MalformedReport extends Exception {

    MalformedReport(String flaw) {
        super(flaw);
    }
}
