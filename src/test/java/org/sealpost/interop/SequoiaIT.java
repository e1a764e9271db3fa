package org.sealpost.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.Opened;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.openpgp.OpenPgp;
import org.sealpost.testing.Programs;

/** Sequoia's {@code sq} and we read what the other writes. Its version in Debian 12 knows certificates of version 4 only. */
class SequoiaIT {

    private static final byte[] CLEAR = "Content-Type: text/plain\r\n\r\nThe result is negative.\r\n".repeat(400).getBytes(UTF_8);

    private final OpenPgp pgp = new OpenPgp(InstantSource.system(), new SecureRandom());
    private final SecretKey sam = pgp.generate("Sam Berg <sam@clinic.test>", Duration.ofDays(9));

    @TempDir
    private Path folder;
    private SecretKey vos;

    @BeforeEach
    void makeKeys() throws IOException {
        sq("key", "generate", "--userid", "Vos <vos@peer.test>", "--export", name("vos.key"));
        sq("dearmor", "--output", name("vos.bin"), name("vos.key"));
        vos = new SecretKey(read("vos.bin"));
        write("vos.cert", pgp.certificate(vos).octets());
        write("sam.cert", pgp.certificate(sam).octets());
        write("clear", CLEAR);
    }

    @Test
    void sqOpensWhatWeSealAndVerifiesWhoSigned() throws Exception {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        pgp.encrypt(in(CLEAR), sealed, List.of(new Certificate(read("vos.cert"))), Optional.of(sam));
        write("sealed", sealed.toByteArray());
        sq("decrypt", "--recipient-key", name("vos.key"), "--signer-cert", name("sam.cert"), "--output", name("opened"), name("sealed"));
        assertArrayEquals(CLEAR, read("opened"));

        assertNotEquals(0, run("decrypt", "--recipient-key", name("vos.key"), "--signer-cert", name("vos.cert"), "--output", name("other"),
                name("sealed")).exit(), "somebody else signed it");
        byte[] changed = sealed.toByteArray();
        changed[changed.length - 30] ^= 1;
        write("changed", changed);
        assertNotEquals(0, run("decrypt", "--recipient-key", name("vos.key"), "--signer-cert", name("sam.cert"), "--output", name("broken"),
                name("changed")).exit());
        assertFalse(Files.exists(folder.resolve("broken")) && Files.size(folder.resolve("broken")) > 0, "nothing of it is given out");
    }

    @Test
    void weOpenWhatSqSealsAndVerifyWhoSigned() throws Exception {
        sq("encrypt", "--binary", "--recipient-cert", name("sam.cert"), "--signer-key", name("vos.key"), "--output", name("sealed"), name("clear"));
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        Opened opened = pgp.decrypt(in(read("sealed")), clear, List.of(sam), List.of(pgp.certificate(vos)));
        assertArrayEquals(CLEAR, clear.toByteArray());
        assertEquals(List.of(Standing.GOOD), opened.signatures().stream().map(one -> one.standing()).toList());

        byte[] changed = read("sealed");
        changed[changed.length - 30] ^= 1;
        assertEquals(NotOpened.Why.BROKEN, assertThrows(NotOpened.class,
                () -> pgp.decrypt(in(changed), new ByteArrayOutputStream(), List.of(sam), List.of())).why());
    }

    @Test
    void signaturesApartAreVerifiedInBothDirections() throws Exception {
        write("ours.sig", pgp.sign(in(CLEAR), sam));
        sq("verify", "--signer-cert", name("sam.cert"), "--detached", name("ours.sig"), name("clear"));
        write("other", "another text".getBytes(UTF_8));
        assertNotEquals(0, run("verify", "--signer-cert", name("sam.cert"), "--detached", name("ours.sig"), name("other")).exit());

        sq("sign", "--binary", "--detached", "--signer-key", name("vos.key"), "--output", name("theirs.sig"), name("clear"));
        List<Certificate> known = List.of(pgp.certificate(vos));
        assertEquals(Standing.GOOD, pgp.verify(in(CLEAR), read("theirs.sig"), known).get(0).standing());
        assertEquals(Standing.BAD, pgp.verify(in(read("other")), read("theirs.sig"), known).get(0).standing());
    }

    private void sq(String... command) {
        Programs.Result result = run(command);
        assertEquals(0, result.exit(), result.output());
    }

    private static Programs.Result run(String... command) {
        return Programs.run("", Stream.concat(Stream.of("sq"), Stream.of(command)).toArray(String[]::new));
    }

    private String name(String file) {
        return folder.resolve(file).toString();
    }

    private void write(String file, byte[] octets) throws IOException {
        Files.write(folder.resolve(file), octets);
    }

    private byte[] read(String file) throws IOException {
        return Files.readAllBytes(folder.resolve(file));
    }

    private static ByteArrayInputStream in(byte[] octets) {
        return new ByteArrayInputStream(octets);
    }
}
