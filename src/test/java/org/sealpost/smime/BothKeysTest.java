package org.sealpost.smime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.EndToEnd;
import org.sealpost.endtoend.EndToEndContract;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.Opened;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound;
import org.sealpost.endtoend.UnfitKey;

/** The contract between EC keys with what everybody reads and RSA keys with what RFC 8551 wants. */
class BothKeysTest extends EndToEndContract {

    @Override
    protected EndToEnd ours(InstantSource clock) {
        return new Smime(clock, new SecureRandom());
    }

    @Override
    protected EndToEnd peer(InstantSource clock) {
        return new Modern(new Smime(clock, new SecureRandom()));
    }

    /** Makes RSA keys and takes it that everybody reads AuthEnvelopedData and OAEP. */
    private record Modern(Smime smime) implements EndToEnd {

        @Override
        public SecretKey generate(String person, Duration life) {
            return smime.generate(person, life, KeyKind.RSA_2048);
        }

        @Override
        public Certificate certificate(SecretKey key) {
            return smime.certificate(key);
        }

        @Override
        public void encrypt(InputStream clear, OutputStream sealed, List<Certificate> recipients, Optional<SecretKey> signer)
                throws IOException, UnfitKey {
            smime.encryptTo(clear, sealed, recipients.stream().map(one -> new SmimeRecipient(one, SmimeRecipient.Reads.RFC_8551)).toList(), signer);
        }

        @Override
        public Opened decrypt(InputStream sealed, OutputStream clear, List<SecretKey> keys, List<Certificate> signers) throws IOException, NotOpened {
            return smime.decrypt(sealed, clear, keys, signers);
        }

        @Override
        public byte[] sign(InputStream octets, SecretKey signer) throws IOException, UnfitKey {
            return smime.sign(octets, signer);
        }

        @Override
        public List<SignatureFound> verify(InputStream octets, byte[] signature, List<Certificate> signers) throws IOException {
            return smime.verify(octets, signature, signers);
        }
    }
}
