package org.sealpost.protection;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.sealpost.assurance.Protection;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.Standard;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.RawMessage;
import org.sealpost.mime.ProtectedHeader;
import org.sealpost.openpgp.Autocrypt;
import org.sealpost.openpgp.OpenPgp;
import org.sealpost.openpgp.OpenPgpCertificate;
import org.sealpost.openpgp.PgpMime;

/**
 * Encrypts to the recipient's OpenPGP certificate as PGP/MIME (RFC 3156) with the header inside (RFC 9788), signed as the author if they
 * have a key. Then their certificate goes along (Autocrypt Level 1), so that the answer can be encrypted, too.
 */
public final class OpenPgpProtector implements Protector {

    private final OpenPgp pgp;
    private final PgpMime mime;
    private final InstantSource clock;
    private final KeyedCopy copies;

    public OpenPgpProtector(Keys keys, InstantSource clock, SecureRandom random) {
        this.pgp = new OpenPgp(clock, random);
        this.mime = new PgpMime(pgp, random);
        this.clock = clock;
        this.copies = new KeyedCopy(Standard.OPENPGP, keys, new Writing());
    }

    @Override
    public Protection protection() {
        return Protection.OPENPGP;
    }

    @Override
    public ProtectedMessage protect(Original original, OutputStream copy) throws IOException, CannotProtect {
        return copies.make(original, copy);
    }

    private final class Writing implements KeyedCopy.Writing {

        @Override
        public void write(Original original, OutputStream copy, Keys.Recipients recipient, Optional<SecretKey> signer) throws IOException, UnfitKey {
            RawMessage message = signer.isPresent() ? withCertificate(original, signer.get()) : original.message();
            mime.encrypt(message, ProtectedHeader.NEUTRAL_SUBJECT, copy, List.of(recipient.certificate()), signer);
        }

        @Override
        public String fingerprint(SecretKey key) throws UnfitKey {
            return certificate(key).fingerprint();
        }
    }

    /** Unless the author's own program handed out one already: of two, readers take neither (Autocrypt Level 1 §2.3). */
    private RawMessage withCertificate(Original original, SecretKey key) throws UnfitKey {
        OpenPgpCertificate certificate = certificate(key);
        Instant now = clock.instant();
        if (!certificate.names(original.author(), now) || certificate.unfitForEncryption(now).isPresent()) {
            return original.message();
        }
        return Autocrypt.written(original.author(), false, certificate, pgp.keys())
                .<RawMessage>map(field -> new WithField(original.message(), Autocrypt.FIELD, field)).orElse(original.message());
    }

    private OpenPgpCertificate certificate(SecretKey key) throws UnfitKey {
        try {
            return pgp.keys().certificate(pgp.certificate(key).octets());
        } catch (IllegalArgumentException e) {
            throw new UnfitKey(UnfitKey.Why.MALFORMED, "");
        }
    }
}
