package org.sealpost.web;

import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A small file that came with a form. */
public final class UploadedFile {

    private UploadedFile() { }

    /** One octet more than the limit at most, so that who takes it sees that it is too large; empty if there is none. The file is gone then. */
    public static Optional<byte[]> read(Part file, int largest) {
        if (file == null || file.getSize() == 0) {
            return Optional.empty();
        }
        try (InputStream in = file.getInputStream()) {
            return Optional.of(in.readNBytes(largest + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(file);
        }
    }

    private static void delete(Part file) {
        try {
            file.delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
