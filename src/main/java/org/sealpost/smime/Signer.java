package org.sealpost.smime;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.smime.SMIMECapabilitiesAttribute;
import org.bouncycastle.asn1.smime.SMIMECapabilityVector;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataStreamGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.sealpost.mime.Base64Output;

/** Signs (RFC 5652 §5): always with signed attributes, the chain, and what we read (RFC 8551 §2.5). */
final class Signer {

    /** What can be said in 76 characters (RFC 2045 §6.8). */
    static final String OPAQUE_HEADER = """
            Content-Type: application/pkcs7-mime; smime-type=signed-data;\r
             name="smime.p7m"\r
            Content-Transfer-Encoding: base64\r
            Content-Disposition: attachment; filename="smime.p7m"\r
            \r
            """;

    /** Most preferred first. */
    private static final ASN1ObjectIdentifier[] READS = {CMSAlgorithm.AES256_GCM, CMSAlgorithm.AES128_GCM, CMSAlgorithm.AES256_CBC,
        CMSAlgorithm.AES128_CBC};

    private static final int PIECE = 32 << 10;
    private static final int LINE = 76;

    private final SecureRandom random;

    Signer(SecureRandom random) {
        this.random = random;
    }

    /** SignedData without the content. */
    byte[] apart(InputStream content, Identity by, Instant now) throws IOException {
        ByteArrayOutputStream signature = new ByteArrayOutputStream();
        sign(content, signature, by, now, false);
        return signature.toByteArray();
    }

    /** SignedData with the content inside. */
    void opaque(InputStream content, OutputStream signed, Identity by, Instant now) throws IOException {
        sign(content, signed, by, now, true);
    }

    /** A MIME entity that is SignedData with the content inside (RFC 8551 §3.5.2). */
    void writeEntity(InputStream content, OutputStream entity, Identity by, Instant now) throws IOException {
        entity.write(OPAQUE_HEADER.getBytes(US_ASCII));
        try (OutputStream base64 = new Base64Output(entity, LINE)) {
            opaque(content, base64, by, now);
        }
        entity.write('\r');
        entity.write('\n');
    }

    private void sign(InputStream content, OutputStream to, Identity by, Instant now, boolean inside) throws IOException {
        try {
            CMSSignedDataStreamGenerator generator = new CMSSignedDataStreamGenerator();
            generator.setBufferSize(PIECE);
            generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                    .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(attributes(now)))
                    .build(new JcaContentSignerBuilder(KeyKind.signatureOf(by.key())).setSecureRandom(random).build(by.key()), by.certificate().x509()));
            generator.addCertificates(new JcaCertStore(by.chain().stream().map(SmimeCertificate::x509).toList()));
            try (OutputStream out = generator.open(new StaysOpen(to), inside)) {
                content.transferTo(out);
            }
        } catch (OperatorCreationException | CertificateEncodingException | CMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AttributeTable attributes(Instant now) {
        SMIMECapabilityVector reads = new SMIMECapabilityVector();
        for (ASN1ObjectIdentifier one : READS) {
            reads.addCapability(one);
        }
        reads.addCapability(PKCSObjectIdentifiers.id_RSAES_OAEP, Sealer.oaep().getParameters());
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(now)))));
        attributes.add(new SMIMECapabilitiesAttribute(reads));
        return new AttributeTable(attributes);
    }
}
