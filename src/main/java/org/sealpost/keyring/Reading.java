package org.sealpost.keyring;

import java.time.Instant;
import org.sealpost.smime.SmimeRecipient.Reads;

/**
 * What the owner of a certificate said, signed with it, that their program reads.
 *
 * @param at by their own clock
 */
public record Reading(Reads reads, Instant at) { }
