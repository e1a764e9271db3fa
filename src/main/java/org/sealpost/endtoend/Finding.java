package org.sealpost.endtoend;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.sealpost.mail.Address;

/**
 * What is known of the whole visible message after opening it. Who stands behind a fingerprint isn't said here: that is asked each time
 * when it is shown.
 *
 * @param encryption of the whole message
 * @param standard of the outermost layer; empty if the message as a whole is neither encrypted nor signed
 * @param cipher in the standard's words; empty if it isn't encrypted or couldn't be opened
 * @param authenticated whether it is proven that nobody changed what was encrypted; true if it isn't encrypted
 * @param signatures those that cover all that is shown. One around something encrypted isn't among them: whoever sealed the inside anew would
 *     keep it
 * @param headerProtected whether the fields that people wrote stood inside (RFC 9788), and those are shown
 * @param authorDiffers whether inside another author stands than outside (RFC 9788 §4.4)
 * @param apart the parts that are protected for themselves, in their order
 * @param known which keys and certificates were there to open and judge it, as a digest: with the same ones nothing new comes out
 */
public record Finding(Encryption encryption, Optional<Standard> standard, String cipher, boolean authenticated, List<Signed> signatures,
        boolean headerProtected, boolean authorDiffers, List<Apart> apart, int known) {

    /** Whether the whole message was encrypted, and what became of it. */
    public enum Encryption {
        NONE,
        OPENED,
        /** It is for other keys. */
        NO_KEY,
        /** Its integrity is broken, or it can't be read. */
        BROKEN,
        /** It is nested, blown up or large beyond what is read. */
        LIMIT
    }

    /** A signature in its standard. */
    public record Signed(Standard standard, SignatureFound found) { }

    /**
     * A part that is protected for itself, of a message that isn't.
     *
     * @param number among those of the message, from 1
     */
    public record Apart(int number, Kind kind) {

        public enum Kind { ENCRYPTED, SIGNED }
    }

    public Finding {
        signatures = List.copyOf(signatures);
        apart = List.copyOf(apart);
    }

    public boolean isEncrypted() {
        return encryption != Encryption.NONE;
    }

    /** Whether nothing else is left to say of it than that parts of it are protected. */
    public boolean isPlain() {
        return encryption == Encryption.NONE && signatures.isEmpty();
    }

    /** Whether a key or certificate that comes later may say more. */
    public boolean mayBecomeBetter() {
        return encryption == Encryption.NO_KEY
                || signatures.stream().anyMatch(one -> one.found().standing() == SignatureFound.Standing.UNKNOWN_SIGNER);
    }

    /** Whether a signature over all of it is good; whose it is is another question. */
    public boolean hasGoodSignature() {
        return signatures.stream().anyMatch(one -> one.found().standing() == SignatureFound.Standing.GOOD);
    }

    /**
     * Whether an answer may repeat its text to the author outside. Not if somebody may have put it into a context that its author never
     * wrote it for, to be told what is in it.
     */
    public boolean isQuotable() {
        return !authorDiffers && authenticated && (encryption != Encryption.OPENED || signatures.isEmpty() || hasGoodSignature());
    }

    /**
     * Whether an answer may repeat its text to these people. Where answers are wished to go (Reply-To) anybody could write outside of what they
     * can't read: then only its author is told again what was encrypted.
     *
     * @param author outside
     */
    public boolean isQuotableTo(Address author, Collection<Address> readers) {
        return isQuotable() && (encryption != Encryption.OPENED || headerProtected || readers.stream().allMatch(author::equals));
    }
}
