package org.sealpost.interop;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.EndToEnd;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.Opened;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.endtoend.UnfitKey;

/** The verbs as the real GnuPG does them. Each call has a home folder of its own, so it knows the keys that it was given and no others. */
final class GpgProgram implements EndToEnd {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    private final InstantSource clock;

    GpgProgram(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public SecretKey generate(String person, Duration life) {
        try (Home home = new Home()) {
            home.run("--passphrase", "", "--quick-generate-key", person, "future-default", "default", "seconds=" + life.toSeconds());
            home.run("--export-secret-keys");
            return new SecretKey(home.output());
        }
    }

    @Override
    public Certificate certificate(SecretKey key) {
        try (Home home = new Home()) {
            home.take(key.octets());
            home.run("--export");
            return new Certificate(home.output());
        }
    }

    @Override
    public void encrypt(InputStream clear, OutputStream sealed, List<Certificate> recipients, Optional<SecretKey> signer)
            throws IOException, UnfitKey {
        try (Home home = new Home()) {
            List<String> command = new ArrayList<>(List.of("--encrypt"));
            for (Certificate recipient : recipients) {
                Key key = home.take(recipient.octets());
                key.refuseUnfit('E');
                command.addAll(List.of("--recipient", key.fingerprint()));
            }
            if (signer.isPresent()) {
                Key key = home.take(signer.get().octets());
                key.refuseUnfit('S');
                command.addAll(List.of("--sign", "--local-user", key.fingerprint()));
            }
            if (home.run(clear, command) != 0) {
                throw new IllegalStateException(home.status());
            }
            home.outputTo(sealed);
        }
    }

    @Override
    public Opened decrypt(InputStream sealed, OutputStream clear, List<SecretKey> keys, List<Certificate> signers) throws IOException, NotOpened {
        try (Home home = new Home()) {
            for (SecretKey key : keys) {
                home.take(key.octets());
            }
            for (Certificate signer : signers) {
                home.take(signer.octets());
            }
            home.run(sealed, List.of("--decrypt"));
            if (!home.says("DECRYPTION_OKAY") || home.says("DECRYPTION_FAILED")) {
                throw new NotOpened(home.says("DECRYPTION_KEY") ? NotOpened.Why.BROKEN
                        : home.says("ENC_TO") ? NotOpened.Why.NO_KEY : NotOpened.Why.MALFORMED, home.status());
            }
            home.outputTo(clear);
            return new Opened(home.value("DECRYPTION_INFO"), found(home, signers));
        }
    }

    @Override
    public byte[] sign(InputStream octets, SecretKey signer) throws IOException, UnfitKey {
        try (Home home = new Home()) {
            Key key = home.take(signer.octets());
            key.refuseUnfit('S');
            home.run(octets, List.of("--detach-sign", "--local-user", key.fingerprint()));
            return home.output();
        }
    }

    @Override
    public List<SignatureFound> verify(InputStream octets, byte[] signature, List<Certificate> signers) throws IOException {
        try (Home home = new Home()) {
            for (Certificate signer : signers) {
                home.take(signer.octets());
            }
            Path apart = Files.write(home.folder.resolve("signature"), signature);
            home.run(octets, List.of("--verify", apart.toString(), "-"));
            return found(home, signers);
        }
    }

    private static List<SignatureFound> found(Home home, List<Certificate> signers) {
        if (home.says("VALIDSIG")) {
            String[] valid = home.value("VALIDSIG").split(" ");
            Standing standing = home.says("GOODSIG") ? Standing.GOOD : Standing.UNFIT_KEY;
            return List.of(new SignatureFound(standing, valid[9], Optional.of(Instant.ofEpochSecond(Long.parseLong(valid[2])))));
        }
        if (home.says("BADSIG")) {
            return List.of(new SignatureFound(Standing.BAD, home.value("BADSIG").split(" ")[0], Optional.empty()));
        }
        if (home.says("ERRSIG")) {
            Standing standing = home.says("NO_PUBKEY") ? Standing.UNKNOWN_SIGNER : Standing.WEAK;
            return List.of(new SignatureFound(standing, home.value("ERRSIG").split(" ")[0], Optional.empty()));
        }
        return List.of();
    }

    /** What gpg says of a key: its validity and what it can do, in its own letters. */
    private record Key(String fingerprint, String validity, String capabilities) {

        void refuseUnfit(char capability) throws UnfitKey {
            if (validity.equals("e") || validity.equals("r")) {
                throw new UnfitKey(validity.equals("e") ? UnfitKey.Why.EXPIRED : UnfitKey.Why.REVOKED, fingerprint);
            }
            if (capabilities.indexOf(capability) < 0) {
                throw new UnfitKey(UnfitKey.Why.NOT_FOR_THIS, fingerprint);
            }
        }
    }

    /** A folder for one call, with its agent, which ends with it. */
    private final class Home implements AutoCloseable {

        private final Path folder;
        private String status = "";

        Home() {
            try {
                // the path of the agent's socket has to be short
                folder = Files.createTempDirectory("gpg");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Key take(byte[] octets) {
            try {
                run(new ByteArrayInputStream(octets), List.of("--import"));
                String fingerprint = Stream.of(value("IMPORT_OK").split(" ")).reduce("", (first, last) -> last);
                run("--with-colons", "--list-keys", fingerprint);
                String[] pub = new String(output(), StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("pub:"))
                        .findFirst().orElse("pub::::::::::::").split(":", -1);
                return new Key(fingerprint, pub[1], pub[11]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void run(String... arguments) {
            try {
                run(InputStream.nullInputStream(), List.of(arguments));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        int run(InputStream input, List<String> arguments) throws IOException {
            Path given = folder.resolve("input");
            try (OutputStream to = Files.newOutputStream(given)) {
                input.transferTo(to);
            }
            List<String> command = new ArrayList<>(List.of("gpg", "--homedir", folder.toString(), "--batch", "--yes", "--no-tty",
                    "--quiet", "--trust-model", "always", "--pinentry-mode", "loopback", "--no-auto-key-locate", "--disable-dirmngr",
                    "--status-fd", "2", "--faked-system-time", TIME.format(clock.instant()) + "!"));
            command.addAll(arguments);
            Process gpg = new ProcessBuilder(command).redirectInput(given.toFile()).redirectOutput(folder.resolve("output").toFile()).start();
            status = new String(gpg.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            return ended(gpg);
        }

        boolean says(String keyword) {
            return status.lines().anyMatch(line -> (line + " ").startsWith("[GNUPG:] " + keyword + " "));
        }

        String value(String keyword) {
            String start = "[GNUPG:] " + keyword + " ";
            return status.lines().filter(line -> line.startsWith(start)).map(line -> line.substring(start.length())).findFirst().orElse("");
        }

        String status() {
            return status;
        }

        byte[] output() {
            try {
                return Files.readAllBytes(folder.resolve("output"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void outputTo(OutputStream to) throws IOException {
            Files.copy(folder.resolve("output"), to);
        }

        @Override
        public void close() {
            try {
                ended(new ProcessBuilder("gpgconf", "--homedir", folder.toString(), "--kill", "all").start());
                try (Stream<Path> files = Files.walk(folder)) {
                    files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static int ended(Process process) throws IOException {
            try {
                if (!process.waitFor(60, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IOException("gpg doesn't end");
                }
                return process.exitValue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }
}
