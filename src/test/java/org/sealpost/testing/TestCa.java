package org.sealpost.testing;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** A certification authority that issues good certificates, and every kind of bad one. */
public final class TestCa {

    private static final AtomicLong SERIALS = new AtomicLong(1);

    private final Identity identity;

    private TestCa(Identity identity) {
        this.identity = identity;
    }

    /** A root, valid for years around {@link FixedTime#NOON}. */
    public static TestCa root() {
        return new TestCa(new Order("Test Root").authority(true).selfSigned());
    }

    /** The same with an RSA key of its own. */
    public static TestCa rsaRoot() {
        return new TestCa(new Order("Test RSA Root").authority(true).rsa(2_048).signedWith("SHA256withRSA").selfSigned());
    }

    /** Somebody who signs with this, entitled or not. */
    public static TestCa at(Identity signer) {
        return new TestCa(signer);
    }

    /** An authority below this one, which may vouch for names under {@code domain} only. */
    public TestCa constrainedTo(String domain) {
        return new TestCa(new Order("Constrained CA").authority(true).onlyBelow(domain).issuedBy(this));
    }

    /** An authority below this one that may issue for one purpose only. */
    public TestCa restrictedTo(KeyPurposeId purpose) {
        Order order = new Order("Restricted CA").authority(true).purpose(purpose);
        order.isRestricted = true;
        return new TestCa(order.issuedBy(this));
    }

    /** An authority below this one; all of them have one name. */
    public TestCa intermediate(String signature) {
        return new TestCa(new Order("Intermediate CA").authority(true).signedWith(signature).issuedBy(this));
    }

    public X509Certificate certificate() {
        return identity.certificate();
    }

    public Identity identity() {
        return identity;
    }

    /** What this authority's responder says of a certificate now (RFC 6960). @param responder who signs it, entitled or not */
    public byte[] ocsp(Identity leaf, boolean revoked, Identity responder) {
        CertificateStatus status = revoked
                ? new RevokedStatus(Date.from(FixedTime.NOON.minus(Duration.ofDays(1))), CRLReason.keyCompromise) : CertificateStatus.GOOD;
        try {
            X509CertificateHolder signer = new JcaX509CertificateHolder(responder.certificate());
            CertificateID id = new CertificateID(new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
                    new JcaX509CertificateHolder(certificate()), leaf.certificate().getSerialNumber());
            Date now = Date.from(FixedTime.NOON.minus(Duration.ofHours(1)));
            return new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, new BasicOCSPRespBuilder(new RespID(signer.getSubject()))
                    .addResponse(id, status, now, Date.from(FixedTime.NOON.plus(Duration.ofDays(1))))
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(responder.key()), new X509CertificateHolder[] {signer}, now))
                    .getEncoded();
        } catch (GeneralSecurityException | OperatorCreationException | OCSPException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A good one for these names. */
    public Identity leaf(String... dnsNames) {
        return order(dnsNames).issue();
    }

    /** A good one, to be made bad. */
    public Order order(String... dnsNames) {
        Order order = new Order(dnsNames.length == 0 ? "nobody" : dnsNames[0]);
        order.issuer = this;
        order.names.addAll(List.of(dnsNames));
        return order;
    }

    public static Identity selfSigned(String dnsName) {
        return new Order(dnsName).name(dnsName).selfSigned();
    }

    /** One certificate to be made. */
    public static final class Order {

        private final String commonName;
        private final List<String> names = new ArrayList<>();
        private TestCa issuer;
        private Instant from = FixedTime.NOON.minus(Duration.ofDays(30));
        private Instant until = FixedTime.NOON.plus(Duration.ofDays(365));
        private String signature = "SHA256withECDSA";
        private String keyType = "EC";
        private int keySize = 256;
        private boolean authority;
        private boolean isRestricted;
        private KeyPurposeId purpose = KeyPurposeId.id_kp_serverAuth;
        private String onlyBelow;

        private Order(String commonName) {
            this.commonName = commonName;
        }

        public Order name(String dnsName) {
            names.add(dnsName);
            return this;
        }

        public Order valid(Instant from, Instant until) {
            this.from = from;
            this.until = until;
            return this;
        }

        public Order signedWith(String signature) {
            this.signature = signature;
            return this;
        }

        public Order rsa(int bits) {
            keyType = "RSA";
            keySize = bits;
            return this;
        }

        public Order purpose(KeyPurposeId purpose) {
            this.purpose = purpose;
            return this;
        }

        /** The name stands in the common name only. */
        public Order withoutNames() {
            names.clear();
            return this;
        }

        private Order authority(boolean authority) {
            this.authority = authority;
            return this;
        }

        private Order onlyBelow(String domain) {
            onlyBelow = domain;
            return this;
        }

        public Identity issue() {
            return issuedBy(issuer);
        }

        private Identity issuedBy(TestCa ca) {
            KeyPair keys = keys();
            X509Certificate certificate = certificate(keys, ca.identity.certificate().getSubjectX500Principal().getName(), ca.identity);
            List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
            // a root is known to those who trust it and needn't be shown
            ca.identity.chain().stream()
                    .filter(above -> !above.getSubjectX500Principal().equals(above.getIssuerX500Principal()))
                    .forEach(chain::add);
            return new Identity(keys.getPrivate(), chain);
        }

        private Identity selfSigned() {
            KeyPair keys = keys();
            X509Certificate certificate = certificate(keys, "CN=" + commonName, new Identity(keys.getPrivate(), List.of()));
            return new Identity(keys.getPrivate(), List.of(certificate));
        }

        private KeyPair keys() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance(keyType);
                if (keyType.equals("EC")) {
                    generator.initialize(new ECGenParameterSpec("secp256r1"));
                } else {
                    generator.initialize(keySize);
                }
                return generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private X509Certificate certificate(KeyPair keys, String issuerName, Identity signer) {
            try {
                X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(new X500Name(issuerName),
                        BigInteger.valueOf(SERIALS.incrementAndGet()),
                        Date.from(authority ? FixedTime.NOON.minus(Duration.ofDays(3_650)) : from),
                        Date.from(authority ? FixedTime.NOON.plus(Duration.ofDays(3_650)) : until),
                        new X500Name("CN=" + commonName), keys.getPublic());
                extend(builder);
                return new JcaX509CertificateConverter().getCertificate(
                        builder.build(signatures().build(signer.key())));
            } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
                throw new IllegalStateException(e);
            }
        }

        /** The JDK has no name for PSS with a digest. */
        private JcaContentSignerBuilder signatures() {
            JcaContentSignerBuilder signatures = new JcaContentSignerBuilder(signature);
            return signature.endsWith("MGF1") ? signatures.setProvider(new BouncyCastleProvider()) : signatures;
        }

        private void extend(X509v3CertificateBuilder builder) throws CertIOException {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (authority) {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            }
            if (!authority || isRestricted) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            }
            if (onlyBelow != null) {
                builder.addExtension(Extension.nameConstraints, true, new NameConstraints(
                        new GeneralSubtree[] {new GeneralSubtree(new GeneralName(GeneralName.dNSName, onlyBelow))}, null));
            }
            if (!names.isEmpty()) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names.stream()
                        .map(name -> new GeneralName(GeneralName.dNSName, name)).toArray(GeneralName[]::new)));
            }
        }
    }
}
