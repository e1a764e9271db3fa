package org.sealpost.demo;

import java.util.List;
import java.util.Optional;
import org.sealpost.endtoend.SignatureFound;
import org.sealpost.mail.Address;
import org.sealpost.mime.HeaderFields;

/**
 * A message that was encrypted, signed or both, as its recipient reads it with a key of their own.
 *
 * @param cipher how it was encrypted; empty if it was only signed
 * @param header inside
 * @param mail what it says
 * @param signature who signed it, in a sentence
 * @param good whether that is the author
 */
record Unsealed(Optional<String> cipher, HeaderFields header, OpenedMail mail, String signature, boolean good) {

    /** @param good whether one of them is the author's and good */
    static String sentence(List<SignatureFound> signatures, Optional<Address> author, boolean good) {
        String who = author.map(Address::toString).orElse("its author");
        if (good) {
            return "Signed by " + who + ", and the signature is good";
        }
        if (signatures.isEmpty()) {
            return "Not signed";
        }
        return switch (signatures.get(0).standing()) {
            case GOOD -> "Signed well, but not by " + who;
            case BAD -> "The signature is broken: what was signed is not what stands here";
            case UNKNOWN_SIGNER -> "Signed with a key that isn’t known as one of " + who;
            case UNFIT_KEY, WEAK -> "Signed in a way that proves nothing";
        };
    }
}
