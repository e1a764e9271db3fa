package org.sealpost.app.launcher;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
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

/** The certificate that the administrator gave, as the one file that the server reads: PKCS#12. */
final class CertificateFile {

    private static final String ALIAS = "sealpost";
    private static final Pattern KEY = block("PRIVATE KEY");
    private static final Pattern CERTIFICATE = block("CERTIFICATE");

    private CertificateFile() {
    }

    /**
     * @param folder closed to others; holds a copy under a password of its own
     * @throws CannotStart if it can't be read, or the key doesn't fit
     */
    static Optional<Web.Certificate> of(Settings settings, Path folder, SecureRandom random) {
        return settings.certificate().map(file -> {
            try {
                boolean pem = !file.toString().matches("(?i).*\\.(p12|pfx)");
                KeyStore given = pem ? fromPem(file, settings.certificateKey()) : fromPkcs12(file, settings.certificatePassword());
                return copy(given, pem ? new char[0] : settings.certificatePassword(), folder, random);
            } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
                throw new CannotStart("The certificate " + file + " can't be used (" + e.getMessage() + "). Give a PKCS#12"
                        + " file and its password, or a PEM chain and its key in PKCS#8 (openssl pkcs8 -topk8 -nodes).", e);
            }
        });
    }

    private static KeyStore fromPkcs12(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        return store;
    }

    private static KeyStore fromPem(Path file, Optional<Path> keyFile) throws IOException, GeneralSecurityException {
        List<Certificate> chain = new ArrayList<>();
        Matcher blocks = CERTIFICATE.matcher(Files.readString(file));
        while (blocks.find()) {
            chain.add(CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(decoded(blocks))));
        }
        if (chain.isEmpty()) {
            throw new IOException("there is no certificate in it");
        }
        Path source = keyFile.orElse(file);
        Matcher key = KEY.matcher(Files.readString(source));
        if (!key.find()) {
            throw new IOException("there is no private key in " + source);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(ALIAS, privateKey(decoded(key)), new char[0],
                chain.toArray(Certificate[]::new));
        return store;
    }

    /** Textual encoding (RFC 7468). */
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

    private static Web.Certificate copy(KeyStore given, char[] password, Path folder, SecureRandom random)
            throws IOException, GeneralSecurityException {
        String alias = null;
        for (String candidate : Collections.list(given.aliases())) {
            alias = given.isKeyEntry(candidate) ? candidate : alias;
        }
        if (alias == null) {
            throw new IOException("there is no private key in it");
        }
        char[] fresh = Secret.text(random).toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(ALIAS, given.getKey(alias, password), fresh, given.getCertificateChain(alias));
        Path file = Files.createFile(folder.resolve("certificate.p12"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, fresh);
        }
        return new Web.Certificate(file, fresh, ALIAS);
    }
}
