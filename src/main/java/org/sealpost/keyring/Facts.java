package org.sealpost.keyring;

import java.time.Instant;
import java.util.Optional;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.Address;

/** What a certificate says of itself, whatever its standard. */
public interface Facts {

    /** In hexadecimal capitals. */
    String fingerprint();

    /** What of it is worth keeping. */
    Certificate certificate();

    /** Whether it is this mailbox's at that time; the local-part is compared exactly (RFC 5321 §2.4). */
    boolean names(Address address, Instant at);

    /** Why nobody may be written to with it at that time; empty if one may. */
    Optional<UnfitKey.Why> unfit(Instant at);

    /** When it ends, as it says at that time; empty if it doesn't. */
    Optional<Instant> expires(Instant at);
}
