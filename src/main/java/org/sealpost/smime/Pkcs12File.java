package org.sealpost.smime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.UnfitKey;

/** A key with its certificates as other programs hand it over (PKCS#12, RFC 7292), under a password. */
public final class Pkcs12File {

    private static final int MAX_OCTETS = 256 << 10;
    private static final int MAX_ENTRIES = 20;

    private Pkcs12File() { }

    /**
     * The one key of the file.
     *
     * @throws UnfitKey MALFORMED if it isn't such a file, the password is wrong, or it holds no key or more than one
     */
    public static SecretKey read(byte[] file, char[] password) throws UnfitKey {
        if (file.length > MAX_OCTETS) {
            throw new UnfitKey(UnfitKey.Why.MALFORMED, "");
        }
        try {
            return identity(file, password).secret();
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new UnfitKey(UnfitKey.Why.MALFORMED, "");
        }
    }

    /**
     * The key with its certificates as such a file (PBES2 with AES-256, HMAC with SHA-256).
     *
     * @param password stays the caller's; never empty
     * @throws IllegalArgumentException if it is no key
     */
    public static byte[] write(SecretKey key, char[] password) {
        if (password.length == 0) {
            throw new IllegalArgumentException("a password is wanted");
        }
        try {
            Identity identity = Identity.of(key);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            store.setKeyEntry(identity.certificate().subject(), identity.key(), password,
                    identity.chain().stream().map(SmimeCertificate::x509).toArray(X509Certificate[]::new));
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            store.store(file, password);
            return file.toByteArray();
        } catch (UnfitKey e) {
            throw new IllegalArgumentException(e);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Identity identity(byte[] file, char[] password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(file), password);
        List<String> names = Collections.list(store.aliases());
        List<String> keys = new ArrayList<>();
        for (String name : names) {
            if (store.isKeyEntry(name)) {
                keys.add(name);
            }
        }
        if (keys.size() != 1 || names.size() > MAX_ENTRIES) {
            throw new GeneralSecurityException("one key is wanted");
        }
        List<SmimeCertificate> certificates = new ArrayList<>();
        for (var one : store.getCertificateChain(keys.get(0))) {
            certificates.add(new SmimeCertificate((X509Certificate) one));
        }
        return Identity.joined((PrivateKey) store.getKey(keys.get(0), password), certificates);
    }
}
