package org.sealpost.openpgp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sealpost.testing.FixedTime.NOON;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.mail.Address;
import org.sealpost.mime.HeaderFields;
import org.sealpost.testing.FixedTime;

class AutocryptTest {

    private static final Address VOS = Address.of("vos@peer.test");
    private static final String FROM = "From: Zoe Vos <vos@peer.test>\r\n";
    private static final String GOOD = "Autocrypt: addr=vos@peer.test; prefer-encrypt=mutual; keydata=\r\n mDME\r\n YQ==\r\n";

    private final KeyReading reading = new OpenPgp(FixedTime.atNoon(), new SecureRandom()).keys();

    @Test
    void fieldIsReadWithItsFolds() {
        Autocrypt.Header found = read(FROM + GOOD).orElseThrow();
        assertEquals(VOS, found.address());
        assertTrue(found.mutual());
        assertArrayEquals(new byte[] {(byte) 0x98, 0x33, 0x04, 0x61}, found.certificate().octets());
    }

    @Test
    void anyOtherWishThanMutualIsNone() {
        assertFalse(read(FROM + GOOD.replace("mutual", "nopreference")).orElseThrow().mutual());
        assertFalse(read(FROM + GOOD.replace("mutual", "always")).orElseThrow().mutual());
        assertFalse(read(FROM + GOOD.replace(" prefer-encrypt=mutual;", "")).orElseThrow().mutual());
    }

    @Test
    void attributesThatDoNotMatterAreSkipped() {
        assertTrue(read(FROM + GOOD.replace("prefer-encrypt=mutual", "_monkey=x=y")).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "addr=vos@peer.test; type=1; keydata=mDMEYQ==",
        "addr=vos@peer.test; monkey=1; keydata=mDMEYQ==",
        "addr=vos@peer.test; addr=vos@peer.test; keydata=mDMEYQ==",
        "addr=max@peer.test; addr=vos@peer.test; keydata=mDMEYQ==",
        "addr=vos@peer.test; keydata=mDMEYQ==; keydata=mDMEYQ==",
        "addr=vos@peer.test; keydata=mDMEYQ==; _late=1",
        "keydata=mDMEYQ==; addr=vos@peer.test",
        "addr=vos@peer.test; keydata=mDMEYQ==;",
        "addr=vos@peer.test; keydata=",
        "addr=vos@peer.test; keydata=m!DMEYQ==",
        "addr=vos@peer.test",
        "addr=vos; keydata=mDMEYQ==",
        "addr=<vos@peer.test>; keydata=mDMEYQ==",
        "ADDR=vos@peer.test; keydata=mDMEYQ==",
        "; addr=vos@peer.test; keydata=mDMEYQ==",
        "keydata=mDMEYQ==",
        ""})
    void malformedFieldsAreNone(String body) {
        assertEquals(Optional.empty(), read(FROM + "Autocrypt: " + body + "\r\n"));
    }

    @Test
    void onlyTheAuthorHandsOutTheirOwnKey() {
        assertEquals(Optional.empty(), read("From: max@peer.test\r\n" + GOOD));
        assertEquals(Optional.empty(), read("From: vos@peer.test.evil.test\r\n" + GOOD));
        assertEquals(Optional.empty(), read("From: \"vos@peer.test\" <max@peer.test>\r\n" + GOOD));
        assertEquals(Optional.empty(), read("From: vos@peer.test, max@peer.test\r\n" + GOOD));
        assertEquals(Optional.empty(), read(FROM + FROM + GOOD));
        assertEquals(Optional.empty(), read("Sender: vos@peer.test\r\n" + GOOD));
        assertTrue(read("From: Vos@PEER.test\r\n" + GOOD).isPresent(), "case doesn't make another author");
    }

    @Test
    void twoValidFieldsAreNoneAndAnInvalidOneBesideIsNoHarm() {
        assertEquals(Optional.empty(), read(FROM + GOOD + GOOD));
        assertEquals(Optional.empty(), read(FROM + GOOD + GOOD.replace("mDME", "mDMF")));
        assertTrue(read(FROM + "Autocrypt: addr=vos@peer.test; type=1; keydata=mDMEYQ==\r\n" + GOOD).isPresent());
        assertTrue(read(FROM + GOOD.replace("vos@", "max@") + GOOD).isPresent());
    }

    @Test
    void reportsHandOutNoKeys() {
        assertEquals(Optional.empty(), read(FROM + "Content-Type: Multipart/Report; report-type=delivery-status\r\n" + GOOD));
    }

    @Test
    void fieldsBeyondTenKibibytesAreIgnored() {
        String head = "addr=vos@peer.test; keydata=";
        int room = 10 * 1_024 - "Autocrypt: ".length() - head.length();
        assertTrue(Autocrypt.parse(head + "A".repeat(room / 4 * 4)).isPresent());
        assertEquals(Optional.empty(), Autocrypt.parse(head + "A".repeat(room / 4 * 4 + 4)));
    }

    @Test
    void whatWeWriteIsReadBackAsTheSameKey() throws Exception {
        SecretKey key = ContactKeys.key("Zoë Vos <vos@peer.test>", NOON.minusSeconds(60), Duration.ofDays(900));
        SecretKey other = ContactKeys.key("Max <max@peer.test>", NOON.minusSeconds(60), Duration.ofDays(900));
        OpenPgpCertificate crowded = reading.certificate(ContactKeys.crowded(key, other, 150, NOON.minusSeconds(50)));
        assertTrue(crowded.certificate().octets().length > Autocrypt.LONGEST);
        String body = Autocrypt.written(VOS, true, crowded, reading).orElseThrow();
        assertTrue(body.startsWith("addr=vos@peer.test; prefer-encrypt=mutual; keydata=\r\n "));
        assertTrue(body.lines().allMatch(line -> line.length() <= 76));
        Autocrypt.Header found = read(FROM + "Autocrypt: " + body + "\r\n").orElseThrow();
        OpenPgpCertificate back = reading.certificate(found.certificate());
        assertEquals(crowded.fingerprint(), back.fingerprint());
        assertTrue(back.names(VOS, NOON));
        assertEquals(Optional.empty(), back.unfitForEncryption(NOON));
    }

    @Test
    void whatNobodyCouldReadIsNotWritten() throws Exception {
        OpenPgpCertificate certificate = reading.certificate(new Certificate(ContactKeys.certificate(
                ContactKeys.key("Vos <vos@peer.test>", NOON, Duration.ofDays(9))).octets()));
        assertEquals(Optional.empty(), Autocrypt.written(Address.of("\"a;b\"@peer.test"), false, certificate, reading));
    }

    private static Optional<Autocrypt.Header> read(String header) {
        return Autocrypt.of(new HeaderFields(header.getBytes(StandardCharsets.UTF_8)));
    }
}
