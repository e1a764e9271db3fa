package org.sealpost.smime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.AuthenticatedSafe;
import org.bouncycastle.asn1.pkcs.CertBag;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.UnfitKey;

/**
 * A private key with its certificate and chain. It is written as PKCS#12 (RFC 7292) without encryption and without MAC, since the vault seals it:
 * deriving keys from an empty password would cost time with every message and protect nothing.
 *
 * @param chain the own certificate first
 */
record Identity(PrivateKey key, List<SmimeCertificate> chain) {

    private static final int MAX_OCTETS = 256 << 10;

    Identity {
        chain = List.copyOf(chain);
    }

    SmimeCertificate certificate() {
        return chain.get(0);
    }

    List<SmimeCertificate> above() {
        return chain.subList(1, chain.size());
    }

    SecretKey secret() {
        try {
            List<SafeBag> bags = new ArrayList<>();
            bags.add(new SafeBag(PKCSObjectIdentifiers.keyBag, PrivateKeyInfo.getInstance(key.getEncoded()), ours()));
            for (SmimeCertificate one : chain) {
                bags.add(new SafeBag(PKCSObjectIdentifiers.certBag,
                        new CertBag(PKCSObjectIdentifiers.x509Certificate, new DEROctetString(one.der())), one.equals(certificate()) ? ours() : null));
            }
            ContentInfo safe = data(new DERSequence(bags.toArray(SafeBag[]::new)).getEncoded("DER"));
            return new SecretKey(new Pfx(data(new AuthenticatedSafe(new ContentInfo[] {safe}).getEncoded("DER")), null).getEncoded("DER"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What marks a key and its certificate as a pair. */
    private static ASN1Set ours() {
        return new DERSet(new Attribute(PKCSObjectIdentifiers.pkcs_9_at_localKeyId, new DERSet(new DEROctetString(new byte[] {1}))));
    }

    private static ContentInfo data(byte[] octets) {
        return new ContentInfo(PKCSObjectIdentifiers.data, new DEROctetString(octets));
    }

    /** @throws UnfitKey MALFORMED if it is no key with its certificate */
    static Identity of(SecretKey secret) throws UnfitKey {
        byte[] octets = secret.octets();
        if (octets.length > MAX_OCTETS) {
            throw new UnfitKey(UnfitKey.Why.MALFORMED, "");
        }
        try {
            Pfx pfx = Pfx.getInstance(octets);
            return pfx.getMacData() == null ? plain(pfx) : Pkcs12File.identity(octets, new char[0]);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new UnfitKey(UnfitKey.Why.MALFORMED, "");
        }
    }

    private static Identity plain(Pfx pfx) throws GeneralSecurityException, IOException {
        PrivateKey key = null;
        List<SmimeCertificate> certificates = new ArrayList<>();
        for (ContentInfo safe : AuthenticatedSafe.getInstance(content(pfx.getAuthSafe())).getContentInfo()) {
            for (var element : ASN1Sequence.getInstance(content(safe))) {
                SafeBag bag = SafeBag.getInstance(element);
                if (bag.getBagId().equals(PKCSObjectIdentifiers.keyBag)) {
                    key = privateKey(PrivateKeyInfo.getInstance(bag.getBagValue()));
                } else if (bag.getBagId().equals(PKCSObjectIdentifiers.certBag)) {
                    byte[] der = ASN1OctetString.getInstance(CertBag.getInstance(bag.getBagValue()).getCertValue()).getOctets();
                    certificates.add(new SmimeCertificate((X509Certificate) CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(der))));
                }
            }
        }
        return joined(key, certificates);
    }

    private static byte[] content(ContentInfo info) {
        return ASN1OctetString.getInstance(info.getContent()).getOctets();
    }

    private static PrivateKey privateKey(PrivateKeyInfo info) throws GeneralSecurityException, IOException {
        boolean rsa = info.getPrivateKeyAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption);
        return KeyFactory.getInstance(rsa ? "RSA" : "EC").generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    }

    /** The key, the certificate that it belongs to, and the others in any order. @throws GeneralSecurityException if none belongs to it */
    static Identity joined(PrivateKey key, List<SmimeCertificate> certificates) throws GeneralSecurityException {
        for (SmimeCertificate own : certificates.subList(0, Math.min(certificates.size(), SmimeCertificate.MAX_CHAIN))) {
            if (key != null && isPair(key, own.publicKey())) {
                List<SmimeCertificate> chain = new ArrayList<>(List.of(own));
                certificates.stream().filter(one -> !one.equals(own)).limit(SmimeCertificate.MAX_CHAIN - 1).forEach(chain::add);
                return new Identity(key, chain);
            }
        }
        throw new GeneralSecurityException("no certificate of this key");
    }

    private static boolean isPair(PrivateKey key, PublicKey of) {
        if (key instanceof RSAPrivateKey mine && of instanceof RSAPublicKey theirs) {
            return mine.getModulus().equals(theirs.getModulus());
        }
        return key instanceof ECPrivateKey mine && of instanceof ECPublicKey theirs && EcPair.belong(mine, theirs);
    }
}
