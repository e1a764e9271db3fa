package org.sealpost.ownkeys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.directory.User;
import org.sealpost.endtoend.Standard;
import org.sealpost.endtoend.UnfitKey;

/** Keys as files for other programs. */
@ApplicationScoped
@Transactional
public class KeyExport {

    /** Letters of a passphrase that a secret key may leave under. */
    public static final int SHORTEST = 12;
    private static final int LINE = 64;

    /**
     * A file to be taken away.
     *
     * @param name in ASCII, without a path
     */
    public record KeyFile(String name, byte[] octets) {

        public KeyFile {
            octets = octets.clone();
        }

        @Override
        public byte[] octets() {
            return octets.clone();
        }

        /** Never the octets. */
        @Override
        public String toString() {
            return name;
        }
    }

    private KeyShelf shelf;
    private CertificateRequests requests;
    private Verbs verbs;

    protected KeyExport() {
    }

    @Inject
    KeyExport(KeyShelf shelf, CertificateRequests requests, InstantSource clock, SecureRandom random) {
        this.shelf = shelf;
        this.requests = requests;
        this.verbs = new Verbs(clock, random);
    }

    /** What others may have; of a key that was called back, its revocation is in it. Empty if the owner has no such key. */
    public Optional<KeyFile> certificate(User owner, UUID key) {
        return shelf.one(owner, key).map(one -> {
            try {
                String text = verbs.of(one.standard()).text(one.certificate());
                return new KeyFile(name(owner) + (one.standard() == Standard.OPENPGP ? ".asc" : ".pem"), text.getBytes(StandardCharsets.US_ASCII));
            } catch (UnfitKey e) {
                throw new IllegalStateException("the certificate " + one.fingerprint() + " was read before", e);
            }
        });
    }

    /**
     * The key with its secret. Whoever calls has just asked for the owner's password.
     *
     * @param passphrase at least {@link #SHORTEST} letters; stays the caller's, who wipes it
     * @throws IllegalArgumentException if it is shorter
     */
    public Optional<KeyFile> secret(User owner, UUID key, char[] passphrase) {
        if (passphrase.length < SHORTEST) {
            throw new IllegalArgumentException("too short a passphrase");
        }
        return shelf.one(owner, key).map(one -> {
            byte[] locked = verbs.of(one.standard()).locked(shelf.opened(one), passphrase);
            shelf.record(one, "key.exported", owner);
            return new KeyFile(name(owner) + (one.standard() == Standard.OPENPGP ? "-secret.asc" : ".p12"), locked);
        });
    }

    /** What an authority wants, in text (RFC 7468 §7). */
    public Optional<KeyFile> request(User owner, UUID request) {
        return requests.one(owner, request).map(one -> new KeyFile(name(owner) + ".csr", ("-----BEGIN CERTIFICATE REQUEST-----\n"
                + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(one.request()) + "\n-----END CERTIFICATE REQUEST-----\n")
                .getBytes(StandardCharsets.US_ASCII)));
    }

    static String name(User owner) {
        return owner.address().toString().replaceAll("[^A-Za-z0-9.@_-]", "_");
    }
}
