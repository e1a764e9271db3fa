package org.sealpost.opening;

import java.time.Instant;
import java.util.Optional;
import org.sealpost.endtoend.Certificate;
import org.sealpost.smime.SmimeRecipient.Reads;

/**
 * What a good S/MIME signature over the whole message brings along, whose certificate names the author as theirs.
 *
 * @param certificate followed by its chain
 * @param reads what the signer says there that their program reads (RFC 8551 §2.5.2)
 * @param made by the signer's own clock
 */
public record Carried(Certificate certificate, Reads reads, Optional<Instant> made) { }
