package org.sealpost.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.mail.Address;
import org.sealpost.openpgp.OpenPgp;
import org.sealpost.openpgp.WebKeyDirectory;

/**
 * Finn's OpenPGP keys, as files: the newest one is what his domain publishes and what he signs with; with the others he still reads what was
 * encrypted to them.
 */
final class FinnsKeys {

    static final String NAME = "Finn Olsen";
    private static final Duration LIFE = Duration.ofDays(730);
    private static final String SUFFIX = ".key";

    private final Path folder;
    private final Path readable;
    private final OpenPgp pgp;

    /**
     * @param folder keeps them
     * @param published gets {@code finn.asc}, for whoever wants to read his mail with a program of their own
     */
    FinnsKeys(Path folder, Path published, InstantSource clock, SecureRandom random) {
        this.folder = folder.resolve("finn");
        this.readable = published.resolve("finn.asc");
        this.pgp = new OpenPgp(clock, random);
    }

    /** Makes the first one if there is none. */
    void begin() throws IOException {
        if (files().isEmpty()) {
            change();
        }
    }

    /** Another one from now on. */
    synchronized void change() throws IOException {
        Files.createDirectories(folder);
        SecretKey made = pgp.generate(NAME + " <" + Correspondent.FINN.address() + ">", LIFE);
        Path draft = folder.resolve("new");
        Files.write(draft, made.octets());
        Files.move(draft, folder.resolve(String.format("%06d", files().size() + 1) + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
        ByteArrayOutputStream armored = new ByteArrayOutputStream();
        for (SecretKey key : all()) {
            try (ArmoredOutputStream armor = ArmoredOutputStream.builder().clearHeaders().build(armored)) {
                armor.write(key.octets());
            }
        }
        Files.write(readable, armored.toByteArray());
    }

    /** The newest first. */
    List<SecretKey> all() throws IOException {
        List<SecretKey> keys = new ArrayList<>();
        for (Path file : files()) {
            keys.add(new SecretKey(Files.readAllBytes(file)));
        }
        return keys;
    }

    SecretKey newest() throws IOException {
        return all().get(0);
    }

    Certificate certificate() throws IOException {
        return pgp.certificate(newest());
    }

    /** As his domain's key directory has it (draft-koch-openpgp-webkey-service §3.1, §4.5). */
    Optional<WebHost.Document> document(String path) throws IOException {
        String directory = "/.well-known/openpgpkey/" + Correspondent.FINN.domain();
        if (path.equals(directory + "/policy")) {
            return Optional.of(new WebHost.Document("text/plain", new byte[0]));
        }
        return path.equals(WebKeyDirectory.advanced(Address.of(Correspondent.FINN.address())).getPath())
                ? Optional.of(new WebHost.Document("application/octet-stream", certificate().octets())) : Optional.empty();
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted(Comparator.reverseOrder()).toList();
        }
    }
}
