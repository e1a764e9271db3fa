package org.sealpost.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.openpgp.OpenPgp;
import org.sealpost.openpgp.OpenPgpCertificate;
import org.sealpost.smime.Pkcs12File;
import org.sealpost.smime.Smime;
import org.sealpost.testing.Programs;

/** Secret keys travel between us and GnuPG and OpenSSL, under a passphrase, in both directions. */
class KeyFilesIT {

    private static final String WORDS = "a long walk in the rain";
    private static final String SAM = "Sam Berg <sam@clinic.test>";
    private static final Duration LIFE = Duration.ofDays(730);

    @TempDir
    private Path folder;
    private Path home;
    private final OpenPgp openPgp = new OpenPgp(InstantSource.system(), new SecureRandom());

    @BeforeEach
    void makeHome() throws IOException {
        // the agent's socket needs a short path
        home = Files.createTempDirectory("gpg", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    @AfterEach
    void stopAgent() {
        Programs.run("", "gpgconf", "--homedir", home.toString(), "--kill", "gpg-agent");
    }

    @Test
    void gpgTakesOurLockedKeyAndOpensWhatWasEncryptedToIt() throws Exception {
        SecretKey key = openPgp.generate(SAM, LIFE);
        Path file = write("sam.asc", openPgp.files().locked(key, WORDS.toCharArray()));
        assertNotEquals(0, gpg("wrong words", "--import", file.toString()) + gpg("wrong words", "--decrypt", sealedTo(key).toString()),
                "not without the passphrase");
        assertEquals(0, gpg(WORDS, "--import", file.toString()));
        Path clear = folder.resolve("clear");
        assertEquals(0, gpg(WORDS, "--output", clear.toString(), "--decrypt", sealedTo(key).toString()));
        assertEquals("The result is negative.", Files.readString(clear));
    }

    @Test
    void weTakeGpgsLockedKeyAndSignWithIt() throws Exception {
        assertEquals(0, gpg(WORDS, "--quick-generate-key", SAM, "future-default", "default", "2y"));
        Path file = folder.resolve("gpg.asc");
        assertEquals(0, gpg(WORDS, "--armor", "--output", file.toString(), "--export-secret-keys"));
        SecretKey key = openPgp.files().unlocked(Files.readAllBytes(file), WORDS.toCharArray());
        Path text = write("text", "The result is negative.".getBytes(StandardCharsets.UTF_8));
        Path signature = write("text.sig", openPgp.sign(new ByteArrayInputStream(Files.readAllBytes(text)), key));
        assertEquals(0, gpg("", "--verify", signature.toString(), text.toString()));
        SecretKey living = openPgp.life().living(key, InstantSource.system().instant().plus(Duration.ofDays(2_000)));
        assertEquals(0, gpg("", "--import", write("living.asc", openPgp.certificate(living).octets()).toString()), "prolonged by us");
        assertTrue(Programs.run("", "gpg", "--homedir", home.toString(), "--list-keys", "--with-colons").output().lines()
                .filter(line -> line.startsWith("pub:")).allMatch(line -> !line.startsWith("pub:e")), "gpg takes the new end");
        assertEquals(0, gpg("", "--import", write("revoked.asc", openPgp.certificate(openPgp.life().revoked(key, false)).octets()).toString()));
        assertTrue(Programs.run("", "gpg", "--homedir", home.toString(), "--list-keys", "--with-colons").output().contains("pub:r:"), "called back by us");
    }

    /** The one that GnuPG writes with each key, unlocked as its own text says, and the one that is asked for. */
    @Test
    void aRevocationThatGpgMadeForALostKeyCountsAtOnceForThatKeyAlone() throws Exception {
        assertEquals(0, gpg("", "--quick-generate-key", SAM, "future-default", "default", "2y"));
        Path file = folder.resolve("contact.asc");
        assertEquals(0, gpg("", "--armor", "--output", file.toString(), "--export"));
        OpenPgpCertificate contact = openPgp.keys().certificate(Files.readAllBytes(file));
        Instant now = InstantSource.system().instant().plusSeconds(1);
        assertEquals(Optional.empty(), contact.unfitForEncryption(now));
        Path asked = folder.resolve("asked.asc");
        assertEquals(0, Programs.run("y\n0\n\ny\n", "gpg", "--homedir", home.toString(), "--yes", "--no-tty", "--command-fd", "0", "--pinentry-mode", "loopback",
                "--passphrase", "", "--output", asked.toString(), "--gen-revoke", contact.fingerprint()).exit());
        String kept = Files.readString(home.resolve("openpgp-revocs.d/" + contact.fingerprint() + ".rev"));
        for (byte[] revocation : List.of(Files.readAllBytes(asked), kept.replace(":-----BEGIN", "-----BEGIN").getBytes(StandardCharsets.US_ASCII))) {
            assertEquals(Set.of(contact.fingerprint().substring(24)), openPgp.keys().revokedBy(revocation));
            OpenPgpCertificate revoked = openPgp.keys().revoked(contact, revocation);
            assertEquals(contact.fingerprint(), revoked.fingerprint());
            assertEquals(Optional.of(UnfitKey.Why.REVOKED), revoked.unfitForEncryption(now));
            OpenPgpCertificate other = openPgp.keys().certificate(openPgp.certificate(openPgp.generate(SAM, LIFE)).octets());
            assertThrows(UnfitKey.class, () -> openPgp.keys().revoked(other, revocation), "it says nothing of another key");
        }
    }

    @Test
    void gpgOpensWhatIsKeptForRecovery() throws Exception {
        SecretKey recovery = openPgp.generate("Recovery <recovery@clinic.test>", LIFE);
        SecretKey key = openPgp.generate(SAM, LIFE);
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        openPgp.encrypt(new ByteArrayInputStream(key.octets()), kept, List.of(openPgp.certificate(recovery)), Optional.empty());
        assertEquals(0, gpg(WORDS, "--import", write("recovery.asc", openPgp.files().locked(recovery, WORDS.toCharArray())).toString()));
        Path again = folder.resolve("again.pgp");
        assertEquals(0, gpg(WORDS, "--output", again.toString(), "--decrypt", write("kept.gpg", kept.toByteArray()).toString()));
        assertEquals(0, gpg(WORDS, "--import", again.toString()));
        Path clear = folder.resolve("clear");
        assertEquals(0, gpg(WORDS, "--output", clear.toString(), "--decrypt", sealedTo(key).toString()));
        assertEquals("The result is negative.", Files.readString(clear));
    }

    @Test
    void opensslReadsOurPkcs12AndWeReadIts() throws Exception {
        Smime smime = new Smime(InstantSource.system(), new SecureRandom());
        SecretKey key = smime.generate(SAM, LIFE);
        Path ours = write("sam.p12", Pkcs12File.write(key, WORDS.toCharArray()));
        Path pem = folder.resolve("sam.pem");
        assertNotEquals(0, openssl("pkcs12", "-in", ours.toString(), "-passin", "pass:wrong words", "-nodes", "-out", pem.toString()));
        assertEquals(0, openssl("pkcs12", "-in", ours.toString(), "-passin", "pass:" + WORDS, "-nodes", "-out", pem.toString()));
        Path theirs = folder.resolve("theirs.p12");
        assertEquals(0, openssl("pkcs12", "-export", "-in", pem.toString(), "-passout", "pass:" + WORDS, "-out", theirs.toString()));
        SecretKey back = Pkcs12File.read(Files.readAllBytes(theirs), WORDS.toCharArray());
        assertEquals(HexFormat.of().formatHex(smime.certificate(key).octets()), HexFormat.of().formatHex(smime.certificate(back).octets()));
        Path kept = write("kept.p12", key.octets());
        assertEquals(0, openssl("pkcs12", "-in", kept.toString(), "-passin", "pass:", "-nomacver", "-nodes", "-out", pem.toString()), "as it is kept for recovery");
    }

    private Path sealedTo(SecretKey key) throws Exception {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        openPgp.encrypt(new ByteArrayInputStream("The result is negative.".getBytes(StandardCharsets.UTF_8)), sealed, List.of(openPgp.certificate(key)),
                Optional.empty());
        return write("sealed.gpg", sealed.toByteArray());
    }

    private Path write(String name, byte[] octets) throws IOException {
        return Files.write(folder.resolve(name), octets);
    }

    private int gpg(String passphrase, String... command) {
        List<String> whole = new ArrayList<>(List.of("gpg", "--homedir", home.toString(), "--batch", "--yes", "--pinentry-mode", "loopback", "--passphrase", passphrase));
        whole.addAll(List.of(command));
        return Programs.run("", whole.toArray(String[]::new)).exit();
    }

    private int openssl(String... command) {
        List<String> whole = new ArrayList<>(List.of("openssl"));
        whole.addAll(List.of(command));
        return Programs.run("", whole.toArray(String[]::new)).exit();
    }
}
