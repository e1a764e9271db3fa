package org.sealpost.keyring;

import java.time.Instant;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.Standard;
import org.sealpost.smime.SmimeRecipient.Reads;

/**
 * What may be encrypted with.
 *
 * @param fingerprint in hexadecimal capitals, as evidence
 * @param source where it came from first
 * @param confirmed whether a person decided for it, and it wasn't just the first
 * @param reads what its owner's program is known to read
 * @param since when that person decided; otherwise when it was seen first
 */
public record Usable(Standard standard, String fingerprint, Certificate certificate, Source source, boolean confirmed, Reads reads, Instant since) { }
