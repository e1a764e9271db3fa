package org.sealpost.keyring;

import java.time.Instant;
import java.util.List;
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

    /**
     * Whether a signature from that time counts for nothing any more, since the whole certificate was called back before, or with effect from its
     * beginning. Having ended is something else.
     */
    boolean isCalledBack(Instant at);

    /** From when on nobody may be written to with it, as it says at that time; empty if it never ends. */
    Optional<Instant> expires(Instant at);

    /** The mailboxes that it names at that time, each once. */
    List<Address> addresses(Instant at);

    /** Whom it names, in its own words, for people to read; nobody proved any of it. */
    List<String> says(Instant at);

    /** Who signed it, in its own words; empty if it vouches for itself only. */
    Optional<String> issuer();

    /** As people pass it on: ASCII armor (RFC 9580 §6.2), or PEM with its chain behind it (RFC 7468). */
    String written();
}
