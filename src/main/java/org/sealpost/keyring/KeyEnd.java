package org.sealpost.keyring;

import java.time.Instant;
import java.util.Optional;
import org.sealpost.endtoend.Standard;
import org.sealpost.mail.Address;

/**
 * One row of the list of all keys.
 *
 * @param ends as the certificate said when it was seen last; empty if never
 * @param revoked whether its owner had called it back then
 */
public record KeyEnd(Address address, Standard standard, String fingerprint, Source source, Standing standing, Optional<Instant> ends,
        boolean revoked) { }
