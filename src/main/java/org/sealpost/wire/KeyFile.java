package org.sealpost.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A private key with its certificate chain, as administrators have them in files: PKCS#12, or PEM (RFC 7468) with the key in PKCS#8.
 *
 * @param chain the own certificate first
 */
public record KeyFile(PrivateKey key, List<Certificate> chain) {

    private static final Pattern KEY = block("PRIVATE KEY");
    private static final Pattern CERTIFICATE = block("CERTIFICATE");

    public KeyFile {
        chain = List.copyOf(chain);
    }

    /**
     * Reads it.
     *
     * @param file PKCS#12 if it ends in .p12 or .pfx, otherwise PEM
     * @param keyFile for PEM; if empty the key is in the same file
     * @param password for PKCS#12
     * @throws IOException with a sentence if something isn't there
     */
    public static KeyFile read(Path file, Optional<Path> keyFile, char[] password) throws IOException, GeneralSecurityException {
        return file.toString().matches("(?i).*\\.(p12|pfx)") ? fromPkcs12(file, password) : fromPem(file, keyFile.orElse(file));
    }

    /** In a store of its own, under one alias. @param password of the entry */
    public KeyStore store(String alias, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(alias, key, password, chain.toArray(Certificate[]::new));
        return store;
    }

    private static KeyFile fromPkcs12(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return new KeyFile((PrivateKey) store.getKey(alias, password), List.of(store.getCertificateChain(alias)));
            }
        }
        throw new IOException("there is no private key in it");
    }

    private static KeyFile fromPem(Path file, Path keyFile) throws IOException, GeneralSecurityException {
        List<Certificate> chain = new ArrayList<>();
        Matcher blocks = CERTIFICATE.matcher(Files.readString(file));
        while (blocks.find()) {
            chain.add(CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(decoded(blocks))));
        }
        if (chain.isEmpty()) {
            throw new IOException("there is no certificate in it");
        }
        Matcher key = KEY.matcher(Files.readString(keyFile));
        if (!key.find()) {
            throw new IOException("there is no private key in " + keyFile);
        }
        return new KeyFile(privateKey(decoded(key)), chain);
    }

    private static Pattern block(String label) {
        return Pattern.compile("-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]+)-----END " + label + "-----");
    }

    private static byte[] decoded(Matcher block) {
        return Base64.getMimeDecoder().decode(block.group(1));
    }

    private static PrivateKey privateKey(byte[] pkcs8) throws GeneralSecurityException {
        for (String algorithm : List.of("EC", "RSA", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException e) {
                // another kind of key
            }
        }
        throw new GeneralSecurityException("the private key is of no kind that is understood");
    }
}
