package org.sealpost.smime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.testing.FixedTime;

/** What holds for every message, well meant or not. The corpus is of messages that were good before something in them was changed. */
class SmimePropertiesTest {

    private static final Smime SMIME = new Smime(FixedTime.atNoon(), Correspondents.RANDOM);
    private static final SecretKey KEY = new SecretKey(corpus("key.p12"));
    private static final SecretKey RSA = new SecretKey(corpus("rsa-key.p12"));
    private static final Certificate OPENLY = SMIME.certificate(KEY);
    private static final byte[] CONTENT = corpus("content.txt");

    @Property(tries = 1_000)
    void whatWasChangedIsNeverTakenForGood(@ForAll("messages") String name, @ForAll("changes") List<Change> changes) throws IOException {
        byte[] whole = corpus(name);
        byte[] other = changed(whole, changes);
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        try {
            SmimeOpened opened = SMIME.open(in(other), clear, List.of(KEY, RSA), List.of(OPENLY));
            if (opened.opened().authenticated()) {
                assertArrayEquals(CONTENT, clear.toByteArray());
            }
        } catch (NotOpened e) {
            assertNotEquals("", e.getMessage());
        }
    }

    @Property(tries = 1_000)
    void signatureHoldsForItsContentOnly(@ForAll("changes") List<Change> changes, @ForAll boolean ofContent) throws IOException {
        byte[] signature = ofContent ? corpus("signature.p7s") : changed(corpus("signature.p7s"), changes);
        byte[] content = ofContent ? changed(CONTENT, changes) : CONTENT;
        for (SmimeSignature one : SMIME.examine(in(content), signature, List.of(OPENLY))) {
            if (one.found().standing() == Standing.GOOD) {
                assertArrayEquals(CONTENT, content);
            }
        }
    }

    @Property(tries = 500)
    void whateverComesIsRefusedInWords(@ForAll @Size(max = 300) byte[] octets, @ForAll("messages") String name, @ForAll("places") int from)
            throws IOException {
        byte[] begin = corpus(name);
        ByteArrayOutputStream mixed = new ByteArrayOutputStream();
        mixed.write(begin, 0, Math.min(from, begin.length - 1));
        mixed.writeBytes(octets);
        for (byte[] some : List.of(octets, mixed.toByteArray())) {
            ByteArrayOutputStream clear = new ByteArrayOutputStream();
            try {
                SmimeOpened opened = SMIME.open(in(some), clear, List.of(KEY, RSA), List.of());
                assertTrue(!opened.opened().authenticated() || clear.size() > 0);
            } catch (NotOpened e) {
                assertNotEquals("", e.getMessage());
            }
            try {
                SmimeCertificate.of(new Certificate(some)).addresses();
                CertificateFiles.read(some);
                Pkcs12File.read(some, new char[0]);
            } catch (UnfitKey e) {
                assertEquals(UnfitKey.Why.MALFORMED, e.why());
            }
        }
    }

    @Property(tries = 200)
    void whatIsWrittenIsReadAgain(@ForAll @Size(max = 2_000) byte[] content, @ForAll boolean modern, @ForAll boolean signed) throws Exception {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        byte[] entity = ("Content-Type: application/octet-stream\r\n\r\n" + Base64.getMimeEncoder().encodeToString(content)).getBytes(UTF_8);
        SMIME.encryptTo(in(entity), sealed, List.of(new SmimeRecipient(OPENLY,
                modern ? SmimeRecipient.Reads.RFC_8551 : SmimeRecipient.Reads.WHAT_ALL_DO)), signed ? Optional.of(KEY) : Optional.empty());
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        SmimeOpened opened = SMIME.open(in(sealed.toByteArray()), clear, List.of(KEY, RSA), List.of(OPENLY));
        assertArrayEquals(entity, clear.toByteArray());
        assertEquals(modern || signed, opened.opened().authenticated());
    }

    /** One octet put in the place of another, or the rest cut off. */
    record Change(double place, int octet, boolean cut) { }

    @Provide
    Arbitrary<List<Change>> changes() {
        return net.jqwik.api.Combinators.combine(Arbitraries.integers().between(0, 9_999).map(part -> part / 10_000.0), Arbitraries.integers().between(0, 255),
                Arbitraries.of(false, false, false, false, false, false, false, true)).as(Change::new).list().ofMinSize(1).ofMaxSize(4);
    }

    @Provide
    Arbitrary<String> messages() {
        return Arbitraries.of("cbc.p7m", "cbc-signed.p7m", "gcm.p7m", "gcm-signed.p7m", "rsa-cbc.p7m", "rsa-gcm.p7m");
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, 700);
    }

    private static byte[] changed(byte[] whole, List<Change> changes) {
        byte[] other = whole.clone();
        for (Change one : changes) {
            int at = (int) (one.place() * other.length);
            if (one.cut()) {
                other = java.util.Arrays.copyOf(other, Math.max(1, at));
            } else {
                other[at] = (byte) one.octet();
            }
        }
        return other;
    }

    private static byte[] corpus(String name) {
        try (InputStream in = SmimePropertiesTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream in(byte[] octets) {
        return new ByteArrayInputStream(octets);
    }
}
