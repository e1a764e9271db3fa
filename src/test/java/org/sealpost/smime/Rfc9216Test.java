package org.sealpost.smime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.testing.FixedTime;

/** Messages that others made with the keys of RFC 9216 (the files of draft-ireland-examples-cms). */
class Rfc9216Test {

    private static final Path VECTORS = Path.of("../shared/vectors/cms");

    private final Smime smime = new Smime(FixedTime.atNoon(), Correspondents.RANDOM);

    @BeforeAll
    static void find() {
        Assumptions.assumeTrue(Files.isDirectory(VECTORS), "no public vectors beside the checkout: messages of others skipped");
    }

    @Test
    void certificatesOfTheRfcAreUnderstood() throws Exception {
        SmimeCertificate alice = certificate("lamps-alice");
        assertEquals("[alice@smime.example]", alice.addresses().toString());
        assertEquals(true, alice.maySign());
        SmimeCertificate bob = certificate("lamps-bob.encrypt");
        assertEquals("[bob@smime.example]", bob.addresses().toString());
        assertEquals(true, bob.mayEncrypt());
        assertEquals(false, bob.maySign());
        assertEquals("[carlos@smime.example]", certificate("lamps-carlos").addresses().toString());
    }

    @ParameterizedTest
    @CsvSource({"encryptedForBobRSAOaep", "encryptedForBobAndDana"})
    void bobOpensWhatIsForHim(String name) throws Exception {
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        assertEquals("AES-128 CBC", smime.open(in(name), clear, List.of(bob()), List.of()).cipher());
        assertEquals("This is some sample content.", clear.toString(US_ASCII));
    }

    @ParameterizedTest
    @CsvSource({"encryptedKekri, NO_KEY", "authEnvelopedForDanaX25519HKDF, NO_KEY", "authEnvelopedForBobChaCha20Poly1305, BROKEN"})
    void whatIsNotReadHereIsRefused(String name, NotOpened.Why why) {
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        assertEquals(why, assertThrows(NotOpened.class, () -> smime.open(in(name), clear, List.of(bob()), List.of())).why());
        assertEquals(0, clear.size());
    }

    @ParameterizedTest
    @CsvSource({"signedByAliceRSA, lamps-alice, WEAK", "signedByAliceRSAPSS, lamps-alice, GOOD", "signedByCarlosEd25519, lamps-carlos, GOOD"})
    void signaturesAreJudged(String name, String signer, Standing standing) throws Exception {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        String entity = Signer.OPAQUE_HEADER + Base64.getMimeEncoder().encodeToString(Files.readAllBytes(VECTORS.resolve(name + ".p7m")));
        List<SmimeSignature> found = new SmimeEntities(smime, Correspondents.RANDOM).verify(new ByteArrayInputStream(entity.getBytes(US_ASCII)), content,
                List.of(new Certificate(certificate(signer).der())));
        assertEquals(List.of(standing), found.stream().map(SmimeSignature::found).map(SignatureFound::standing).toList());
        assertEquals("This is some sample content.", content.toString(US_ASCII));
    }

    private static SecretKey bob() throws Exception {
        PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pem("lamps-bob.decrypt.p8.pem")));
        return new Identity(key, List.of(certificate("lamps-bob.encrypt"))).secret();
    }

    private static SmimeCertificate certificate(String name) throws Exception {
        return CertificateFiles.read(Files.readAllBytes(VECTORS.resolve(name + ".crt"))).get(0);
    }

    private static byte[] pem(String file) throws IOException {
        return Base64.getMimeDecoder().decode(Files.readString(VECTORS.resolve(file), ISO_8859_1).replaceAll("-----[^-]+-----", ""));
    }

    private static ByteArrayInputStream in(String name) throws IOException {
        return new ByteArrayInputStream(Files.readAllBytes(VECTORS.resolve(name + ".p7m")));
    }
}
