package org.sealpost.publication;

import java.util.Optional;

/**
 * What our own host offers.
 *
 * @param name its name, without a trailing dot: the MX host, and where programs hand in
 * @param submission port with STARTTLS
 * @param submissions port with TLS from the first octet
 */
public record MailHost(String name, Optional<Integer> submission, Optional<Integer> submissions) {
}
