package org.sealpost.endtoend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.testing.FixedTime;

/**
 * What everybody keeps who implements the verbs. It runs on two implementations, ours and a real program, in all four combinations: what
 * one writes, the other (or itself) reads, with keys that each made for itself.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class EndToEndContract {

    private static final byte[] CLEAR = ("Content-Type: text/plain; charset=utf-8\r\n\r\nThe result is negative. Grüße!\r\n"
            + "From here on nothing matters. \r\n\r\n".repeat(40)).getBytes(StandardCharsets.UTF_8);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final int BIG = 25_000_000;

    private final FixedTime clock = FixedTime.atNoon();
    private Side ours;
    private Side peer;

    /** Somebody with an implementation and a key that it made. */
    protected record Side(EndToEnd verbs, SecretKey key, Certificate certificate) { }

    protected abstract EndToEnd ours(InstantSource clock);

    /** The real program. */
    protected abstract EndToEnd peer(InstantSource clock);

    @BeforeAll
    void makeKeys() {
        ours = side(ours(clock), "Sam Berg <sam@clinic.test>");
        peer = side(peer(clock), "Zoë Vos <vos@peer.test>");
    }

    private static Side side(EndToEnd verbs, String person) {
        SecretKey key = verbs.generate(person, YEAR);
        return new Side(verbs, key, verbs.certificate(key));
    }

    Stream<Arguments> pairs() {
        return Stream.of(Named.of("ours", ours), Named.of("peer", peer))
                .flatMap(writer -> Stream.of(Named.of("ours", ours), Named.of("peer", peer)).map(reader -> Arguments.of(writer, reader)));
    }

    Stream<Arguments> sides() {
        return Stream.of(Arguments.of(Named.of("ours", ours)), Arguments.of(Named.of("peer", peer)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void whatIsEncryptedToSomebodyTheyOpen(Side writer, Side reader) throws Exception {
        byte[] sealed = sealed(writer, CLEAR, List.of(reader.certificate()), Optional.empty());
        assertFalse(new String(sealed, StandardCharsets.ISO_8859_1).contains("result is negative"), "what travels shows nothing");
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        Opened opened = reader.verbs().decrypt(in(sealed), clear, List.of(reader.key()), List.of());
        assertArrayEquals(CLEAR, clear.toByteArray());
        assertEquals(List.of(), opened.signatures());
        assertNotEquals("", opened.cipher());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void evenNothingIsEncrypted(Side writer, Side reader) throws Exception {
        byte[] sealed = sealed(writer, new byte[0], List.of(reader.certificate()), Optional.of(writer.key()));
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        reader.verbs().decrypt(in(sealed), clear, List.of(reader.key()), List.of(writer.certificate()));
        assertEquals(0, clear.size());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aSignatureInsideSaysWhoMadeIt(Side writer, Side reader) throws Exception {
        byte[] sealed = sealed(writer, CLEAR, List.of(reader.certificate()), Optional.of(writer.key()));
        Opened opened = reader.verbs().decrypt(in(sealed), new ByteArrayOutputStream(), List.of(reader.key()),
                List.of(reader.certificate(), writer.certificate()));
        SignatureFound found = only(opened.signatures());
        assertEquals(Standing.GOOD, found.standing());
        byte[] apart = writer.verbs().sign(in(CLEAR), writer.key());
        assertEquals(only(writer.verbs().verify(in(CLEAR), apart, List.of(writer.certificate()))).fingerprint(), found.fingerprint(),
                "both call the signer by one name");
        assertEquals(Duration.ZERO, Duration.between(signsAt(writer.verbs()), found.made().orElseThrow())
                .truncatedTo(ChronoUnit.MINUTES));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aSignatureOfSomebodyUnknownProvesNothing(Side writer, Side reader) throws Exception {
        Side other = side(writer.verbs(), "Eve <vos@peer.test>");
        byte[] sealed = sealed(writer, CLEAR, List.of(reader.certificate()), Optional.of(other.key()));
        Opened opened = reader.verbs().decrypt(in(sealed), new ByteArrayOutputStream(), List.of(reader.key()), List.of(writer.certificate()));
        assertEquals(Standing.UNKNOWN_SIGNER, only(opened.signatures()).standing());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void allRecipientsOpenItAndNobodyElse(Side writer, Side reader) throws Exception {
        Side other = side(reader.verbs(), "Eve <eve@elsewhere.test>");
        byte[] sealed = sealed(writer, CLEAR, List.of(writer.certificate(), reader.certificate()), Optional.empty());
        for (Side recipient : List.of(writer, reader)) {
            ByteArrayOutputStream clear = new ByteArrayOutputStream();
            recipient.verbs().decrypt(in(sealed), clear, List.of(other.key(), recipient.key()), List.of());
            assertArrayEquals(CLEAR, clear.toByteArray());
        }
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        NotOpened refused = assertThrows(NotOpened.class, () -> reader.verbs().decrypt(in(sealed), clear, List.of(other.key()), List.of()));
        assertEquals(NotOpened.Why.NO_KEY, refused.why());
        assertEquals(0, clear.size());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void whatWasChangedOrCutOnTheWayIsNotOpened(Side writer, Side reader) throws Exception {
        byte[] sealed = sealed(writer, CLEAR, List.of(reader.certificate()), Optional.of(writer.key()));
        for (int from : changed(sealed)) {
            byte[] other = sealed.clone();
            other[from] ^= 0x10;
            assertThrows(NotOpened.class, () -> open(reader, other), "an octet changed at " + from + " of " + sealed.length);
        }
        for (int length : List.of(0, sealed.length / 2, sealed.length - 1)) {
            assertThrows(NotOpened.class, () -> open(reader, Arrays.copyOf(sealed, length)), "cut to " + length + " of " + sealed.length);
        }
    }

    /** What time it is for somebody who signs; not every program can be told. */
    protected Instant signsAt(EndToEnd writer) {
        return FixedTime.NOON;
    }

    /** Where an octet is changed; a standard that can't notice everything says here what it does notice. */
    protected int[] changed(byte[] sealed) {
        return new int[] {sealed.length / 2, sealed.length - 30, sealed.length - 1};
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void whatIsNoMessageIsNotOpened(Side writer, Side reader) {
        assertThrows(NotOpened.class, () -> open(reader, CLEAR));
        assertThrows(NotOpened.class, () -> open(reader, writer.certificate().octets()));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aSignatureApartHoldsForItsOctetsOnly(Side writer, Side reader) throws Exception {
        byte[] signature = writer.verbs().sign(in(CLEAR), writer.key());
        List<Certificate> known = List.of(reader.certificate(), writer.certificate());
        assertEquals(Standing.GOOD, only(reader.verbs().verify(in(CLEAR), signature, known)).standing());
        byte[] others = CLEAR.clone();
        others[CLEAR.length / 2] ^= 1;
        assertEquals(Standing.BAD, only(reader.verbs().verify(in(others), signature, known)).standing());
        assertEquals(Standing.BAD, only(reader.verbs().verify(in(new byte[0]), signature, known)).standing());
        Side other = side(reader.verbs(), "Eve <eve@elsewhere.test>");
        assertEquals(Standing.UNKNOWN_SIGNER,
                only(reader.verbs().verify(in(CLEAR), signature, List.of(other.certificate()))).standing());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void toAnExpiredKeyNothingIsWritten(Side writer, Side reader) throws Exception {
        SecretKey shortLived = reader.verbs().generate("Mayfly <may@peer.test>", Duration.ofDays(2));
        Certificate certificate = reader.verbs().certificate(shortLived);
        Side later = new Side(writer == ours ? ours(laterBy(3)) : peer(laterBy(3)), writer.key(), writer.certificate());
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        UnfitKey unfit = assertThrows(UnfitKey.class,
                () -> later.verbs().encrypt(in(CLEAR), sealed, List.of(writer.certificate(), certificate), Optional.empty()));
        assertEquals(UnfitKey.Why.EXPIRED, unfit.why());
        assertEquals(0, sealed.size());
        sealed(writer, CLEAR, List.of(certificate), Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("sides")
    void aCertificateOpensNothing(Side side) throws Exception {
        byte[] sealed = sealed(side, CLEAR, List.of(side.certificate()), Optional.empty());
        assertFalse(Arrays.equals(side.key().octets(), side.certificate().octets()));
        assertThrows(NotOpened.class, () -> side.verbs().decrypt(in(sealed), new ByteArrayOutputStream(),
                List.of(new SecretKey(side.certificate().octets())), List.of()));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aBigMessageIsCarried(Side writer, Side reader) throws Exception {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream(BIG + 100_000);
        writer.verbs().encrypt(new Pattern(BIG), sealed, List.of(reader.certificate()), Optional.of(writer.key()));
        DigestOutputStream clear = new DigestOutputStream(OutputStream.nullOutputStream(), sha256());
        Opened opened = reader.verbs().decrypt(in(sealed.toByteArray()), clear, List.of(reader.key()), List.of(writer.certificate()));
        assertEquals(Standing.GOOD, only(opened.signatures()).standing());
        DigestOutputStream wanted = new DigestOutputStream(OutputStream.nullOutputStream(), sha256());
        new Pattern(BIG).transferTo(wanted);
        assertArrayEquals(wanted.getMessageDigest().digest(), clear.getMessageDigest().digest());
    }

    /** Octets that nothing compresses much, without holding them. */
    private static final class Pattern extends InputStream {

        private final int size;
        private int at;
        private int state = 1;

        Pattern(int size) {
            this.size = size;
        }

        @Override
        public int read() {
            if (at == size) {
                return -1;
            }
            at++;
            state = state * 1_103_515_245 + 12_345;
            return state >>> 16 & 0xff;
        }
    }

    private static InstantSource laterBy(int days) {
        FixedTime later = FixedTime.atNoon();
        later.pass(Duration.ofDays(days));
        return later;
    }

    private static void open(Side reader, byte[] sealed) throws IOException, NotOpened {
        reader.verbs().decrypt(in(sealed), new ByteArrayOutputStream(), List.of(reader.key()), List.of());
    }

    private static byte[] sealed(Side writer, byte[] clear, List<Certificate> recipients, Optional<SecretKey> signer) throws IOException, UnfitKey {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        writer.verbs().encrypt(in(clear), sealed, recipients, signer);
        return sealed.toByteArray();
    }

    private static InputStream in(byte[] octets) {
        return new ByteArrayInputStream(octets);
    }

    private static SignatureFound only(List<SignatureFound> signatures) {
        assertEquals(1, signatures.size(), signatures.toString());
        return signatures.get(0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
