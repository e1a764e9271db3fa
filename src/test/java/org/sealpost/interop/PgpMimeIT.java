package org.sealpost.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.Opened;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.mail.Address;
import org.sealpost.mail.RawMessage;
import org.sealpost.mime.ProtectedHeader;
import org.sealpost.openpgp.InlinePgp;
import org.sealpost.openpgp.OpenPgp;
import org.sealpost.openpgp.OpenPgpCertificate;
import org.sealpost.openpgp.PgpMime;
import org.sealpost.testing.Programs;

/** What the contract doesn't reach: GnuPG's other kinds of keys and of writing, and PGP/MIME taken apart by hand as a mail program does. */
class PgpMimeIT {

    private static final String LETTER = "From: Sam <sam@clinic.test>\r\nTo: Vos <vos@peer.test>\r\nSubject: The biopsy\r\n"
            + "Content-Type: text/plain; charset=utf-8\r\n\r\nIt is benign.\r\n-- \r\nSam\r\n";
    private static final String VOS = "Vos <vos@peer.test>";

    /** The real time: GnuPG runs on it here. */
    private final Instant now = Instant.now();
    private final OpenPgp pgp = new OpenPgp(Instant::now, new SecureRandom());
    private final PgpMime mime = new PgpMime(pgp, new SecureRandom());
    private final SecretKey sam = pgp.generate("Sam <sam@clinic.test>", Duration.ofDays(100));
    private Path home;

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createTempDirectory("gpg");
    }

    @AfterEach
    void endAgent() {
        Programs.run("", "gpgconf", "--homedir", home.toString(), "--kill", "all");
        Programs.run("", "rm", "-rf", home.toString());
    }

    @Test
    void gpgOpensThePartOfAMessageOfOurs() throws Exception {
        Certificate vos = make("future-default");
        take(pgp.certificate(sam));
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        mime.encrypt(RawMessage.of(LETTER.getBytes(StandardCharsets.UTF_8)), ProtectedHeader.NEUTRAL_SUBJECT, sealed, List.of(vos), Optional.of(sam));
        String message = sealed.toString(StandardCharsets.US_ASCII);
        String armor = message.substring(message.indexOf("-----BEGIN"), message.indexOf("-----END") + 27);
        Files.writeString(home.resolve("message"), armor);
        gpg("--output", home.resolve("clear").toString(), "--decrypt", home.resolve("message").toString());
        String clear = Files.readString(home.resolve("clear"));
        assertTrue(clear.contains("Subject: The biopsy\r\n"), clear);
        assertTrue(clear.endsWith("It is benign.\r\n-- \r\nSam\r\n"), clear);
    }

    @Test
    void gpgVerifiesThePartOfAMessageOfOurs() throws Exception {
        take(pgp.certificate(sam));
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        mime.sign(RawMessage.of(LETTER.getBytes(StandardCharsets.UTF_8)), signed, sam);
        String message = signed.toString(StandardCharsets.UTF_8);
        String boundary = message.substring(message.indexOf("=_"), message.indexOf("=_") + 34);
        String[] parts = message.split("(\r\n)?--" + boundary + "(--)?\r\n");
        Files.writeString(home.resolve("part"), parts[1]);
        Files.writeString(home.resolve("signature"), parts[2].substring(parts[2].indexOf("-----BEGIN")));
        assertTrue(gpg("--verify", home.resolve("signature").toString(), home.resolve("part").toString()).contains("Good signature from \"Sam"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa2048", "rsa3072", "nistp256", "brainpoolP256r1", "future-default"})
    void keysOfEveryKindAreWrittenToAndOpened(String algorithm) throws Exception {
        Certificate vos = make(algorithm);
        OpenPgpCertificate read = pgp.keys().certificate(vos.octets());
        assertEquals(Optional.empty(), read.unfitForEncryption(Instant.now().plusSeconds(1)), algorithm);
        assertTrue(read.names(Address.of("vos@peer.test"), Instant.now().plusSeconds(1)));
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        new OpenPgp(() -> Instant.now().plusSeconds(1), new SecureRandom())
                .encrypt(new ByteArrayInputStream(LETTER.getBytes(StandardCharsets.UTF_8)), sealed, List.of(vos), Optional.empty());
        Files.write(home.resolve("message"), sealed.toByteArray());
        gpg("--output", home.resolve("clear").toString(), "--decrypt", home.resolve("message").toString());
        assertEquals(LETTER, Files.readString(home.resolve("clear")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--armor", "--hidden-recipient", "--compress-algo=bzip2", "--compress-algo=zip", "--compress-algo=none", "--cipher-algo=3DES",
        "--cipher-algo=TWOFISH", "--cipher-algo=CAMELLIA256", "--textmode", "--personal-digest-preferences=SHA256"})
    void whateverGpgWritesIsRead(String option) throws Exception {
        make("future-default");
        take(pgp.certificate(sam));
        Files.writeString(home.resolve("clear"), LETTER);
        List<String> command = new ArrayList<>(List.of("--output", home.resolve("message").toString(), "--sign", "--encrypt"));
        command.add(option.equals("--hidden-recipient") ? option : "--recipient");
        command.add("sam@clinic.test");
        if (!option.equals("--hidden-recipient")) {
            command.add(0, option);
        }
        command.add(home.resolve("clear").toString());
        gpg(command.toArray(String[]::new));
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        Opened opened = pgp.decrypt(Files.newInputStream(home.resolve("message")), clear, List.of(sam), List.of(exported()));
        assertEquals(LETTER.replace("\r\n", "\n"), clear.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"));
        assertEquals(Standing.GOOD, opened.signatures().get(0).standing(), option);
    }

    @Test
    void whatGpgWritesWithoutProtectionIsNotRead() throws Exception {
        Files.writeString(home.resolve("clear"), LETTER);
        take(pgp.certificate(sam));
        gpg("--rfc2440", "--cipher-algo=3DES", "--output", home.resolve("message").toString(), "--encrypt", "--recipient", "sam@clinic.test",
                home.resolve("clear").toString());
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        try {
            Opened opened = pgp.decrypt(Files.newInputStream(home.resolve("message")), clear, List.of(sam), List.of());
            assertTrue(opened.cipher().endsWith("MDC"), "gpg protects it whatever it is told: " + opened);
        } catch (org.sealpost.endtoend.NotOpened e) {
            assertEquals(org.sealpost.endtoend.NotOpened.Why.BROKEN, e.why());
            assertEquals(0, clear.size());
        }
    }

    @Test
    void gpgsSignedTextIsReadInATextAndItsChangesAreSeen() throws Exception {
        make("future-default");
        Files.writeString(home.resolve("clear"), "Yes, I agree.  \n- dash\n\nFrom now on.\n");
        gpg("--output", home.resolve("signed").toString(), "--clearsign", home.resolve("clear").toString());
        String text = Files.readString(home.resolve("signed"));
        InlinePgp inline = InlinePgp.in(text).orElseThrow();
        assertEquals(Standing.GOOD, standing(inline));
        assertEquals(Standing.BAD, standing(InlinePgp.in(text.replace("agree", "argue")).orElseThrow()));
        assertFalse(InlinePgp.in("Pay.\n" + text).orElseThrow().whole());
    }

    @Test
    void aKeyWithOneNameCalledBackIsStillAKey() throws Exception {
        make("future-default");
        gpg("--quick-add-uid", "vos@peer.test", "Vos <vos@other.test>");
        gpg("--quick-revoke-uid", "vos@other.test", VOS);
        OpenPgpCertificate read = pgp.keys().certificate(exported().octets());
        Instant later = Instant.now().plusSeconds(2);
        assertTrue(read.names(Address.of("vos@other.test"), later));
        assertFalse(read.names(Address.of("vos@peer.test"), later), "what was called back names nobody");
        assertEquals(Optional.empty(), read.unfitForEncryption(later));
    }

    @Test
    void aKeyThatGpgCalledBackIsCalledBack() throws Exception {
        Certificate vos = make("future-default");
        String fingerprint = pgp.keys().certificate(vos.octets()).fingerprint();
        Path revocation = home.resolve("openpgp-revocs.d").resolve(fingerprint + ".rev");
        Files.writeString(revocation, Files.readString(revocation).replace(":-----BEGIN", "-----BEGIN"));
        gpg("--import", revocation.toString());
        assertTrue(pgp.keys().certificate(exported().octets()).isRevoked(now.plusSeconds(60)));
    }

    private Standing standing(InlinePgp inline) throws Exception {
        return pgp.verify(new ByteArrayInputStream(inline.signed()), inline.armored(), List.of(exported())).get(0).standing();
    }

    private Certificate make(String algorithm) throws IOException {
        boolean future = algorithm.equals("future-default");
        gpg("--passphrase", "", "--quick-generate-key", VOS, algorithm, future ? "default" : "cert,sign", "1y");
        if (!future) {
            String fingerprint = pgpFingerprint();
            gpg("--passphrase", "", "--quick-add-key", fingerprint, algorithm, "encr", "1y");
        }
        return exported();
    }

    private String pgpFingerprint() {
        return gpg("--with-colons", "--list-keys", "vos@peer.test").lines().filter(line -> line.startsWith("fpr:")).findFirst().orElseThrow()
                .split(":")[9];
    }

    private Certificate exported() throws IOException {
        Path file = home.resolve("exported");
        Files.deleteIfExists(file);
        gpg("--output", file.toString(), "--export", "vos@peer.test");
        return new Certificate(Files.readAllBytes(file));
    }

    private void take(Certificate certificate) throws IOException {
        Files.write(home.resolve("certificate"), certificate.octets());
        gpg("--import", home.resolve("certificate").toString());
    }

    private String gpg(String... arguments) {
        List<String> command = new ArrayList<>(List.of("gpg", "--homedir", home.toString(), "--batch", "--yes", "--no-tty", "--trust-model", "always",
                "--pinentry-mode", "loopback", "--no-auto-key-locate", "--disable-dirmngr"));
        command.addAll(List.of(arguments));
        Programs.Result result = Programs.run("", command.toArray(String[]::new));
        assertEquals(0, result.exit(), result.output());
        return result.output();
    }
}
