package org.sealpost.delivery;

/**
 * How the queue works, as configured.
 *
 * @param lanes consignments at once
 * @param retries when mail is tried again
 */
public record Pace(int lanes, RetrySchedule retries) {

    /** A quarter of all, so that three slow domains still leave room. */
    int lanesPerDomain() {
        return Math.max(2, lanes / 4);
    }
}
