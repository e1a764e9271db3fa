package org.sealpost.app.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import org.sealpost.wire.KeyFile;

/** The certificate that the administrator gave, as the one file that the server reads: PKCS#12. */
final class CertificateFile {

    private static final String ALIAS = "sealpost";

    private CertificateFile() {
    }

    /**
     * @param folder closed to others; holds a copy under a password of its own
     * @throws CannotStart if it can't be read, or the key doesn't fit
     */
    static Optional<Web.Certificate> of(Settings settings, Path folder, SecureRandom random) {
        return settings.certificate().map(file -> {
            try {
                return copy(KeyFile.read(file, settings.certificateKey(), settings.certificatePassword()), folder, random);
            } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
                throw new CannotStart("The certificate " + file + " can't be used (" + e.getMessage() + "). Give a PKCS#12"
                        + " file and its password, or a PEM chain and its key in PKCS#8 (openssl pkcs8 -topk8 -nodes).", e);
            }
        });
    }

    private static Web.Certificate copy(KeyFile given, Path folder, SecureRandom random) throws IOException, GeneralSecurityException {
        char[] fresh = Secret.text(random).toCharArray();
        Path file = Files.createFile(folder.resolve("certificate.p12"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = Files.newOutputStream(file)) {
            given.store(ALIAS, fresh).store(out, fresh);
        }
        return new Web.Certificate(file, fresh, ALIAS);
    }
}
