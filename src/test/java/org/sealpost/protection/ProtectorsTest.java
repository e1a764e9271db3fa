package org.sealpost.protection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Reason;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.EndToEnd;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.Opened;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound;
import org.sealpost.endtoend.Standard;
import org.sealpost.mail.Address;
import org.sealpost.mail.RawMessage;
import org.sealpost.mail.ReversePath;
import org.sealpost.mime.SplitEntity;
import org.sealpost.openpgp.Autocrypt;
import org.sealpost.openpgp.OpenPgp;
import org.sealpost.openpgp.PgpMime;
import org.sealpost.smime.Smime;
import org.sealpost.smime.SmimeEntities;
import org.sealpost.smime.SmimeRecipient.Reads;
import org.sealpost.testing.FixedTime;

/** Sam writes to Vos, who has a key, and blindly to Eve, who has another one. Both standards keep the same promises. */
class ProtectorsTest {

    private static final Address SAM = Address.of("sam@clinic.test");
    private static final Address VOS = Address.of("vos@peer.test");
    private static final Address EVE = Address.of("eve@peer.test");
    private static final Duration LIFE = Duration.ofDays(30);
    private static final String LETTER = "Received: from desk by clinic.test; Mon, 23 Nov 2026 11:59:59 +0000\r\n"
            + "Date: Mon, 23 Nov 2026 12:00:00 +0000\r\nFrom: Sam Berg <sam@clinic.test>\r\nTo: Vos <vos@peer.test>\r\n"
            + "Bcc: eve@peer.test\r\nSubject: canary-subject\r\nThread-Topic: canary-topic\r\nX-Program: canary-program\r\nMessage-ID: <1@clinic.test>\r\n"
            + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\ncanary-body\r\n"
            + "--b\r\nContent-Type: text/plain; name=canary-file.txt\r\n\r\ncanary-attachment\r\n--b--\r\n";
    private static final List<String> CANARIES = List.of("canary", "eve@peer.test");

    private final FixedTime clock = FixedTime.atNoon();
    private final SecureRandom random = new SecureRandom();
    private final OpenPgp pgp = new OpenPgp(clock, random);
    private final Smime smime = new Smime(clock, random);
    private final Map<String, SecretKey> theirs = new HashMap<>();
    private final Map<Standard, SecretKey> sams = new HashMap<>();
    private Reads reads = Reads.WHAT_ALL_DO;

    @ParameterizedTest
    @EnumSource(Standard.class)
    void outsideStandsNothingOfTheContentAndInsideEverything(Standard standard) throws Exception {
        SecretKey key = generated(standard, VOS);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        ProtectedMessage made = protector(standard).protect(original(VOS), copy);
        assertEquals(new ProtectedMessage(ReversePath.of(SAM), false, Reason.of("protected." + word(standard), fingerprint(standard, VOS))), made);
        String sealed = copy.toString(ISO_8859_1);
        for (String canary : CANARIES) {
            assertFalse(sealed.contains(canary), canary);
        }
        assertTrue(sealed.contains("Subject: [...]\r\n") && sealed.contains("To: Vos <vos@peer.test>\r\n"), sealed);
        String clear = opened(standard, copy, key, List.of()).clear();
        for (String inside : List.of("Subject: canary-subject\r\n", "Thread-Topic: canary-topic", "canary-body", "name=canary-file.txt", "canary-attachment")) {
            assertTrue(clear.contains(inside), clear);
        }
        assertFalse(clear.contains("eve@peer.test") || clear.contains("Received:"), clear);
    }

    @ParameterizedTest
    @EnumSource(Standard.class)
    void eachCopyOpensWithItsRecipientsKeyAndNoOther(Standard standard) throws Exception {
        SecretKey vos = generated(standard, VOS);
        SecretKey eve = generated(standard, EVE);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        ProtectedMessage made = protector(standard).protect(original(EVE), copy);
        assertEquals(List.of(fingerprint(standard, EVE)), made.how().values());
        assertTrue(opened(standard, copy, eve, List.of()).clear().contains("canary-body"));
        NotOpened refused = assertThrows(NotOpened.class, () -> opened(standard, copy, vos, List.of()));
        assertEquals(NotOpened.Why.NO_KEY, refused.why());
    }

    @ParameterizedTest
    @EnumSource(Reads.class)
    void smimeIsWrittenAsTheRecipientSaidThatTheyReadIt(Reads said) throws Exception {
        reads = said;
        SecretKey vos = generated(Standard.SMIME, VOS);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        protector(Standard.SMIME).protect(original(VOS), copy);
        String type = said == Reads.WHAT_ALL_DO ? "smime-type=enveloped-data" : "smime-type=authEnveloped-data";
        assertTrue(copy.toString(ISO_8859_1).contains(type), copy.toString(ISO_8859_1));
        assertTrue(opened(Standard.SMIME, copy, vos, List.of()).clear().contains("canary-body"));
    }

    @ParameterizedTest
    @EnumSource(Standard.class)
    void whoHasAKeySigns(Standard standard) throws Exception {
        SecretKey vos = generated(standard, VOS);
        SecretKey sam = verbs(standard).generate("Sam <sam@clinic.test>", LIFE);
        sams.put(standard, sam);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        ProtectedMessage made = protector(standard).protect(original(VOS), copy);
        assertEquals("protected." + word(standard) + ".signed", made.how().code());
        assertEquals(2, made.how().values().size());
        Read read = opened(standard, copy, vos, List.of(verbs(standard).certificate(sam)));
        assertEquals(SignatureFound.Standing.GOOD, read.opened().signatures().get(0).standing());
        assertEquals(read.opened().signatures().get(0).fingerprint().toUpperCase(), made.how().values().get(1));
    }

    @ParameterizedTest
    @EnumSource(Standard.class)
    void aKeyOfTheirOwnThatEndedCostsTheSignatureAndNotTheMessage(Standard standard) throws Exception {
        sams.put(standard, verbs(standard).generate("Sam <sam@clinic.test>", Duration.ofHours(1)));
        clock.pass(Duration.ofHours(2));
        SecretKey vos = generated(standard, VOS);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        ProtectedMessage made = protector(standard).protect(original(VOS), copy);
        assertEquals("protected." + word(standard), made.how().code());
        assertEquals(List.of(), opened(standard, copy, vos, List.of()).opened().signatures());
    }

    @ParameterizedTest
    @EnumSource(Standard.class)
    void nothingIsWrittenToAKeyThatEndedOrIsGone(Standard standard) {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        CannotProtect none = assertThrows(CannotProtect.class, () -> protector(standard).protect(original(VOS), copy));
        assertEquals("key.none", none.why().code());
        generated(standard, VOS);
        clock.pass(Duration.ofDays(31));
        CannotProtect ended = assertThrows(CannotProtect.class, () -> protector(standard).protect(original(VOS), copy));
        assertEquals(Reason.of("key." + word(standard) + ".expired", fingerprint(standard, VOS)), ended.why());
        assertEquals(0, copy.size());
    }

    @Test
    void theAuthorsCertificateGoesAlongSoThatTheAnswerCanBeEncrypted() throws Exception {
        SecretKey vos = generated(Standard.OPENPGP, VOS);
        sams.put(Standard.OPENPGP, pgp.generate("Sam <sam@clinic.test>", LIFE));
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        protector(Standard.OPENPGP).protect(original(VOS), copy);
        SplitEntity outside = SplitEntity.of(new ByteArrayInputStream(copy.toByteArray()));
        assertEquals(SAM, Autocrypt.of(outside.header()).orElseThrow().address());
        String inside = opened(Standard.OPENPGP, copy, vos, List.of()).clear();
        assertEquals(SAM, Autocrypt.of(SplitEntity.of(new ByteArrayInputStream(inside.getBytes(ISO_8859_1))).header()).orElseThrow().address());
    }

    /** What is written is never far behind what is read. */
    @ParameterizedTest
    @EnumSource(Standard.class)
    void aMessageOfTwentyFiveMegabytesIsNeverHeldBack(Standard standard) throws Exception {
        generated(standard, VOS);
        sams.put(standard, verbs(standard).generate("Sam <sam@clinic.test>", LIFE));
        long[] read = new long[1];
        long[] written = new long[1];
        long[] most = new long[1];
        RawMessage large = new RawMessage() {
            @Override
            public long size() {
                return 25_000_000;
            }

            @Override
            public InputStream open() {
                return new java.io.SequenceInputStream(new ByteArrayInputStream("From: sam@clinic.test\r\n\r\n".getBytes(ISO_8859_1)), new InputStream() {
                    @Override
                    public int read() {
                        return read[0]++ < 25_000_000 ? 'a' + random.nextInt(26) : -1;
                    }

                    @Override
                    public int read(byte[] octets, int from, int count) {
                        if (read[0] >= 25_000_000) {
                            return -1;
                        }
                        random.nextBytes(octets);
                        read[0] += count;
                        most[0] = Math.max(most[0], read[0] - written[0]);
                        return count;
                    }
                });
            }
        };
        protector(standard).protect(original(VOS, large), new OutputStream() {
            @Override
            public void write(int octet) {
                written[0]++;
            }

            @Override
            public void write(byte[] octets, int from, int count) {
                written[0] += count;
            }
        });
        assertTrue(written[0] > 25_000_000, "all of it");
        assertTrue(most[0] < 2_000_000, most[0] + " octets held back");
    }

    private record Read(Opened opened, String clear) { }

    private Read opened(Standard standard, ByteArrayOutputStream copy, SecretKey key, List<Certificate> signers) throws IOException, NotOpened {
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        Opened opened = standard == Standard.OPENPGP
                ? new PgpMime(pgp, random).decrypt(RawMessage.of(copy.toByteArray()), clear, List.of(key), signers)
                : new SmimeEntities(smime, random).open(new ByteArrayInputStream(copy.toByteArray()), clear, List.of(key), signers).opened();
        return new Read(opened, clear.toString(ISO_8859_1));
    }

    private SecretKey generated(Standard standard, Address whose) {
        SecretKey key = verbs(standard).generate("Somebody <" + whose + ">", LIFE);
        theirs.put(standard + " " + whose, key);
        return key;
    }

    private EndToEnd verbs(Standard standard) {
        return standard == Standard.OPENPGP ? pgp : smime;
    }

    private Protector protector(Standard standard) {
        Keys keys = new Keys() {
            @Override
            public Recipients of(long accountId, Address recipient, Standard which) throws CannotProtect {
                SecretKey key = theirs.get(which + " " + recipient);
                if (key == null) {
                    throw new CannotProtect(Reason.of("key.none"));
                }
                return new Recipients(fingerprint(which, recipient), verbs(which).certificate(key), reads);
            }

            @Override
            public Optional<SecretKey> signing(long accountId, Address author, Standard which) {
                return author.equals(SAM) ? Optional.ofNullable(sams.get(which)) : Optional.empty();
            }
        };
        Protector made = standard == Standard.OPENPGP ? new OpenPgpProtector(keys, clock, random) : new SmimeProtector(keys, clock, random);
        assertEquals(Protection.valueOf(standard.name()), made.protection());
        return made;
    }

    private static String fingerprint(Standard standard, Address whose) {
        return "THE " + standard + " KEY OF " + whose;
    }

    private static Original original(Address recipient) {
        return original(recipient, RawMessage.of(LETTER.getBytes(ISO_8859_1)));
    }

    private static Original original(Address recipient, RawMessage message) {
        PickupTerms terms = new PickupTerms(IdentityCheck.CODE, Optional.empty(), Optional.empty(), 30);
        return new Original(1, 2, new UUID(0, 1), 3, message, ReversePath.of(SAM), SAM, "Sam Berg", recipient, terms, Reason.of("road.none"));
    }

    private static String word(Standard standard) {
        return standard.name().toLowerCase(java.util.Locale.ROOT);
    }
}
