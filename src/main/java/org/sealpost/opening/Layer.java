package org.sealpost.opening;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.sealpost.endtoend.Finding.Signed;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.endtoend.Standard;
import org.sealpost.mail.RawMessage;

/**
 * One layer around a whole message that was taken off.
 *
 * @param cipher empty if it was only signed
 * @param authenticated see {@link org.sealpost.endtoend.Opened}; true if it was only signed
 * @param carried see {@link Outcome}
 * @param inside a MIME entity with its header
 */
record Layer(Standard standard, Optional<String> cipher, boolean authenticated, List<Signed> signatures, List<Carried> carried, RawMessage inside) {

    /** Takes a layer off the message that it is around. */
    interface Taking {

        Layer now(Knowledge known, Shelf shelf) throws IOException, NotOpened;
    }

    /** A layer that is still around a message. @param encrypted otherwise it is only signed */
    record Around(Standard standard, boolean encrypted, Taking taking) { }

    Layer {
        signatures = List.copyOf(signatures);
        carried = List.copyOf(carried);
    }

    /** Whether what stands in the header inside is proven by somebody: what is encrypted nobody saw or changed on the way. */
    boolean provesHeader() {
        return cipher.isPresent() || signatures.stream().anyMatch(one -> one.found().standing() == Standing.GOOD);
    }
}
