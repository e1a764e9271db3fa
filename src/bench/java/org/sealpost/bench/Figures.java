package org.sealpost.bench;

/**
 * What one run of a workload showed.
 *
 * @param rate      messages a second, from the first handed in to the last arrived; for W4 and accepts see there
 * @param accepted  messages a second until the last was taken
 * @param cpu       CPU seconds for 1,000 messages
 * @param octets    the most that was in memory at once
 * @param connections TLS connections for each message
 * @param median    milliseconds from the last octet handed in to the final dot at the sink; of one-by-one workloads
 * @param late      the same, of the slowest twentieth
 */
record Figures(double rate, double accepted, double cpu, long octets, double connections, double median, double late) {
}
