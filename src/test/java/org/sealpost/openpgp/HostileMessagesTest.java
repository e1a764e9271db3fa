package org.sealpost.openpgp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sealpost.openpgp.Hostile.joined;
import static org.sealpost.openpgp.Hostile.literal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.NotOpened.Why;
import org.sealpost.endtoend.Opened;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.testing.FixedTime;

/** Messages made to deceive: none of them is opened, and what each is refused for. */
class HostileMessagesTest {

    private static final String WORDS = "Meet me at noon, and bring the papers that you promised me.\r\n".repeat(10);
    private static final int SEIPD = 18;
    private static final int SED = 9;

    private static OpenPgp pgp;
    private static SecretKey four;
    private static SecretKey six;

    @BeforeAll
    static void makeKeys() {
        pgp = new OpenPgp(FixedTime.atNoon(), new SecureRandom());
        four = pgp.generate("Sam <sam@clinic.test>", Duration.ofDays(365));
        six = new OpenPgp(FixedTime.atNoon(), new SecureRandom(), KeyVersion.SIX).generate("Sam <sam@clinic.test>", Duration.ofDays(365));
    }

    @Test
    void whatIsWrittenHereIsOpenedIfNothingIsWrongWithIt() throws Exception {
        assertEquals(WORDS, opened(Hostile.sealed(to(four), literal(WORDS))));
        assertEquals(WORDS, opened(Hostile.inChunks(to(six), literal(WORDS))));
        assertEquals(WORDS, opened(Hostile.sealed(to(four), Hostile.compressed(out -> out.write(literal(WORDS))))));
        assertEquals(WORDS, opened(Hostile.anonymous(to(four), literal(WORDS))));
    }

    @Test
    void withoutProtectionItIsntReadAtAll() {
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        assertEquals(Why.BROKEN, refused(Hostile.unprotected(to(four), literal(WORDS)), clear));
        assertEquals(0, clear.size(), "nothing is written of what could be anybody's");
    }

    @Test
    void aStrippedDetectionCodeAndAnotherTagDontHelp() {
        byte[] sealed = Hostile.sealed(to(four), literal(WORDS));
        int data = Hostile.firstPacket(sealed);
        byte[] body = Hostile.body(sealed, data);
        byte[] session = Arrays.copyOf(sealed, data);
        byte[] asUnprotected = joined(session, Hostile.packet(SED, Arrays.copyOfRange(body, 1, body.length - 22)));
        assertEquals(Why.BROKEN, refused(asUnprotected));
        assertEquals(Why.BROKEN, refused(joined(session, Hostile.packet(SEIPD, Arrays.copyOf(body, body.length - 22)))));
        assertEquals(Why.BROKEN, refused(joined(session, Hostile.packet(SEIPD, Arrays.copyOf(body, body.length - 1)))));
        assertEquals(Why.BROKEN, refused(joined(session, Hostile.packet(SEIPD, Arrays.copyOf(body, 20)))));
        assertEquals(Why.BROKEN, refused(joined(session, Hostile.packet(SEIPD, new byte[] {1}))));
    }

    @Test
    void theDetectionCodeFindsEveryChange() {
        byte[] sealed = Hostile.sealed(to(four), literal(WORDS));
        int data = Hostile.firstPacket(sealed) + 3;
        for (int at = data + 1; at < sealed.length; at += 7) {
            byte[] other = sealed.clone();
            other[at] ^= 1;
            refused(other);
        }
    }

    /** EFAIL: known clear text turns a block of CFB into a gadget, and blocks are put where they say something else. */
    @Test
    void movedBlocksAndGadgetsAreNotOpened() {
        byte[] sealed = Hostile.sealed(to(four), literal(WORDS));
        int data = sealed.length - 400;
        byte[] gadget = sealed.clone();
        byte[] known = WORDS.substring(0, 16).getBytes(StandardCharsets.US_ASCII);
        byte[] wanted = "<img src=\"//x.y/".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 16; i++) {
            gadget[data + i] ^= (byte) (known[i] ^ wanted[i]);
        }
        assertEquals(Why.BROKEN, refused(gadget));
        byte[] repeated = sealed.clone();
        System.arraycopy(sealed, data, repeated, data + 32, 64);
        assertEquals(Why.BROKEN, refused(repeated));
    }

    @Test
    void chunksKeepTheirPlacesAndTheirNumber() {
        byte[] sealed = Hostile.inChunks(to(six), literal(WORDS));
        int data = Hostile.firstPacket(sealed);
        byte[] session = Arrays.copyOf(sealed, data);
        byte[] body = Hostile.body(sealed, data);
        int first = 4 + 32;
        int chunk = 64 + 16;
        byte[] swapped = body.clone();
        System.arraycopy(body, first, swapped, first + chunk, chunk);
        System.arraycopy(body, first + chunk, swapped, first, chunk);
        assertEquals(Why.BROKEN, refused(joined(session, Hostile.packet(SEIPD, swapped))));
        byte[] withoutFirst = joined(Arrays.copyOf(body, first), Arrays.copyOfRange(body, first + chunk, body.length));
        assertEquals(Why.BROKEN, refused(joined(session, Hostile.packet(SEIPD, withoutFirst))));
        byte[] cut = joined(Arrays.copyOf(body, first + 3 * chunk), Arrays.copyOfRange(body, body.length - 16, body.length));
        assertEquals(Why.BROKEN, refused(joined(session, Hostile.packet(SEIPD, cut))));
        assertEquals(Why.BROKEN, refused(joined(session, Hostile.packet(SEIPD, Arrays.copyOf(body, body.length - 16)))));
        assertEquals(Why.BROKEN, refused(joined(session, Hostile.packet(SEIPD, Arrays.copyOf(body, first + 2 * chunk)))));
        byte[] otherSalt = body.clone();
        otherSalt[10] ^= 1;
        assertEquals(Why.BROKEN, refused(joined(session, Hostile.packet(SEIPD, otherSalt))));
    }

    @Test
    void aChunkOfGibibytesIsNoReasonToReserveThem() {
        byte[] sealed = Hostile.inChunks(to(six), literal(WORDS));
        int data = Hostile.firstPacket(sealed);
        byte[] body = Hostile.body(sealed, data);
        body[3] = 24;
        assertEquals(Why.LIMIT, refused(joined(Arrays.copyOf(sealed, data), Hostile.packet(SEIPD, body))));
    }

    @Test
    void versionsArentMixed() {
        byte[] one = Hostile.sealed(to(six), literal(WORDS));
        byte[] two = Hostile.inChunks(to(six), literal(WORDS));
        byte[] mixed = joined(Arrays.copyOf(two, Hostile.firstPacket(two)), Arrays.copyOfRange(one, Hostile.firstPacket(one), one.length));
        assertEquals(Why.NO_KEY, refused(mixed));
    }

    @Test
    void aSessionKeyThatIsDamagedOpensNothing() {
        byte[] sealed = Hostile.sealed(to(four), literal(WORDS));
        sealed[Hostile.firstPacket(sealed) - 4] ^= 1;
        assertEquals(Why.BROKEN, refused(sealed));
    }

    @Test
    void aBombIsntBlownUp() {
        byte[] bomb = Hostile.sealed(to(four), Hostile.compressed(out -> {
            out.write(new byte[] {(byte) 0xcb, (byte) 255, 0x12, 0, 0, 0, 'b', 0, 0, 0, 0, 0});
            byte[] nothing = new byte[1 << 20];
            for (int i = 0; i < 0x120; i++) {
                out.write(nothing, 0, i == 0 ? nothing.length - 6 : nothing.length);
            }
        }));
        assertTrue(bomb.length < 400_000, "300 MB in " + bomb.length);
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        assertEquals(Why.LIMIT, refused(bomb, clear));
        assertTrue(clear.size() <= 100 * bomb.length, clear.size() + " octets of " + bomb.length);
    }

    @Test
    void whatBlowsUpBetweenTheLayersAndComesToNothingIsABombToo() {
        byte[] padding = Hostile.packet(21, new byte[4 << 20]);
        byte[] padded = Hostile.sealed(to(four), Hostile.compressed(out -> {
            for (int i = 0; i < 40; i++) {
                out.write(padding);
            }
            out.write(literal(WORDS));
        }));
        assertTrue(padded.length < 300_000, "160 MB in " + padded.length);
        assertEquals(Why.LIMIT, refused(padded));
        byte[] hollow = Hostile.sealed(to(four), Hostile.compressed(out -> out.write(Hostile.packet(8, emptyBlocks(6_000_000)))));
        assertTrue(hollow.length < 100_000, "30 MB in " + hollow.length);
        assertEquals(Why.LIMIT, refused(hollow));
    }

    /** A compressed packet's body (RFC 9580 §5.6) that is long and decompresses to nothing: stored blocks of no octets (RFC 1951 §3.2.4). */
    private static byte[] emptyBlocks(int count) {
        byte[] body = new byte[1 + 5 * count];
        body[0] = 1;
        for (int at = 1; at < body.length; at += 5) {
            body[at + 3] = (byte) 0xff;
            body[at + 4] = (byte) 0xff;
        }
        body[body.length - 5] = 1;
        return body;
    }

    @Test
    void whatIsLongAndPlainIsNoBomb() throws Exception {
        String text = "a".repeat(900_000);
        assertEquals(text, opened(Hostile.sealed(to(four), Hostile.compressed(out -> out.write(literal(text))))));
    }

    @ParameterizedTest
    @CsvSource({"15, true", "16, false", "400, false"})
    void packetsInsideEachOtherEndAtSixteen(int wrappings, boolean read) throws Exception {
        byte[] nested = literal(WORDS);
        for (int i = 0; i < wrappings; i++) {
            byte[] inner = nested;
            nested = Hostile.compressed(out -> out.write(inner));
        }
        byte[] sealed = Hostile.sealed(to(four), nested);
        if (read) {
            assertEquals(WORDS, opened(sealed));
        } else {
            assertEquals(Why.LIMIT, refused(sealed));
        }
    }

    @Test
    void moreThanOnePieceOfTextIsNotOneMessage() {
        assertEquals(Why.BROKEN, refused(Hostile.sealed(to(four), joined(literal(WORDS), literal("and more")))));
        byte[] two = joined(Hostile.sealed(to(four), literal(WORDS)), Hostile.sealed(to(four), literal("and more")));
        assertEquals(Why.BROKEN, refused(two));
        assertEquals(Why.MALFORMED, refused(joined(literal("before"), Hostile.sealed(to(four), literal(WORDS)))));
        assertEquals(Why.BROKEN, refused(joined(Hostile.sealed(to(four), literal(WORDS)), literal("behind"))));
        assertEquals(Why.BROKEN, refused(Hostile.sealed(to(four), Hostile.sealed(to(four), literal(WORDS)))));
        assertEquals(Why.BROKEN, refused(Hostile.sealed(to(four), new byte[0])));
    }

    @ParameterizedTest
    @ValueSource(ints = {22, 30, 39})
    void whatIsUnknownAndCriticalEndsIt(int tag) {
        byte[] unknown = Hostile.packet(tag, new byte[20]);
        assertEquals(Why.BROKEN, refused(Hostile.sealed(to(four), joined(unknown, literal(WORDS)))));
        assertEquals(Why.BROKEN, refused(Hostile.sealed(to(four), joined(literal(WORDS), unknown))));
        assertEquals(Why.MALFORMED, refused(joined(unknown, Hostile.sealed(to(four), literal(WORDS)))));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 21, 40, 55, 60, 63})
    void whatSaysNothingIsPassedOver(int tag) throws Exception {
        byte[] nothing = Hostile.packet(tag, "PGP".getBytes(StandardCharsets.US_ASCII));
        assertEquals(WORDS, opened(Hostile.sealed(to(four), joined(nothing, literal(WORDS), nothing))));
        assertEquals(WORDS, opened(joined(nothing, Hostile.sealed(to(four), literal(WORDS)))));
    }

    @Test
    void endlessPacketsAndBigOnesAreRefused() {
        byte[] many = Hostile.written(out -> {
            for (int i = 0; i < 2_100; i++) {
                out.write(Hostile.packet(10, "PGP".getBytes(StandardCharsets.US_ASCII)));
            }
        });
        assertEquals(Why.LIMIT, refused(joined(many, Hostile.sealed(to(four), literal(WORDS)))));
        assertEquals(Why.LIMIT, refused(joined(Hostile.packet(1, new byte[70_000]), Hostile.sealed(to(four), literal(WORDS)))));
        assertEquals(Why.LIMIT, refused(Hostile.sealed(to(four), joined(Hostile.packet(2, new byte[70_000]), literal(WORDS)))));
        assertEquals(Why.LIMIT, refused(new byte[] {(byte) 0xc1, (byte) 255, (byte) 255, (byte) 255, (byte) 255, (byte) 255}));
        assertEquals(Why.MALFORMED, refused(new byte[] {(byte) 0xc1, (byte) 0xfe, 3}));
    }

    @Test
    void moreThanIsReadIsNotRead() {
        OpenPgp small = new OpenPgp(FixedTime.atNoon(), new SecureRandom(), KeyVersion.FOUR, new Limits(2_000, 500, 16, 100, 100, 10_000));
        byte[] sealed = Hostile.sealed(to(four), literal(WORDS));
        assertEquals(Why.LIMIT, assertThrows(NotOpened.class,
                () -> small.decrypt(Hostile.in(sealed), OutputStream.nullOutputStream(), List.of(four), List.of())).why());
        byte[] bigger = Hostile.sealed(to(four), literal(WORDS.repeat(10)));
        assertEquals(Why.LIMIT, assertThrows(NotOpened.class,
                () -> small.decrypt(Hostile.in(bigger), OutputStream.nullOutputStream(), List.of(four), List.of())).why());
    }

    @ParameterizedTest
    @ValueSource(ints = {SymmetricKeyAlgorithmTags.TRIPLE_DES, SymmetricKeyAlgorithmTags.CAST5, SymmetricKeyAlgorithmTags.IDEA,
        SymmetricKeyAlgorithmTags.BLOWFISH, SymmetricKeyAlgorithmTags.TWOFISH, SymmetricKeyAlgorithmTags.CAMELLIA_128})
    void oldCiphersAreStillRead(int cipher) throws Exception {
        assertEquals(WORDS, opened(Hostile.withCipher(to(four), literal(WORDS), cipher)));
    }

    @Test
    void aSignatureThatWasAnnouncedAndTakenAwayIsMissed() throws Exception {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        pgp.encrypt(Hostile.in(WORDS.getBytes(StandardCharsets.UTF_8)), signed, List.of(to(four)), Optional.of(four));
        assertEquals(Standing.GOOD, open(signed.toByteArray(), new ByteArrayOutputStream()).signatures().get(0).standing());
        byte[] onePass = Hostile.packet(4, new byte[] {3, 0, 10, 22, 1, 2, 3, 4, 5, 6, 7, 8, 1});
        assertEquals(Why.BROKEN, refused(Hostile.sealed(to(four), joined(onePass, literal(WORDS)))));
    }

    @Test
    void somebodysBrokenStreamIsNotTheMessagesFault() {
        byte[] sealed = Hostile.sealed(to(four), literal(WORDS));
        InputStream failing = new InputStream() {
            private int at;

            @Override
            public int read() throws IOException {
                if (at == sealed.length - 50) {
                    throw new IOException("the disk is gone");
                }
                return sealed[at++] & 0xff;
            }
        };
        assertEquals("the disk is gone", assertThrows(IOException.class,
                () -> pgp.decrypt(failing, new ByteArrayOutputStream(), List.of(four), List.of())).getMessage());
    }

    @Test
    void whatIsRefusedIsntQuoted() {
        NotOpened refused = assertThrows(NotOpened.class,
                () -> open(Hostile.unprotected(to(four), literal(WORDS)), new ByteArrayOutputStream()));
        assertFalse(refused.getMessage().contains("noon"), refused.getMessage());
        assertArrayEquals(new Throwable[0], refused.getSuppressed());
    }

    private static Certificate to(SecretKey key) {
        return pgp.certificate(key);
    }

    private static Opened open(byte[] sealed, OutputStream clear) throws IOException, NotOpened {
        return pgp.decrypt(Hostile.in(sealed), clear, List.of(four, six), List.of(to(four)));
    }

    private static String opened(byte[] sealed) throws IOException, NotOpened {
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        open(sealed, clear);
        return clear.toString(StandardCharsets.UTF_8);
    }

    private static Why refused(byte[] sealed) {
        return refused(sealed, new ByteArrayOutputStream());
    }

    private static Why refused(byte[] sealed, OutputStream clear) {
        return assertThrows(NotOpened.class, () -> open(sealed, clear)).why();
    }
}
