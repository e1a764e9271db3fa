package org.sealpost.smtp;

import java.time.Duration;

/**
 * How long each phase of a connection may take in all, however many octets trickle in meanwhile.
 *
 * @param command EHLO, STARTTLS, MAIL, RCPT: one command or one pipelined group
 * @param dataStart from DATA to 354
 * @param dataBlock for each block of the message
 * @param dataEnd from the final dot to its reply
 */
public record Deadlines(Duration connect, Duration greeting, Duration command, Duration handshake, Duration dataStart,
        Duration dataBlock, Duration dataEnd) {

    /** RFC 5321 §4.5.3.2; connecting and shaking hands are ours. */
    public static final Deadlines RFC5321 = new Deadlines(Duration.ofSeconds(20), Duration.ofMinutes(5),
            Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(3),
            Duration.ofMinutes(10));

    /** For a look at a host that nobody's mail waits for. */
    public static final Deadlines SURVEY = new Deadlines(Duration.ofSeconds(10), Duration.ofSeconds(40),
            Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** The same proportions, {@code divisor} times as fast. */
    public Deadlines scaled(int divisor) {
        return new Deadlines(connect.dividedBy(divisor), greeting.dividedBy(divisor), command.dividedBy(divisor),
                handshake.dividedBy(divisor), dataStart.dividedBy(divisor), dataBlock.dividedBy(divisor),
                dataEnd.dividedBy(divisor));
    }
}
