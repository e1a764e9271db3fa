package org.sealpost.smime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.AuthEnvelopedData;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.EnvelopedData;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSCompressedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.jcajce.ZlibCompressor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.NotOpened.Why;
import org.sealpost.endtoend.Opened;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.smime.SmimeRecipient.Reads;
import org.sealpost.testing.FixedTime;

/** Messages of those who want something to be shown that isn't proven, or a server to be busy. */
class SmimeHostileTest {

    private static final String CLEAR = "Content-Type: text/plain\r\n\r\nMeet me at the clinic at noon, alone.\r\n";

    private final Smime smime = new Smime(FixedTime.atNoon(), Correspondents.RANDOM);
    private final SmimeEntities entities = new SmimeEntities(smime, Correspondents.RANDOM);
    private final SecretKey vos = smime.generate("Vos <vos@peer.test>", Duration.ofDays(30), KeyKind.RSA_2048);
    private final SecretKey sam = smime.generate("Sam Berg <sam@clinic.test>", Duration.ofDays(30));

    @Test
    void changedCbcIsNeverCalledAuthenticated() throws Exception {
        EnvelopedData data = enveloped(sealed(CLEAR.getBytes(UTF_8), Reads.WHAT_ALL_DO, Optional.empty()));
        EncryptedContentInfo content = data.getEncryptedContentInfo();
        byte[] iv = DEROctetString.getInstance(content.getContentEncryptionAlgorithm().getParameters()).getOctets();
        byte[] want = "Content-Type: te".getBytes(UTF_8);
        byte[] gadget = "<img src=//e.ex/".getBytes(UTF_8);
        for (int i = 0; i < iv.length; i++) {
            iv[i] ^= (byte) (want[i] ^ gadget[i]);
        }
        byte[] forged = enveloped(data, new EncryptedContentInfo(content.getContentType(),
                new AlgorithmIdentifier(CMSAlgorithm.AES256_CBC, new DEROctetString(iv)), content.getEncryptedContent()));
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        Opened opened = smime.decrypt(in(forged), clear, List.of(vos), List.of(smime.certificate(sam)));
        assertTrue(clear.toString(UTF_8).startsWith("<img src=//e.ex/"), "the cipher lets this happen");
        assertFalse(opened.authenticated(), "and nobody is told otherwise");
        assertEquals(List.of(), opened.signatures());
    }

    /** A right padding, a right length and a right cipher are answered alike, so nobody learns which of them failed (RFC 3218 §2.3.2). */
    @Test
    void whyAWrappedKeyIsWrongIsNotTold() throws Exception {
        EnvelopedData data = enveloped(sealed(CLEAR.getBytes(UTF_8), Reads.WHAT_ALL_DO, Optional.empty()));
        KeyTransRecipientInfo one = KeyTransRecipientInfo.getInstance(RecipientInfo.getInstance(data.getRecipientInfos().getObjectAt(0)).getInfo());
        assertEquals(PKCSObjectIdentifiers.rsaEncryption, one.getKeyEncryptionAlgorithm().getAlgorithm());
        byte[] unpadded = one.getEncryptedKey().getOctets().clone();
        unpadded[unpadded.length - 1] ^= 1;
        Set<String> answers = new HashSet<>();
        for (byte[] wrapped : List.of(unpadded, wrapped(new byte[32]), wrapped(new byte[5]), wrapped(new byte[0]), new byte[256], new byte[7])) {
            KeyTransRecipientInfo wrong = new KeyTransRecipientInfo(one.getRecipientIdentifier(), one.getKeyEncryptionAlgorithm(),
                    new DEROctetString(wrapped));
            byte[] forged = new ContentInfo(CMSObjectIdentifiers.envelopedData, new EnvelopedData(data.getOriginatorInfo(),
                    new DERSet(new RecipientInfo(wrong)), data.getEncryptedContentInfo(), (ASN1Set) null)).getEncoded();
            ByteArrayOutputStream clear = new ByteArrayOutputStream();
            try {
                // one random key in 256 happens to leave a good padding behind
                assertFalse(smime.decrypt(in(forged), clear, List.of(vos), List.of()).authenticated());
            } catch (NotOpened e) {
                answers.add(e.why() + " " + e.getMessage() + " " + e.getCause());
            }
            assertFalse(clear.toString(UTF_8).contains("clinic"));
        }
        assertEquals(1, answers.size(), answers.toString());
        assertTrue(answers.iterator().next().startsWith("BROKEN "), answers.toString());
    }

    private byte[] wrapped(byte[] key) throws Exception {
        Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        rsa.init(Cipher.ENCRYPT_MODE, CertificateFactory.getInstance("X.509")
                .generateCertificate(in(smime.certificate(vos).octets())).getPublicKey());
        return rsa.doFinal(key);
    }

    @Test
    void onlyAGoodSignatureMakesCbcAuthenticated() throws Exception {
        byte[] signed = sealed(CLEAR.getBytes(UTF_8), Reads.WHAT_ALL_DO, Optional.of(sam));
        assertTrue(smime.decrypt(in(signed), new ByteArrayOutputStream(), List.of(vos), List.of(smime.certificate(sam))).authenticated());
        Opened unknown = smime.decrypt(in(signed), new ByteArrayOutputStream(), List.of(vos), List.of(smime.certificate(vos)));
        assertEquals(Standing.UNKNOWN_SIGNER, unknown.signatures().get(0).standing());
        assertFalse(unknown.authenticated(), "anybody can sign what they made up");
    }

    @Test
    void gcmIsAuthenticatedByItself() throws Exception {
        SmimeOpened opened = smime.open(in(sealed(CLEAR.getBytes(UTF_8), Reads.RFC_8551, Optional.empty())), new ByteArrayOutputStream(), List.of(vos), List.of());
        assertEquals("AES-256 GCM", opened.cipher());
        assertTrue(opened.opened().authenticated());
    }

    @Test
    void everyOctetOfGcmThatIsChangedIsNoticed() throws Exception {
        byte[] sealed = sealed(CLEAR.getBytes(UTF_8), Reads.RFC_8551, Optional.empty());
        AuthEnvelopedData data = AuthEnvelopedData.getInstance(ContentInfo.getInstance(sealed).getContent());
        byte[] mac = data.getMac().getOctets();
        for (int length : List.of(0, 4, 11, 12, 15)) {
            byte[] cut = auth(data, data.getAuthEncryptedContentInfo(), Arrays.copyOf(mac, length), null);
            assertNothing(cut, Why.BROKEN, "a tag of " + length);
        }
        byte[] content = data.getAuthEncryptedContentInfo().getEncryptedContent().getOctets();
        for (int i = 0; i < content.length; i++) {
            byte[] other = content.clone();
            other[i] ^= 1;
            assertNothing(auth(data, new EncryptedContentInfo(CMSObjectIdentifiers.data,
                    data.getAuthEncryptedContentInfo().getContentEncryptionAlgorithm(), new DEROctetString(other)), mac, null), Why.BROKEN, "octet " + i);
        }
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(new org.bouncycastle.asn1.cms.Attribute(new ASN1ObjectIdentifier("1.2.3"), new DERSet()));
        assertNothing(auth(data, data.getAuthEncryptedContentInfo(), mac, new DERSet(attributes)), Why.BROKEN, "an attribute that wasn't there");
    }

    @Test
    void gcmWithoutItsTagIsNotReadAsEnvelopedData() throws Exception {
        AuthEnvelopedData data = AuthEnvelopedData.getInstance(
                ContentInfo.getInstance(sealed(CLEAR.getBytes(UTF_8), Reads.RFC_8551, Optional.empty())).getContent());
        EnvelopedData untagged = new EnvelopedData(null, data.getRecipientInfos(), data.getAuthEncryptedContentInfo(), (ASN1Set) null);
        assertNothing(new ContentInfo(CMSObjectIdentifiers.envelopedData, untagged).getEncoded(), Why.BROKEN, "GCM relabelled");
        EncryptedContentInfo content = data.getAuthEncryptedContentInfo();
        byte[] whole = Arrays.copyOf(content.getEncryptedContent().getOctets(), 48);
        byte[] downgraded = enveloped(untagged, new EncryptedContentInfo(content.getContentType(),
                new AlgorithmIdentifier(CMSAlgorithm.AES256_CBC, new DEROctetString(new byte[16])), new DEROctetString(whole)));
        try {
            assertFalse(smime.decrypt(in(downgraded), new ByteArrayOutputStream(), List.of(vos), List.of()).authenticated());
        } catch (NotOpened e) {
            assertEquals(Why.BROKEN, e.why(), "one time in 256 the padding is right by chance");
        }
    }

    @ParameterizedTest
    @EnumSource(Reads.class)
    void wrongPaddingOfTheKeyAnswersLikeWrongContent(Reads reads) throws Exception {
        byte[] sealed = sealed(CLEAR.getBytes(UTF_8), reads, Optional.empty());
        byte[] wrongKey = changedAround(sealed, 0.15);
        String wrongContent = refused(truncatedContent(sealed)).getMessage();
        Set<String> answers = new HashSet<>();
        // Another key each time, so that one time in 256 the padding of CBC is right by chance.
        for (int i = 0; i < 8; i++) {
            ByteArrayOutputStream clear = new ByteArrayOutputStream();
            try {
                assertFalse(smime.decrypt(in(wrongKey), clear, List.of(vos), List.of()).authenticated());
                assertNotEquals(CLEAR, clear.toString(UTF_8));
            } catch (NotOpened e) {
                answers.add(e.getMessage());
            }
        }
        assertEquals(1, answers.size(), answers.toString());
        if (reads == Reads.WHAT_ALL_DO) {
            assertEquals(Set.of(wrongContent), answers, "who guesses learns nothing (RFC 3218)");
        }
    }

    @Test
    void aSignatureInsideAPartIsNoneOfTheMessage() throws Exception {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        entities.writeSigned(in(CLEAR.getBytes(UTF_8)), part, sam);
        String mixed = "Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n\r\nPay to this account instead.\r\n--m\r\n" + part.toString(UTF_8)
                + "\r\n--m--\r\n";
        for (Reads reads : Reads.values()) {
            ByteArrayOutputStream clear = new ByteArrayOutputStream();
            Opened opened = smime.decrypt(in(sealed(mixed.getBytes(UTF_8), reads, Optional.empty())), clear, List.of(vos), List.of(smime.certificate(sam)));
            assertEquals(List.of(), opened.signatures());
            assertEquals(reads != Reads.WHAT_ALL_DO, opened.authenticated());
            assertEquals(mixed, clear.toString(UTF_8));
        }
        assertThrows(NotOpened.class, () -> entities.verify(in(mixed.getBytes(UTF_8)), new ByteArrayOutputStream(), List.of(smime.certificate(sam))));
    }

    @Test
    void whoSignedCanBeComparedWithTheAuthor() throws Exception {
        byte[] sealed = sealed(CLEAR.getBytes(UTF_8), Reads.RFC_8551, Optional.of(sam));
        SmimeSignature one = smime.open(in(sealed), new ByteArrayOutputStream(), List.of(vos), List.of()).signatures().get(0);
        assertEquals(Standing.UNKNOWN_SIGNER, one.found().standing());
        assertEquals(Standing.GOOD, one.ifBelieved().standing());
        assertEquals("[sam@clinic.test]", one.signer().orElseThrow().addresses().toString());
        assertEquals(Reads.RFC_8551, one.reads(), "what we say of ourselves");
    }

    @Test
    void compressedDataIsNeverBlownUp() throws Exception {
        byte[] bomb = new CMSCompressedDataGenerator().generate(new CMSProcessableByteArray(new byte[10_000_000]), new ZlibCompressor()).getEncoded();
        assertTrue(bomb.length < 20_000);
        assertNothing(bomb, Why.MALFORMED, "CompressedData");
        String entity = "Content-Type: application/pkcs7-mime; smime-type=compressed-data\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(bomb) + "\r\n";
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        smime.decrypt(in(sealed(entity.getBytes(UTF_8), Reads.RFC_8551, Optional.empty())), clear, List.of(vos), List.of());
        assertArrayEquals(entity.getBytes(UTF_8), clear.toByteArray(), "inside it stays what it is");
    }

    @Test
    void moreContentThanIsReadIsRefused() throws Exception {
        Smime small = new Smime(FixedTime.atNoon(), Correspondents.RANDOM, AlgorithmPolicy.usual(), new Limits(100_000, 50_000, 16));
        byte[] sealed = sealed(new byte[150_000], Reads.RFC_8551, Optional.of(sam));
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        assertEquals(Why.LIMIT, assertThrows(NotOpened.class, () -> small.decrypt(in(sealed), clear, List.of(vos), List.of())).why());
        assertTrue(clear.size() <= 100_000);
    }

    @Test
    void hugeNumbersOfRecipientsAndNestingBombsAreRefused() throws Exception {
        EnvelopedData data = enveloped(sealed(CLEAR.getBytes(UTF_8), Reads.WHAT_ALL_DO, Optional.empty()));
        ASN1EncodableVector many = new ASN1EncodableVector();
        for (int i = 0; i < 5_000; i++) {
            many.add(data.getRecipientInfos().getObjectAt(0));
        }
        assertNothing(new ContentInfo(CMSObjectIdentifiers.envelopedData,
                new EnvelopedData(null, new DERSet(many), data.getEncryptedContentInfo(), (ASN1Set) null)).getEncoded(), Why.LIMIT, "5,000 recipients");
        byte[] begin = java.util.HexFormat.of().parseHex("308006092a864886f70d010703a080308002010031");
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.writeBytes(begin);
        bomb.write(0x80);
        for (int i = 0; i < 1_000_000; i++) {
            bomb.write(0x30);
            bomb.write(0x80);
        }
        assertNothing(bomb.toByteArray(), Why.LIMIT, "a million deep");
    }

    @Test
    void octetsBehindTheEndAreRefused() throws Exception {
        byte[] sealed = sealed(CLEAR.getBytes(UTF_8), Reads.RFC_8551, Optional.empty());
        byte[] more = Arrays.copyOf(sealed, sealed.length + 1);
        assertEquals(Why.MALFORMED, refused(more).why());
    }

    @Test
    void failureOfTheCallersStreamsIsNoFaultOfTheMessage() throws Exception {
        byte[] sealed = sealed(CLEAR.getBytes(UTF_8), Reads.RFC_8551, Optional.empty());
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("disk full");
            }
        };
        assertEquals("disk full", assertThrows(IOException.class, () -> smime.decrypt(in(sealed), full, List.of(vos), List.of())).getMessage());
        InputStream broken = new java.io.SequenceInputStream(in(Arrays.copyOf(sealed, 300)), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection lost");
            }
        });
        assertEquals("connection lost",
                assertThrows(IOException.class, () -> smime.decrypt(broken, new ByteArrayOutputStream(), List.of(vos), List.of())).getMessage());
    }

    @Test
    void junkInTheBase64OfTheSignatureIsRefused() throws Exception {
        ByteArrayOutputStream entity = new ByteArrayOutputStream();
        new Signer(Correspondents.RANDOM).writeEntity(in(CLEAR.getBytes(UTF_8)), entity, Identity.of(sam), FixedTime.NOON);
        String good = entity.toString(ISO_8859_1);
        assertEquals(Standing.GOOD, entities.verify(in(good.getBytes(ISO_8859_1)), new ByteArrayOutputStream(), List.of(smime.certificate(sam)))
                .get(0).found().standing());
        int at = good.indexOf("\r\n\r\n") + 50;
        for (String junk : List.of("\0", "<img>", "=", "\u00e4", "-")) {
            String bad = good.substring(0, at) + junk + good.substring(at);
            assertThrows(NotOpened.class,
                    () -> entities.verify(in(bad.getBytes(ISO_8859_1)), new ByteArrayOutputStream(), List.of(smime.certificate(sam))), junk);
        }
    }

    private void assertNothing(byte[] sealed, Why why, String what) {
        assertEquals(why, assertThrows(NotOpened.class,
                () -> smime.decrypt(in(sealed), new ByteArrayOutputStream(), List.of(vos), List.of(smime.certificate(sam))), what).why(), what);
    }

    private NotOpened refused(byte[] sealed) {
        return assertThrows(NotOpened.class, () -> smime.decrypt(in(sealed), new ByteArrayOutputStream(), List.of(vos), List.of()));
    }

    /** The key for the recipient changed. */
    private static byte[] changedAround(byte[] sealed, double part) {
        byte[] other = sealed.clone();
        String text = new String(sealed, ISO_8859_1);
        int key = text.indexOf("\u0004\u0082\u0001\u0000");
        other[key + 4 + (int) (256 * part)] ^= 1;
        return other;
    }

    private static byte[] truncatedContent(byte[] sealed) throws IOException {
        byte[] other = ContentInfo.getInstance(sealed).getEncoded("DER");
        other[other.length - 20] ^= 1;
        return other;
    }

    private byte[] sealed(byte[] clear, Reads reads, Optional<SecretKey> signer) throws Exception {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        Certificate to = smime.certificate(vos);
        smime.encryptTo(in(clear), sealed, List.of(new SmimeRecipient(to, reads)), signer);
        return sealed.toByteArray();
    }

    private static EnvelopedData enveloped(byte[] cms) {
        return EnvelopedData.getInstance(ContentInfo.getInstance(cms).getContent());
    }

    private static byte[] enveloped(EnvelopedData data, EncryptedContentInfo content) throws IOException {
        return new ContentInfo(CMSObjectIdentifiers.envelopedData,
                new EnvelopedData(null, data.getRecipientInfos(), content, (ASN1Set) null)).getEncoded();
    }

    private static byte[] auth(AuthEnvelopedData data, EncryptedContentInfo content, byte[] mac, ASN1Set attributes) throws IOException {
        return new ContentInfo(CMSObjectIdentifiers.authEnvelopedData,
                new AuthEnvelopedData(null, data.getRecipientInfos(), content, attributes, new DEROctetString(mac), null)).getEncoded();
    }

    private static InputStream in(byte[] octets) {
        return new ByteArrayInputStream(octets);
    }
}
