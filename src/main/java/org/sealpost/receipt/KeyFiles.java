package org.sealpost.receipt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/**
 * Where the keys lie: the one that signs in {@code <keys>/receipt-key.pem}, for nobody else to read; the public ones, also
 * those of former keys, in {@code <audit>/receipt-keys.pem}. Who moves the first away gets a new key at the next start.
 */
public final class KeyFiles {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY = permissions("rw-------");
    private static final FileAttribute<Set<PosixFilePermission>> PUBLIC = permissions("rw-r--r--");
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER = permissions("rwx------");

    private final Path secret;
    private final Path known;
    private final SecureRandom random;

    public KeyFiles(Path keys, Path audit, SecureRandom random) {
        this.secret = keys.resolve("receipt-key.pem");
        this.known = published(audit);
        this.random = random;
    }

    /** The file of the public keys in an audit folder. */
    public static Path published(Path audit) {
        return audit.resolve("receipt-keys.pem");
    }

    /**
     * The key that signs; made and published if there is none.
     *
     * @throws IllegalStateException with a sentence for the administrator if it can't be read
     */
    public ReceiptKey open() {
        try {
            ReceiptKey key = Files.exists(secret) ? read() : create();
            PublicKeys before = known();
            PublicKeys now = before.led(key.known());
            if (!now.pem().equals(before.pem())) {
                write(known, now.pem(), PUBLIC);
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("The key that signs receipts can't be kept: " + e.getMessage(), e);
        }
    }

    /** All that were ever published, the present one first. */
    public PublicKeys known() {
        try {
            return PublicKeys.of(Files.exists(known) ? Files.readString(known) : "");
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("The public keys of receipts in " + known + " can't be read: restore the file from its backup.", e);
        }
    }

    private ReceiptKey read() throws IOException {
        try {
            return ReceiptKey.of(Files.readString(secret));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("The key that signs receipts, " + secret
                    + ", is damaged: restore it from its backup, or move it away for a new one.", e);
        }
    }

    private ReceiptKey create() throws IOException {
        ReceiptKey made = ReceiptKey.generate(random);
        write(secret, made.pem(), OWNER_ONLY);
        return made;
    }

    /** Whole and on disk when it returns. */
    private static void write(Path file, String text, FileAttribute<Set<PosixFilePermission>> permissions) throws IOException {
        Files.createDirectories(file.getParent(), OWNER_ONLY_FOLDER);
        Path whole = Files.createTempFile(file.getParent(), ".", ".new", permissions);
        try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
