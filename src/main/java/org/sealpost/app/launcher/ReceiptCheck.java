package org.sealpost.app.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealpost.receipt.KeyFiles;
import org.sealpost.receipt.PublicKeys;
import org.sealpost.receipt.Verification;

/**
 * {@code verify-receipt FILE}: whether a receipt is genuine, and what it says. It needs nothing but the file and the public
 * keys. Ends with 0 if it is genuine, with 1 if it was changed, with 2 if that can't be told.
 */
public final class ReceiptCheck {

    private static final String USAGE = "usage: sealpost verify-receipt [--data DIR | --key FILE] FILE";
    private static final int UNTOLD = 2;
    private static final int LARGEST = 2 * 1_024 * 1_024;

    private final PrintStream out;
    private final Map<String, String> environment;

    ReceiptCheck(PrintStream out, Map<String, String> environment) {
        this.out = out;
        this.environment = environment;
    }

    public static void main(String[] words) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(new ReceiptCheck(out, System.getenv()).run(List.of(words)));
    }

    int run(List<String> words) {
        try {
            return check(words);
        } catch (CannotStart e) {
            out.println(e.getMessage());
            return UNTOLD;
        }
    }

    private int check(List<String> words) {
        Options options = new Options(words, USAGE);
        Optional<Path> data = options.take("--data");
        Path keys = options.take("--key").orElseGet(() -> published(data));
        Path file = Options.path(options.only());
        Verification found = Verification.of(octets(file), known(keys));
        switch (found.finding()) {
            case GENUINE -> {
                out.println("Genuine: this receipt is as Sealpost signed it (key " + brief(found.keyId()) + ").");
                new ReceiptText(found.receipt()).lines().forEach(out::println);
            }
            case CHANGED -> out.println("Changed: this is not what was signed. Believe nothing in it.");
            case UNKNOWN_KEY -> out.println("Not to be told: it names the key " + brief(found.keyId()) + ", which isn’t in " + keys
                    + ". Get the keys from who issued it, at /.well-known/sealpost-receipt-key.pem, and name their file with --key.");
            case NO_RECEIPT -> out.println("No receipt: " + file + " isn’t one that this version of Sealpost knows.");
        }
        return switch (found.finding()) {
            case GENUINE -> 0;
            case CHANGED -> 1;
            case UNKNOWN_KEY, NO_RECEIPT -> UNTOLD;
        };
    }

    /** What a running Sealpost keeps in its data folder; it needn't run now. */
    private Path published(Optional<Path> data) {
        Arguments arguments = new Arguments(Arguments.Mode.VERIFY_AUDIT, data, Optional.empty(), 0);
        return KeyFiles.published(Folders.data(arguments, environment).resolve("audit"));
    }

    private static PublicKeys known(Path file) {
        PublicKeys keys;
        try {
            keys = PublicKeys.of(new String(octets(file), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new CannotStart(file + " holds something else than keys of receipts.", e);
        }
        if (keys.isEmpty()) {
            throw new CannotStart(file + " holds no key.");
        }
        return keys;
    }

    /** No more than any receipt holds, so that a larger file is found to be none. */
    private static byte[] octets(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LARGEST);
        } catch (IOException e) {
            throw new CannotStart(file + " can’t be read.", e);
        }
    }

    /** A name from an unproven file, so that it can do nothing to the terminal. */
    private static String brief(String keyId) {
        return keyId.matches("[0-9a-f]{64}") ? keyId.substring(0, 16) + "…" : "(no name of a key)";
    }
}
