package org.sealpost.dns;

import java.util.List;

/**
 * What the DNS said. A failure is an answer too, and never the same as "there is none".
 *
 * @param records empty unless the status is RECORDS
 * @param authentic proven by DNSSEC; then NO_NAME and NO_DATA are proven as well
 */
public record Answer<T>(Status status, List<T> records, boolean authentic) {

    public enum Status {
        RECORDS,
        /** The name doesn't exist (NXDOMAIN). */
        NO_NAME,
        /** The name exists and has no record of that type. */
        NO_DATA,
        /** SERVFAIL, REFUSED, no answer in time, nonsense: nothing is known. */
        FAILED
    }

    public Answer {
        records = List.copyOf(records);
    }

    public static <T> Answer<T> of(List<T> records, boolean authentic) {
        return new Answer<>(Status.RECORDS, records, authentic);
    }

    /** The DNS says, reliably, that there is none. */
    public static <T> Answer<T> none(Status why, boolean authentic) {
        if (why != Status.NO_NAME && why != Status.NO_DATA) {
            throw new IllegalArgumentException(why.name());
        }
        return new Answer<>(why, List.of(), authentic);
    }

    public static <T> Answer<T> failed() {
        return new Answer<>(Status.FAILED, List.of(), false);
    }

    public boolean isFailed() {
        return status == Status.FAILED;
    }

    /** NXDOMAIN or NODATA: reliably none. */
    public boolean isNone() {
        return status == Status.NO_NAME || status == Status.NO_DATA;
    }
}
