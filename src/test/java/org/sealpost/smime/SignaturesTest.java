package org.sealpost.smime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.SignatureFound;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.smime.Correspondents.Paper;
import org.sealpost.testing.FixedTime;

class SignaturesTest {

    private static final byte[] CONTENT = "Content-Type: text/plain\r\n\r\nYes.\r\n".getBytes(UTF_8);

    private final Smime smime = new Smime(FixedTime.atNoon(), Correspondents.RANDOM);
    private final SmimeEntities entities = new SmimeEntities(smime, Correspondents.RANDOM);
    private final Identity vos = new Paper().selfSigned();

    @ParameterizedTest
    @CsvSource({"SHA1withRSA, WEAK", "MD5withRSA, WEAK", "SHA256withRSA, GOOD", "SHA512withRSA, GOOD", "SHA256withRSAandMGF1, GOOD",
        "SHA1withRSAandMGF1, WEAK"})
    void digestDecidesWhatItIsWorth(String algorithm, Standing standing) throws Exception {
        Identity rsa = new Paper().key(KeyKind.RSA_2048.pair(Correspondents.RANDOM)).selfSigned();
        assertEquals(standing, only(signed(false, new By(rsa, algorithm, true, FixedTime.NOON)), rsa).standing());
    }

    @ParameterizedTest
    @CsvSource({"SHA1withECDSA, WEAK", "SHA256withECDSA, GOOD", "SHA384withECDSA, GOOD"})
    void sameOnCurves(String algorithm, Standing standing) throws Exception {
        assertEquals(standing, only(signed(false, new By(vos, algorithm, true, FixedTime.NOON)), vos).standing());
    }

    @Test
    void withoutSignedAttributesItProvesNothing() throws Exception {
        assertEquals(Standing.WEAK, only(signed(false, new By(vos, "SHA256withECDSA", false, FixedTime.NOON)), vos).standing());
    }

    @Test
    void signedAttributesPassedOffAsContentProveNothing() throws Exception {
        byte[] signature = signed(false, new By(vos, "SHA256withECDSA", true, FixedTime.NOON));
        var signer = new CMSSignedData(signature).getSignerInfos().getSigners().iterator().next();
        byte[] attributes = signer.getEncodedSignedAttributes();
        byte[] stripped = signed(false, new By(vos, "SHA256withECDSA", false, FixedTime.NOON));
        var other = org.bouncycastle.asn1.cms.SignedData.getInstance(
                org.bouncycastle.asn1.cms.ContentInfo.getInstance(stripped).getContent());
        var info = org.bouncycastle.asn1.cms.SignerInfo.getInstance(other.getSignerInfos().getObjectAt(0));
        var forged = new org.bouncycastle.asn1.cms.SignerInfo(info.getSID(), info.getDigestAlgorithm(), (org.bouncycastle.asn1.ASN1Set) null,
                info.getDigestEncryptionAlgorithm(), new org.bouncycastle.asn1.DEROctetString(signer.getSignature()), null);
        byte[] message = new org.bouncycastle.asn1.cms.ContentInfo(org.bouncycastle.asn1.cms.CMSObjectIdentifiers.signedData,
                new org.bouncycastle.asn1.cms.SignedData(other.getDigestAlgorithms(), other.getEncapContentInfo(), other.getCertificates(), null,
                        new DERSet(forged))).getEncoded();
        assertEquals(Standing.WEAK, smime.verify(in(attributes), message, List.of(certificate(vos))).get(0).standing());
    }

    @ParameterizedTest
    @CsvSource({"-P400D, P365D, UNFIT_KEY", "-P2D, -P1D, UNFIT_KEY", "P1D, P2D, UNFIT_KEY", "-P1D, P1D, GOOD"})
    void certificateMustHaveBeenValidWhenItWasMade(String from, String until, Standing standing) throws Exception {
        Instant made = FixedTime.NOON;
        Identity one = new Paper().valid(made.plus(Duration.parse(from)), from.equals("-P400D") ? made.minusSeconds(1) : made.plus(Duration.parse(until)))
                .selfSigned();
        assertEquals(standing, only(signed(false, new By(one, "SHA256withECDSA", true, made)), one).standing());
    }

    @Test
    void timeInTheFutureIsNotBelieved() throws Exception {
        Identity later = new Paper().valid(FixedTime.NOON.plus(Duration.ofDays(1)), FixedTime.NOON.plus(Duration.ofDays(9))).selfSigned();
        assertEquals(Standing.UNFIT_KEY, only(signed(false, new By(later, "SHA256withECDSA", true, FixedTime.NOON.plus(Duration.ofDays(2)))), later).standing());
    }

    @Test
    void certificateForSomethingElseSignsNoMail() throws Exception {
        Identity server = new Paper().purpose(KeyPurposeId.id_kp_serverAuth).selfSigned();
        Identity encrypting = new Paper().usage(KeyUsage.keyAgreement).selfSigned();
        Identity weak = new Paper().key(rsa1024()).selfSigned();
        for (Identity one : List.of(server, encrypting)) {
            assertEquals(Standing.UNFIT_KEY, only(signed(false, new By(one, "SHA256withECDSA", true, FixedTime.NOON)), one).standing());
            assertEquals(UnfitKey.Why.NOT_FOR_THIS, assertThrows(UnfitKey.class, () -> smime.sign(in(CONTENT), one.secret())).why());
        }
        assertEquals(Standing.UNFIT_KEY, only(signed(false, new By(weak, "SHA256withRSA", true, FixedTime.NOON)), weak).standing());
        assertEquals(UnfitKey.Why.WEAK, assertThrows(UnfitKey.class, () -> smime.sign(in(CONTENT), weak.secret())).why());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachOfTwoSignersIsJudgedForThemself(boolean inside) throws Exception {
        Identity eve = new Paper().subject("CN=Eve").selfSigned();
        byte[] both = signed(inside, new By(vos, "SHA256withECDSA", true, FixedTime.NOON), new By(eve, "SHA1withECDSA", true, FixedTime.NOON));
        List<SmimeSignature> found = inside ? entities.verify(in(entity(both)), new ByteArrayOutputStream(), List.of(certificate(vos)))
                : smime.examine(in(CONTENT), both, List.of(certificate(vos)));
        assertEquals(List.of(Standing.GOOD, Standing.UNKNOWN_SIGNER), found.stream().map(one -> one.found().standing()).sorted().toList());
        assertEquals(List.of(Standing.GOOD, Standing.WEAK), found.stream().map(one -> one.ifBelieved().standing()).sorted().toList());
    }

    @Test
    void signatureThatBringsItsOwnContentSaysNothingOfOurs() throws Exception {
        byte[] inside = signed(true, new By(vos, "SHA256withECDSA", true, FixedTime.NOON));
        assertEquals(Standing.BAD, smime.verify(in("Content-Type: text/plain\r\n\r\nNo.\r\n".getBytes(UTF_8)), inside, List.of(certificate(vos))).get(0).standing());
        assertEquals(Standing.GOOD, smime.verify(in(CONTENT), inside, List.of(certificate(vos))).get(0).standing());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nothing of the kind", "\u0030\u0080"})
    void whatIsNoSignatureIsBad(String signature) throws Exception {
        assertEquals(List.of(new SignatureFound(Standing.BAD, "", Optional.empty())),
                smime.verify(in(CONTENT), signature.getBytes(UTF_8), List.of(certificate(vos))));
    }

    @Test
    void moreCertificatesThanAreLookedAtMakeItBad() throws Exception {
        List<java.security.cert.X509Certificate> many = new java.util.ArrayList<>();
        for (int i = 0; i < 101; i++) {
            many.add(new Paper().key(new java.security.KeyPair(vos.certificate().publicKey(), vos.key())).selfSigned().certificate().x509());
        }
        CMSSignedDataGenerator generator = generator(new By(vos, "SHA256withECDSA", true, FixedTime.NOON));
        generator.addCertificates(new JcaCertStore(many));
        byte[] signature = generator.generate(new CMSProcessableByteArray(CONTENT), false).getEncoded();
        assertEquals(Standing.BAD, smime.verify(in(CONTENT), signature, List.of(certificate(vos))).get(0).standing());
    }

    private record By(Identity who, String algorithm, boolean attributes, Instant made) { }

    private static byte[] signed(boolean inside, By... signers) throws Exception {
        return generator(signers).generate(new CMSProcessableByteArray(CONTENT), inside).getEncoded();
    }

    private static CMSSignedDataGenerator generator(By... signers) throws Exception {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        for (By one : signers) {
            ASN1EncodableVector attributes = new ASN1EncodableVector();
            attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(one.made())))));
            JcaSignerInfoGeneratorBuilder builder = new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                    .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes)));
            builder.setDirectSignature(!one.attributes());
            generator.addSignerInfoGenerator(builder.build(new JcaContentSignerBuilder(one.algorithm())
                    .setProvider(new org.bouncycastle.jce.provider.BouncyCastleProvider()).build(one.who().key()), one.who().certificate().x509()));
            generator.addCertificates(new JcaCertStore(List.of(one.who().certificate().x509())));
        }
        return generator;
    }

    private static java.security.KeyPair rsa1024() throws Exception {
        var generator = java.security.KeyPairGenerator.getInstance("RSA");
        generator.initialize(1_024);
        return generator.generateKeyPair();
    }

    private SignatureFound only(byte[] signature, Identity known) throws Exception {
        List<SignatureFound> found = smime.verify(in(CONTENT), signature, List.of(certificate(known)));
        assertEquals(1, found.size());
        assertEquals(known.certificate().fingerprint(), found.get(0).fingerprint());
        return found.get(0);
    }

    private static byte[] entity(byte[] cms) {
        return (Signer.OPAQUE_HEADER + java.util.Base64.getMimeEncoder().encodeToString(cms) + "\r\n").getBytes(UTF_8);
    }

    private static Certificate certificate(Identity one) {
        return one.certificate().with(one.above());
    }

    private static InputStream in(byte[] octets) {
        return new ByteArrayInputStream(octets);
    }
}
