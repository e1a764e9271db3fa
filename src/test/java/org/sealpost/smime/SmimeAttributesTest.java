package org.sealpost.smime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.smime.SMIMEAttributes;
import org.bouncycastle.asn1.smime.SMIMECapability;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;
import org.sealpost.smime.SmimeRecipient.Reads;
import org.sealpost.testing.FixedTime;

class SmimeAttributesTest {

    private static final ASN1ObjectIdentifier GCM = CMSAlgorithm.AES256_GCM;
    private static final ASN1ObjectIdentifier OAEP = PKCSObjectIdentifiers.id_RSAES_OAEP;

    private final Identity sam;

    SmimeAttributesTest() throws Exception {
        sam = Identity.of(new Smime(FixedTime.atNoon(), new SecureRandom()).generate("Sam <sam@clinic.test>", Duration.ofDays(9)));
    }

    @Test
    void whatASignerSaysTheyRead() throws Exception {
        assertEquals(Reads.RFC_8551, reads(list(GCM, OAEP)));
        assertEquals(Reads.RFC_8551, reads(list(CMSAlgorithm.AES256_CBC, OAEP, GCM)));
        assertEquals(Reads.AUTH_ENVELOPED, reads(list(GCM)));
        assertEquals(Reads.WHAT_ALL_DO, reads(list(OAEP)), "who doesn't read the new structure gets nothing new");
        assertEquals(Reads.WHAT_ALL_DO, reads(list(CMSAlgorithm.AES128_GCM, CMSAlgorithm.AES256_CBC)), "we write 256 bits");
        assertEquals(Reads.WHAT_ALL_DO, reads(list()));
        assertEquals(Reads.WHAT_ALL_DO, SmimeAttributes.reads(signed(new AttributeTable(new ASN1EncodableVector()))), "who says nothing");
    }

    @Test
    void whatIsDamagedOrEndlessOrSaidTwiceSaysNothing() throws Exception {
        assertEquals(Reads.WHAT_ALL_DO, reads(new ASN1Integer(1)));
        assertEquals(Reads.WHAT_ALL_DO, reads(new DEROctetString(new byte[9])));
        assertEquals(Reads.WHAT_ALL_DO, reads(new DERSequence(new ASN1Integer(1))));
        assertEquals(Reads.WHAT_ALL_DO, reads(new DERSequence(new DERSequence(new ASN1Integer(1)))));
        assertEquals(Reads.WHAT_ALL_DO, reads(list(GCM), list(GCM, OAEP)), "two lists");
        assertEquals(Reads.WHAT_ALL_DO, reads());
        List<ASN1ObjectIdentifier> many = new ArrayList<>(Collections.nCopies(100, CMSAlgorithm.AES256_CBC));
        many.add(GCM);
        assertEquals(Reads.WHAT_ALL_DO, reads(list(many.toArray(ASN1ObjectIdentifier[]::new))));
    }

    private static DERSequence list(ASN1ObjectIdentifier... capabilities) {
        ASN1EncodableVector list = new ASN1EncodableVector();
        for (ASN1ObjectIdentifier one : capabilities) {
            list.add(new SMIMECapability(one, null));
        }
        return new DERSequence(list);
    }

    private Reads reads(ASN1Encodable... values) throws Exception {
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(new Attribute(SMIMEAttributes.smimeCapabilities, new DERSet(values)));
        return SmimeAttributes.reads(signed(new AttributeTable(attributes)));
    }

    private SignerInformation signed(AttributeTable attributes) throws Exception {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(attributes))
                .build(new JcaContentSignerBuilder(KeyKind.signatureOf(sam.key())).build(sam.key()), sam.certificate().x509()));
        return generator.generate(new CMSProcessableByteArray(new byte[] {1})).getSignerInfos().iterator().next();
    }
}
