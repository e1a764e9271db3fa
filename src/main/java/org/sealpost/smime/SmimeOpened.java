package org.sealpost.smime;

import java.util.List;
import java.util.function.Predicate;
import org.sealpost.endtoend.Opened;
import org.sealpost.endtoend.SignatureFound;

/**
 * A message that was opened, with all that is known of its signatures.
 *
 * @param cipher as in {@link Opened}
 * @param sealed whether the cipher itself proves that nothing was changed (AuthEnvelopedData)
 */
public record SmimeOpened(String cipher, boolean sealed, List<SmimeSignature> signatures) {

    public SmimeOpened {
        signatures = List.copyOf(signatures);
    }

    /** As judged by the certificates that the caller gave. */
    public Opened opened() {
        return opened(signature -> false);
    }

    /** The same, where the signers of some signatures are believed by the certificate that came with them. */
    public Opened opened(Predicate<SmimeSignature> believed) {
        List<SignatureFound> found = signatures.stream().map(one -> believed.test(one) ? one.ifBelieved() : one.found()).toList();
        return new Opened(cipher, found, sealed || found.stream().anyMatch(one -> one.standing() == SignatureFound.Standing.GOOD));
    }
}
