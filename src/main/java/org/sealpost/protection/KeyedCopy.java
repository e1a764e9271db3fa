package org.sealpost.protection;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sealpost.assurance.Reason;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.Standard;
import org.sealpost.endtoend.UnfitKey;

/** What both standards share: each copy is for one recipient's key and no other, so that no key tells of somebody else. */
final class KeyedCopy {

    /** How a standard writes a message. */
    interface Writing {

        /** @throws UnfitKey before anything is written */
        void write(Original original, OutputStream copy, Keys.Recipients recipient, Optional<SecretKey> signer) throws IOException, UnfitKey;

        /** What a key is known by, in hexadecimal capitals. @throws UnfitKey if it is none */
        String fingerprint(SecretKey key) throws UnfitKey;
    }

    private final Standard standard;
    private final Keys keys;
    private final Writing writing;

    KeyedCopy(Standard standard, Keys keys, Writing writing) {
        this.standard = standard;
        this.keys = keys;
        this.writing = writing;
    }

    ProtectedMessage make(Original original, OutputStream copy) throws IOException, CannotProtect {
        Keys.Recipients recipient = keys.of(original.accountId(), original.recipient(), standard);
        Optional<SecretKey> signer = keys.signing(original.accountId(), original.author(), standard);
        Optional<String> signed = signer.isPresent() ? signed(original, copy, recipient, signer.get()) : Optional.empty();
        if (signed.isEmpty()) {
            unsigned(original, copy, recipient);
        }
        List<String> fingerprints = signed.map(by -> List.of(recipient.fingerprint(), by)).orElse(List.of(recipient.fingerprint()));
        String code = "protected." + word(standard) + (signed.isPresent() ? ".signed" : "");
        return new ProtectedMessage(original.reversePath(), false, new Reason(code, fingerprints));
    }

    /** @return the signer's fingerprint; empty if one of the keys was refused, and nothing was written */
    private Optional<String> signed(Original original, OutputStream copy, Keys.Recipients recipient, SecretKey signer) throws IOException {
        try {
            String fingerprint = writing.fingerprint(signer);
            writing.write(original, copy, recipient, Optional.of(signer));
            return Optional.of(fingerprint);
        } catch (UnfitKey e) {
            // whose key it was, writing without the author's shows: no copy waits for want of a signature
            return Optional.empty();
        }
    }

    private void unsigned(Original original, OutputStream copy, Keys.Recipients recipient) throws IOException, CannotProtect {
        try {
            writing.write(original, copy, recipient, Optional.empty());
        } catch (UnfitKey e) {
            throw new CannotProtect(e.why().reason(standard, recipient.fingerprint()));
        }
    }

    private static String word(Standard standard) {
        return standard.name().toLowerCase(Locale.ROOT);
    }
}
