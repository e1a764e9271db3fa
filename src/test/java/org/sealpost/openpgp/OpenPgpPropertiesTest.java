package org.sealpost.openpgp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.sealpost.mime.PartStream;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.mail.RawMessage;

/** What holds for all octets that call themselves OpenPGP's: those of the corpus, with some changed, cut off or put in. */
class OpenPgpPropertiesTest {

    private static final Path CORPUS = Path.of("src", "test", "resources", "corpus");
    private static final byte[] OTHERS = "I don't agree.\nVos\n".getBytes(StandardCharsets.US_ASCII);

    @Property(tries = 1_500)
    void aMessageIsOpenedToWhatWasEncryptedOrNotAtAll(@ForAll("messages") byte[] octets) throws IOException {
        Optional<String> opened = OpenPgpOctets.opened(octets);
        opened.ifPresent(text -> assertTrue(text.equals("Hello, world!") || text.equals("Meet me at noon, and bring the papers.\r\n".repeat(6)), text));
    }

    @Property(tries = 1_500)
    void aKeyIsReadOrRefused(@ForAll("keys") byte[] octets) {
        OpenPgpOctets.areKeys(octets);
    }

    @Property(tries = 1_500)
    void noSignatureIsGoodForOtherOctets(@ForAll("signatures") byte[] octets) throws IOException {
        OpenPgpOctets.found(OTHERS, octets).forEach(found -> assertNotEquals(Standing.GOOD, found.standing()));
        assertFalse(OpenPgpOctets.found(OpenPgpOctets.SIGNED, octets).isEmpty());
    }

    @Property(tries = 500)
    void whatWasArmoredComesOut(@ForAll @Size(max = 3_000) byte[] octets) throws IOException {
        ByteArrayOutputStream armored = new ByteArrayOutputStream();
        try (OutputStream armor = Armor.writing(armored, Armor.Kind.MESSAGE)) {
            armor.write(octets);
        }
        assertEquals(Armor.written(octets, Armor.Kind.MESSAGE), armored.toString(StandardCharsets.US_ASCII));
        assertTrue(Arrays.equals(octets, Armor.reading(new ByteArrayInputStream(armored.toByteArray())).readAllBytes()));
    }

    @Property(tries = 1_000)
    void whateverIsWrittenInATextIsFoundOrNot(@ForAll("texts") String text) {
        InlinePgp.in(text).ifPresent(found -> assertTrue(found.armored().length > 0));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("-----BEGIN PGP SIGNED MESSAGE-----", "-----BEGIN PGP MESSAGE-----", "-----END PGP MESSAGE-----",
                "-----BEGIN PGP SIGNATURE-----", "-----END PGP SIGNATURE-----", "Hash: SHA512", "", " ", "- - x", "-x", "words", "NotDashEscaped: yes")
                .list().ofMaxSize(12).map(lines -> String.join("\n", lines));
    }

    /** The parts of a multipart are what stands between its delimiters, wherever else they seem to begin. */
    @Property(tries = 1_000)
    void partsAreWhatStandsBetweenTheirDelimiters(@ForAll("parts") List<String> parts, @ForAll @IntRange(min = 1, max = 3) int buffer) throws IOException {
        StringBuilder body = new StringBuilder("preamble\r\n");
        parts.forEach(part -> body.append("--b\r\n").append(part).append("\r\n"));
        PartStream stream = new PartStream(new ByteArrayInputStream(body.append("--b--\r\nepilogue").toString().getBytes(StandardCharsets.ISO_8859_1)), "b");
        for (String part : parts) {
            assertTrue(stream.next());
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            byte[] some = new byte[buffer];
            for (int got = stream.read(some); got >= 0; got = stream.read(some)) {
                read.write(some, 0, got);
            }
            assertEquals(part, read.toString(StandardCharsets.ISO_8859_1));
        }
        assertFalse(stream.next());
    }

    @Provide
    Arbitrary<List<String>> parts() {
        return Arbitraries.of("\r", "\n", "\r\n", "--", "--bc", "-", "--bb\r\n", "x", "\r\n\r\n", "--b-x", "\0", "--b--x")
                .list().ofMaxSize(8).map(words -> String.join("", words))
                .filter(part -> !part.matches("(?s)(.*\n)?--b(--)?[ \t\r]*(\n.*)?")).list().ofMaxSize(3);
    }

    @Property(tries = 500)
    void everyMessageIsWrappedOrNot(@ForAll("mails") String mail) throws IOException {
        RawMessage message = RawMessage.of(mail.getBytes(StandardCharsets.ISO_8859_1));
        Wrapping.of(message).ifPresent(found -> assertFalse(found.boundary().isEmpty()));
    }

    @Provide
    Arbitrary<String> mails() {
        return Arbitraries.of("Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\r\n",
                "Content-Type: multipart/signed; protocol=\"application/pgp-signature\"; boundary=b\r\n", "\r\n", "--b\r\n", "--b--\r\n",
                "Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n", "Content-Type: application/octet-stream\r\n\r\n",
                "Content-Type: application/pgp-signature\r\n", "Content-Transfer-Encoding: base64\r\n", "\"", "=", "\0", "x\r\n")
                .list().ofMaxSize(12).map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<byte[]> messages() throws IOException {
        return changed("openpgp-message");
    }

    @Provide
    Arbitrary<byte[]> keys() throws IOException {
        return changed("openpgp-key");
    }

    @Provide
    Arbitrary<byte[]> signatures() throws IOException {
        return changed("openpgp-signature");
    }

    private static Arbitrary<byte[]> changed(String folder) throws IOException {
        List<byte[]> inputs;
        try (Stream<Path> files = Files.list(CORPUS.resolve(folder))) {
            inputs = files.sorted().map(OpenPgpPropertiesTest::octets).filter(octets -> octets.length > 0).toList();
        }
        Arbitrary<int[]> change = Combinators.combine(Arbitraries.integers().between(0, 1_000_000), Arbitraries.integers().between(0, 2),
                Arbitraries.integers().between(0, 255)).as((place, kind, octet) -> new int[] {place, kind, octet});
        return Combinators.combine(Arbitraries.of(inputs), change.list().ofMaxSize(3)).as((input, changes) -> {
            byte[] octets = input.clone();
            for (int[] one : changes) {
                octets = changed(octets, one[0] % octets.length, one[1], (byte) one[2]);
            }
            return octets;
        });
    }

    private static byte[] changed(byte[] octets, int place, int kind, byte octet) {
        return switch (kind) {
            case 0 -> {
                octets[place] = octet;
                yield octets;
            }
            case 1 -> Arrays.copyOf(octets, Math.max(1, place));
            default -> Hostile.joined(Arrays.copyOf(octets, place), new byte[] {octet}, Arrays.copyOfRange(octets, place, octets.length));
        };
    }

    private static byte[] octets(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
