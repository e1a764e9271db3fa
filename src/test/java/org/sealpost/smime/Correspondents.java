package org.sealpost.smime;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.sealpost.testing.FixedTime;

/** People with certificates of every kind, good ones and others. */
final class Correspondents {

    static final SecureRandom RANDOM = new SecureRandom();

    private static final AtomicLong SERIALS = new AtomicLong(1);

    private Correspondents() { }

    /** What to write into a certificate. */
    static final class Paper {

        private X500Name subject = new X500Name("CN=Vos");
        private GeneralNames names = new GeneralNames(new GeneralName(GeneralName.rfc822Name, "vos@peer.test"));
        private KeyPurposeId purpose = KeyPurposeId.id_kp_emailProtection;
        private int usage = KeyUsage.digitalSignature | KeyUsage.keyEncipherment | KeyUsage.keyAgreement;
        private Instant from = FixedTime.NOON.minus(Duration.ofDays(1));
        private Instant until = FixedTime.NOON.plus(Duration.ofDays(365));
        private KeyPair pair = KeyKind.EC_P256.pair(RANDOM);
        private boolean authority;
        private final List<Extension> more = new ArrayList<>();

        Paper subject(String name) {
            subject = new X500Name(name);
            return this;
        }

        Paper names(GeneralName... some) {
            names = some.length == 0 ? null : new GeneralNames(some);
            return this;
        }

        Paper purpose(KeyPurposeId some) {
            purpose = some;
            return this;
        }

        Paper usage(int bits) {
            usage = bits;
            return this;
        }

        Paper valid(Instant begin, Instant end) {
            from = begin;
            until = end;
            return this;
        }

        Paper key(KeyPair some) {
            pair = some;
            return this;
        }

        Paper with(Extension extension) {
            more.add(extension);
            return this;
        }

        Paper authority() {
            authority = true;
            usage = KeyUsage.keyCertSign | KeyUsage.cRLSign;
            purpose = null;
            names = null;
            return this;
        }

        Identity selfSigned() {
            return issued(subject, pair.getPrivate(), List.of());
        }

        Identity issuedBy(Identity ca) {
            return issued(X500Name.getInstance(ca.certificate().x509().getSubjectX500Principal().getEncoded()), ca.key(), ca.chain());
        }

        private Identity issued(X500Name issuer, PrivateKey by, List<SmimeCertificate> above) {
            try {
                var builder = new JcaX509v3CertificateBuilder(issuer, BigInteger.valueOf(SERIALS.incrementAndGet()), Date.from(from), Date.from(until),
                        subject, pair.getPublic());
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
                if (purpose != null) {
                    builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
                }
                if (names != null) {
                    builder.addExtension(Extension.subjectAlternativeName, false, names);
                }
                for (Extension one : more) {
                    builder.addExtension(one);
                }
                X509Certificate x509 = new JcaX509CertificateConverter().getCertificate(
                        builder.build(new JcaContentSignerBuilder(KeyKind.signatureOf(by)).build(by)));
                List<SmimeCertificate> chain = new ArrayList<>(List.of(new SmimeCertificate(x509)));
                chain.addAll(above);
                return new Identity(pair.getPrivate(), chain);
            } catch (CertIOException | GeneralSecurityException | OperatorCreationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
