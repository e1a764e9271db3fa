package org.sealpost.keyring;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.sealpost.testing.FixedTime.NOON;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sealpost.assurance.Reason;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.Standard;
import org.sealpost.mail.Address;
import org.sealpost.openpgp.ContactKeys;
import org.sealpost.smime.Smime;
import org.sealpost.testing.FixedTime;

class GivenFilesTest {

    private static final Address VOS = Address.of("vos@peer.test");
    private static final Address MAX = Address.of("max@peer.test");
    private static final Duration LIFE = Duration.ofDays(30);
    private static final SecretKey VOS_KEY = ContactKeys.key("Zoë Vos <vos@peer.test>", NOON, LIFE);
    private static final SecretKey MAX_KEY = ContactKeys.key("Max <max@peer.test>", NOON, LIFE);

    private final FixedTime clock = FixedTime.at(NOON.plusSeconds(60).toString());
    private final Smime smime = new Smime(clock, new SecureRandom());
    private final SecretKey vosSmime = smime.generate("Vos <vos@peer.test>", LIFE);
    private final byte[] vosDer = smime.certificate(vosSmime).octets();
    private final byte[] maxDer = smime.certificate(smime.generate("Max <max@peer.test>", LIFE)).octets();
    private final GivenFiles files = new GivenFiles(clock, new SecureRandom());

    @Test
    void openPgpIsReadInBinaryAndInArmorAndFromTheMiddleOfALetter() {
        byte[] binary = ContactKeys.certificate(VOS_KEY).octets();
        for (byte[] given : List.of(binary, armor("PUBLIC KEY", binary).getBytes(US_ASCII),
                ("Hi Sam,\r\n\r\nhere is my key:\r\n" + armor("PUBLIC KEY", binary) + "\r\nZoe").getBytes(US_ASCII))) {
            GivenKey key = only(given);
            assertEquals(Standard.OPENPGP, key.standard());
            assertEquals(ContactKeys.fingerprint(ContactKeys.certificate(VOS_KEY)), key.fingerprint());
            assertEquals(List.of(VOS), key.addresses());
            assertEquals(Optional.empty(), key.unfit());
        }
    }

    @Test
    void x509IsReadInDerInPemAndAsCertsOnlyMessage() throws GeneralSecurityException {
        for (byte[] given : List.of(vosDer, pem("CERTIFICATE", vosDer).getBytes(US_ASCII), bundle(vosDer), pem("PKCS7", bundle(vosDer)).getBytes(US_ASCII))) {
            GivenKey key = only(given);
            assertEquals(Standard.SMIME, key.standard());
            assertEquals(List.of(VOS), key.addresses());
            assertArrayEquals(vosDer, key.certificate().octets());
        }
    }

    @Test
    void aRevocationWithoutItsKeyIsNoKeyAndSaysWhichOneItIsAbout() {
        byte[] alone = ContactKeys.bareRevocation(VOS_KEY, NOON.plusSeconds(5)).octets();
        String fingerprint = ContactKeys.fingerprint(ContactKeys.certificate(VOS_KEY));
        GivenFile file = read(alone);
        assertEquals(Optional.empty(), file.refusal());
        assertEquals(List.of(), file.keys());
        assertEquals(List.of(Set.of(fingerprint.substring(24))), file.revocations().stream().map(GivenRevocation::keyIds).toList());

        file = read((armor("PUBLIC KEY", ContactKeys.certificate(MAX_KEY).octets()) + new String(alone, US_ASCII)).getBytes(US_ASCII));
        assertEquals(List.of(MAX), file.keys().get(0).addresses());
        assertEquals(1, file.revocations().size());
    }

    @Test
    void severalKeysOfBothStandardsMayStandInOneText() {
        String text = armor("PUBLIC KEY", ContactKeys.certificate(VOS_KEY).octets()) + "and\n" + armor("PUBLIC KEY", ContactKeys.certificate(MAX_KEY).octets())
                + pem("CERTIFICATE", vosDer) + pem("CERTIFICATE", maxDer);
        assertEquals(List.of("OPENPGP vos@peer.test", "OPENPGP max@peer.test", "SMIME vos@peer.test", "SMIME max@peer.test"),
                read(text.getBytes(US_ASCII)).keys().stream().map(key -> key.standard() + " " + key.addresses().get(0)).toList());
    }

    @Test
    void aSecretKeyIsRefusedInWhateverFormItComesAndNothingBesideItIsTaken() {
        String publicKey = armor("PUBLIC KEY", ContactKeys.certificate(MAX_KEY).octets());
        Stream.of(VOS_KEY.octets(), armor("PRIVATE KEY", VOS_KEY.octets()).getBytes(US_ASCII), armor("PUBLIC KEY", VOS_KEY.octets()).getBytes(US_ASCII),
                (publicKey + armor("PRIVATE KEY", VOS_KEY.octets())).getBytes(US_ASCII), vosSmime.octets(),
                (pem("CERTIFICATE", vosDer) + pem("PRIVATE KEY", new byte[] {0x30, 0})).getBytes(US_ASCII),
                pem("ENCRYPTED PRIVATE KEY", new byte[] {0x30, 0}).getBytes(US_ASCII), pem("RSA PRIVATE KEY", new byte[] {0x30, 0}).getBytes(US_ASCII),
                // PKCS#8, bare and encrypted, as they begin
                new byte[] {0x30, (byte) 0x82, 1, 0, 2, 1, 0, 0x30}, new byte[] {0x30, (byte) 0x82, 1, 0, 0x30, 0x40, 6, 9},
                // a secret key that nobody here could open: version 3, locked
                new byte[] {(byte) 0x95, 1, 0, 3}, new byte[] {(byte) 0xC7, 1, 0})
                .forEach(given -> assertEquals(new GivenFile(List.of(), List.of(), Optional.of(Reason.of("keyring.secret"))), read(given)));
    }

    @Test
    void whatIsNoKeyIsRefused() {
        for (byte[] given : List.of(new byte[0], "hello".getBytes(US_ASCII), new byte[] {0x30, 0x03, 1, 2, 3}, new byte[] {(byte) 0x99, 1},
                armor("PUBLIC KEY", new byte[] {1, 2, 3}).getBytes(US_ASCII), "-----BEGIN PGP PUBLIC KEY BLOCK-----".getBytes(US_ASCII),
                "-----BEGIN PGP PUBLIC KEY BLOCK-----".repeat(10_000).getBytes(US_ASCII), pem("CERTIFICATE", new byte[] {0x30, 1, 0}).getBytes(US_ASCII))) {
            assertEquals(Optional.of(Reason.of("keyring.malformed")), read(given).refusal());
        }
        assertEquals(Optional.of(Reason.of("keyring.toolarge")), read(new byte[512 * 1_024 + 1]).refusal());
        String one = armor("PUBLIC KEY", ContactKeys.certificate(VOS_KEY).octets());
        assertEquals(20, read(one.repeat(20).getBytes(US_ASCII)).keys().size());
        assertEquals(Optional.of(Reason.of("keyring.toomany")), read(one.repeat(21).getBytes(US_ASCII)).refusal());
    }

    @Test
    void oneBrokenPieceRefusesTheWholeFile() {
        String text = armor("PUBLIC KEY", ContactKeys.certificate(VOS_KEY).octets()) + armor("PUBLIC KEY", new byte[] {1, 2, 3});
        assertEquals(new GivenFile(List.of(), List.of(), Optional.of(Reason.of("keyring.malformed"))), read(text.getBytes(US_ASCII)));
    }

    @Test
    void whyItCanNotBeUsedIsSaid() {
        assertEquals(Optional.of(Reason.of("keyring.revoked")), only(ContactKeys.revoked(VOS_KEY, NOON.plusSeconds(5)).octets()).unfit());
        clock.pass(Duration.ofDays(31));
        assertEquals(Optional.of(Reason.of("keyring.expired")), only(ContactKeys.certificate(VOS_KEY).octets()).unfit());
        assertEquals(Optional.of(Reason.of("keyring.expired")), only(vosDer).unfit());
    }

    @Test
    void whateverComesItAnswersAndTakesNothingThatItDoesNotUnderstand() {
        Random random = new Random(20261128);
        byte[] pgp = ContactKeys.certificate(VOS_KEY).octets();
        for (int i = 0; i < 300; i++) {
            byte[] given = (i % 2 == 0 ? pgp : vosDer).clone();
            for (int flips = 0; flips < 3; flips++) {
                given[random.nextInt(given.length)] ^= (byte) (1 << random.nextInt(8));
            }
            GivenFile file = read(given);
            assertEquals(file.refusal().isPresent(), file.keys().isEmpty());
        }
    }

    private GivenKey only(byte[] octets) {
        GivenFile file = read(octets);
        assertEquals(Optional.empty(), file.refusal());
        assertEquals(1, file.keys().size());
        return file.keys().get(0);
    }

    private GivenFile read(byte[] octets) {
        return files.read(octets);
    }

    private static String armor(String kind, byte[] octets) {
        return "-----BEGIN PGP " + kind + " BLOCK-----\n\n" + Base64.getMimeEncoder().encodeToString(octets) + "\n-----END PGP " + kind + " BLOCK-----\n";
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    private static byte[] bundle(byte[]... all) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        Stream.of(all).forEach(octets::writeBytes);
        List<Certificate> read = List.copyOf(factory.generateCertificates(new ByteArrayInputStream(octets.toByteArray())));
        return factory.generateCertPath(read).getEncoded("PKCS7");
    }
}
