package org.sealpost.smime;

import static org.sealpost.testing.FixedTime.NOON;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.sealpost.smime.Correspondents.Paper;

/** What authorities say of certificates that they issued (RFC 5280 §5, RFC 6960), and others in their name. */
final class StatusWords {

    static final String CRL = "http://crl.test/ca.crl";
    static final String OCSP = "http://ocsp.test/a";

    private StatusWords() { }

    static Identity issuer(String name) {
        return new Paper().subject(name).authority().valid(NOON.minus(Duration.ofDays(900)), NOON.plus(Duration.ofDays(900))).selfSigned();
    }

    /** Somebody to whom the authority delegated it, or didn't. */
    static Identity responder(Identity ca, KeyPurposeId purpose, boolean unchecked) {
        Paper paper = new Paper().subject("CN=Responder").names().usage(KeyUsage.digitalSignature).purpose(purpose);
        return (unchecked ? paper.with(extension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, DERNull.INSTANCE)) : paper).issuedBy(ca);
    }

    /** The extensions that name a list and a responder. */
    static Extension[] places(String list, String responder) {
        return new Extension[] {
            extension(Extension.cRLDistributionPoints, new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(point(list), null, null)})),
            extension(Extension.authorityInfoAccess, new AuthorityInformationAccess(AccessDescription.id_ad_ocsp, uri(responder)))};
    }

    static DistributionPointName point(String list) {
        return new DistributionPointName(new GeneralNames(uri(list)));
    }

    private static GeneralName uri(String text) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, text);
    }

    private static Extension extension(ASN1ObjectIdentifier oid, ASN1Encodable value) {
        try {
            return new Extension(oid, false, new DEROctetString(value));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a responder says. */
    static final class Saying {

        private final SmimeCertificate about;
        private final Identity issuer;
        private Identity signer;
        private CertificateStatus status = CertificateStatus.GOOD;
        private Instant from = NOON.minusSeconds(600);
        private Instant until = NOON.plus(Duration.ofDays(1));
        private Instant when = NOON;
        private boolean nonce;

        Saying(SmimeCertificate about, Identity issuer) {
            this.about = about;
            this.issuer = issuer;
            this.signer = issuer;
        }

        Saying by(Identity other) {
            signer = other;
            return this;
        }

        Saying revoked() {
            status = new RevokedStatus(Date.from(NOON.minusSeconds(3_600)), CRLReason.keyCompromise);
            return this;
        }

        Saying unknown() {
            status = new UnknownStatus();
            return this;
        }

        Saying said(Instant begin, Instant end) {
            from = begin;
            until = end;
            return this;
        }

        /** Said and heard then. */
        Saying at(Instant then) {
            when = then;
            return said(then.minusSeconds(60), then.plusSeconds(600));
        }

        Saying nonce() {
            nonce = true;
            return this;
        }

        Instant when() {
            return when;
        }
    }

    static byte[] response(Saying saying) {
        try {
            CertificateID id = new CertificateID(new BcDigestCalculatorProvider().get(CertificateID.HASH_SHA1),
                    new JcaX509CertificateHolder(saying.issuer.certificate().x509()), saying.about.x509().getSerialNumber());
            X509CertificateHolder signer = new JcaX509CertificateHolder(saying.signer.certificate().x509());
            BasicOCSPRespBuilder word = new BasicOCSPRespBuilder(new RespID(signer.getSubject()));
            word.addResponse(id, saying.status, Date.from(saying.from), saying.until == null ? null : Date.from(saying.until));
            if (saying.nonce) {
                word.setResponseExtensions(new Extensions(extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, new DEROctetString(new byte[16]))));
            }
            return new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, word.build(new JcaContentSignerBuilder("SHA256withECDSA")
                    .build(saying.signer.key()), new X509CertificateHolder[] {signer}, Date.from(saying.from))).getEncoded();
        } catch (GeneralSecurityException | OperatorCreationException | OCSPException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A list of revoked certificates. */
    static final class Listing {

        private final Identity issuer;
        private final List<SmimeCertificate> revoked = new ArrayList<>();
        private final List<Extension> more = new ArrayList<>();
        private X500Name name;
        private Instant from = NOON.minusSeconds(600);
        private Instant until = NOON.plus(Duration.ofDays(1));

        Listing(Identity issuer) {
            this.issuer = issuer;
            this.name = X500Name.getInstance(issuer.certificate().x509().getSubjectX500Principal().getEncoded());
        }

        Listing of(SmimeCertificate certificate) {
            revoked.add(certificate);
            return this;
        }

        Listing named(String other) {
            name = new X500Name(other);
            return this;
        }

        Listing from(Instant begin, Instant end) {
            from = begin;
            until = end;
            return this;
        }

        /** Critical. */
        Listing with(ASN1ObjectIdentifier oid, ASN1Encodable value) {
            try {
                more.add(new Extension(oid, true, new DEROctetString(value)));
                return this;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static byte[] list(Listing listing) {
        try {
            X509v2CRLBuilder builder = new X509v2CRLBuilder(listing.name, Date.from(listing.from));
            if (listing.until != null) {
                builder.setNextUpdate(Date.from(listing.until));
            }
            for (SmimeCertificate one : listing.revoked) {
                builder.addCRLEntry(one.x509().getSerialNumber(), Date.from(NOON.minusSeconds(3_600)), CRLReason.keyCompromise);
            }
            for (Extension one : listing.more) {
                builder.addExtension(one);
            }
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(listing.issuer.key())).getEncoded();
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
