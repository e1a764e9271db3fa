package org.sealpost.smtp.server;

import java.time.Duration;

/**
 * How long a client may take.
 *
 * @param command for each command, however its octets trickle in
 * @param handshake of TLS
 * @param block between two blocks of a message
 * @param message for all of a message
 */
public record ServerDeadlines(Duration command, Duration handshake, Duration block, Duration message) {

    /** RFC 5321 §4.5.3.2.7: five minutes for a command; the rest is ours. */
    public static final ServerDeadlines STANDARD =
            new ServerDeadlines(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofMinutes(3), Duration.ofMinutes(30));

    /** The same proportions, {@code divisor} times as fast. */
    public ServerDeadlines scaled(int divisor) {
        return new ServerDeadlines(command.dividedBy(divisor), handshake.dividedBy(divisor), block.dividedBy(divisor), message.dividedBy(divisor));
    }
}
