package org.sealpost.keyring;

import java.time.Instant;
import java.util.Optional;
import org.sealpost.endtoend.UnfitKey;

/**
 * The certificate that is in use for an address, whether or not it can be used now.
 *
 * @param unfit why nobody may be written to with it now; empty if one may
 * @param ends when it ends or ended; empty if it doesn't
 * @param confirmedBy the address of the person who decided for it; empty if it was just the first
 */
public record InUse(Usable certificate, Optional<UnfitKey.Why> unfit, Optional<Instant> ends, Optional<String> confirmedBy) { }
