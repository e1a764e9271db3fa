package org.sealpost.wire;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * Where the administrator keeps our own certificate and its key.
 *
 * @param file PKCS#12 or PEM, see {@link KeyFile}
 * @param keyFile of a PEM chain; empty: in the same file
 * @param password of the PKCS#12 file
 */
public record CertificateFiles(Path file, Optional<Path> keyFile, char[] password) {

    /** What they hold now. @throws IOException with a sentence if something isn't there */
    public KeyFile read() throws IOException, GeneralSecurityException {
        return KeyFile.read(file, keyFile, password);
    }
}
