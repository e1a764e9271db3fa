package org.sealpost.protection;

import java.util.Optional;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.Standard;
import org.sealpost.mail.Address;
import org.sealpost.smime.SmimeRecipient.Reads;

/** The keys that copies are made with, as they are now. */
public interface Keys {

    /**
     * A recipient's certificate.
     *
     * @param fingerprint in hexadecimal capitals, as it is known by
     * @param reads what their S/MIME program is known to read
     */
    record Recipients(String fingerprint, Certificate certificate, Reads reads) { }

    /**
     * The one in use in this account for exactly this address.
     *
     * @throws CannotProtect {@code key.*}, if there is none or nobody may be written to with it now
     */
    Recipients of(long accountId, Address recipient, Standard standard) throws CannotProtect;

    /** What this author signs with now; empty if they have nothing that may sign. */
    Optional<SecretKey> signing(long accountId, Address author, Standard standard);
}
