package org.sealpost.protection;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sealpost.assurance.Protection;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.Standard;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mime.ProtectedHeader;
import org.sealpost.smime.Smime;
import org.sealpost.smime.SmimeCertificate;
import org.sealpost.smime.SmimeEntities;
import org.sealpost.smime.SmimeRecipient;

/**
 * Encrypts to the recipient's S/MIME certificate (RFC 8551) with the header inside (RFC 9788), signed as the author if they have a
 * certificate: in the way that all programs read, or with authenticated encryption where the recipient said that theirs does.
 */
public final class SmimeProtector implements Protector {

    private final Smime smime;
    private final SmimeEntities entities;
    private final KeyedCopy copies;

    public SmimeProtector(Keys keys, InstantSource clock, SecureRandom random) {
        this.smime = new Smime(clock, random);
        this.entities = new SmimeEntities(smime, random);
        this.copies = new KeyedCopy(Standard.SMIME, keys, new Writing());
    }

    @Override
    public Protection protection() {
        return Protection.SMIME;
    }

    @Override
    public ProtectedMessage protect(Original original, OutputStream copy) throws IOException, CannotProtect {
        return copies.make(original, copy);
    }

    private final class Writing implements KeyedCopy.Writing {

        @Override
        public void write(Original original, OutputStream copy, Keys.Recipients recipient, Optional<SecretKey> signer) throws IOException, UnfitKey {
            entities.encrypt(original.message(), ProtectedHeader.NEUTRAL_SUBJECT, copy,
                    List.of(new SmimeRecipient(recipient.certificate(), recipient.reads())), signer);
        }

        @Override
        public String fingerprint(SecretKey key) throws UnfitKey {
            try {
                return SmimeCertificate.of(smime.certificate(key)).fingerprint().toUpperCase(Locale.ROOT);
            } catch (IllegalArgumentException e) {
                throw new UnfitKey(UnfitKey.Why.MALFORMED, "");
            }
        }
    }
}
