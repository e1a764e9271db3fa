package org.sealpost.vault;

import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/** The key of one content: AES256_GCM_HKDF_4KB, that is, AES-256-GCM in segments of 4 KiB under an HKDF-derived key. */
final class ContentKey {

    private static final int KEY_OCTETS = 32;
    private static final int SEGMENT = 4096;

    private final byte[] octets;
    private final StreamingAead aead;

    private ContentKey(byte[] octets) throws GeneralSecurityException {
        this.octets = octets;
        this.aead = new AesGcmHkdfStreaming(octets, "HmacSha256", KEY_OCTETS, SEGMENT, 0);
    }

    static ContentKey random(SecureRandom random) {
        byte[] octets = new byte[KEY_OCTETS];
        random.nextBytes(octets);
        try {
            return new ContentKey(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static ContentKey unwrap(byte[] wrapped, Keyset keyset, Binding binding) throws GeneralSecurityException {
        return new ContentKey(keyset.unseal(wrapped, binding));
    }

    byte[] wrap(Keyset keyset, Binding binding) {
        return keyset.seal(octets, binding);
    }

    /** Closing it writes the last segment; without that nothing can be opened. */
    OutputStream sealing(OutputStream ciphertext, Binding binding) throws IOException {
        try {
            return aead.newEncryptingStream(ciphertext, binding.octets());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reading fails with an {@link IOException} at the first segment that was altered, moved or cut off. */
    InputStream opening(InputStream ciphertext, Binding binding) throws IOException {
        try {
            return aead.newDecryptingStream(ciphertext, binding.octets());
        } catch (GeneralSecurityException e) {
            throw new IOException("can't be opened", e);
        }
    }
}
