package org.sealpost.smime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.Address;

/** An X.509 certificate for mail (RFC 5280, RFC 8550): what it says, not whether anybody believes it. */
public final class SmimeCertificate {

    /** Octets of a certificate with its chain, and how many there may be. */
    static final int MAX_OCTETS = 64 << 10;
    static final int MAX_CHAIN = 10;

    /** Above these, checking a single signature keeps a processor busy for long. */
    private static final int MAX_RSA_BITS = 8_192;
    private static final int MAX_EXPONENT_BITS = 64;

    private static final Set<String> FOR_MAIL = Set.of("1.3.6.1.5.5.7.3.4", "2.5.29.37.0");
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;
    private static final int KEY_ENCIPHERMENT = 2;
    private static final int KEY_AGREEMENT = 4;

    private final X509Certificate x509;

    SmimeCertificate(X509Certificate x509) {
        this.x509 = x509;
    }

    /** The first of what is in a {@link Certificate}. @throws UnfitKey MALFORMED if it can't be read */
    public static SmimeCertificate of(Certificate certificate) throws UnfitKey {
        return chain(certificate).get(0);
    }

    /** The certificate and those that came with it. @throws UnfitKey MALFORMED if one of them can't be read, or there are too many */
    public static List<SmimeCertificate> chain(Certificate certificate) throws UnfitKey {
        byte[] octets = certificate.octets();
        if (octets.length == 0 || octets.length > MAX_OCTETS) {
            throw new UnfitKey(UnfitKey.Why.MALFORMED, "");
        }
        List<SmimeCertificate> chain = new ArrayList<>();
        ByteArrayInputStream in = new ByteArrayInputStream(octets);
        while (in.available() > 0) {
            if (chain.size() == MAX_CHAIN) {
                throw new UnfitKey(UnfitKey.Why.MALFORMED, "");
            }
            chain.add(read(in));
        }
        return chain;
    }

    private static SmimeCertificate read(ByteArrayInputStream in) throws UnfitKey {
        in.mark(0);
        if (in.read() != 0x30) {
            throw new UnfitKey(UnfitKey.Why.MALFORMED, "");
        }
        in.reset();
        try {
            X509Certificate x509 = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            if (x509.getPublicKey() instanceof RSAPublicKey rsa
                    && (rsa.getModulus().bitLength() > MAX_RSA_BITS || rsa.getPublicExponent().bitLength() > MAX_EXPONENT_BITS)) {
                throw new UnfitKey(UnfitKey.Why.MALFORMED, "");
            }
            return new SmimeCertificate(x509);
        } catch (CertificateException | RuntimeException e) {
            throw new UnfitKey(UnfitKey.Why.MALFORMED, "");
        }
    }

    /** This one, followed by its chain. */
    public Certificate with(List<SmimeCertificate> chain) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.writeBytes(der());
        chain.forEach(one -> octets.writeBytes(one.der()));
        return new Certificate(octets.toByteArray());
    }

    /** SHA-256 of the whole certificate, in lower-case hexadecimal. */
    public String fingerprint() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whom it is for (RFC 8550 §3): the mailboxes among the alternative names, or else those of the subject. */
    public List<Address> addresses() {
        return CertifiedAddresses.of(x509);
    }

    /** As in {@code CN=Sam Berg} (RFC 2253). */
    public String subject() {
        return x509.getSubjectX500Principal().getName();
    }

    public String issuer() {
        return x509.getIssuerX500Principal().getName();
    }

    /** Its key's, with the size, for example {@code RSA 3072} or {@code EC 256}. */
    public String algorithm() {
        int bits = publicKey() instanceof RSAPublicKey rsa ? rsa.getModulus().bitLength()
                : publicKey() instanceof ECPublicKey ec ? ec.getParams().getCurve().getField().getFieldSize() : 0;
        return bits == 0 ? publicKey().getAlgorithm() : publicKey().getAlgorithm() + " " + bits;
    }

    /** In text (RFC 7468 §5). */
    public String pem() {
        return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der()) + "\n-----END CERTIFICATE-----\n";
    }

    /** The first moment at which it counts. */
    public Instant validFrom() {
        return x509.getNotBefore().toInstant();
    }

    /** The last moment at which it counts. */
    public Instant validUntil() {
        return x509.getNotAfter().toInstant();
    }

    /** Whether its own key signed it: it proves nothing about whom it names. */
    public boolean isSelfSigned() {
        if (!x509.getSubjectX500Principal().equals(x509.getIssuerX500Principal())) {
            return false;
        }
        try {
            x509.verify(x509.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Whether an authority's key signed it; not whether anybody believes that authority. */
    public boolean isIssuedBy(SmimeCertificate authority) {
        if (authority.x509.getBasicConstraints() < 0 || !x509.getIssuerX500Principal().equals(authority.x509.getSubjectX500Principal())) {
            return false;
        }
        try {
            x509.verify(authority.publicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Whether its key may encrypt mail: key usage (RFC 8550 §4.4.2) and extended key usage (§4.4.4). */
    public boolean mayEncrypt() {
        boolean agrees = publicKey().getAlgorithm().equals("EC");
        return isForMail() && usage(agrees ? KEY_AGREEMENT : KEY_ENCIPHERMENT) && (agrees || publicKey().getAlgorithm().equals("RSA"));
    }

    /** Whether its key may sign mail. */
    public boolean maySign() {
        return isForMail() && (usage(DIGITAL_SIGNATURE) || usage(NON_REPUDIATION));
    }

    private boolean isForMail() {
        try {
            return !x509.hasUnsupportedCriticalExtension() && x509.getBasicConstraints() < 0
                    && (x509.getExtendedKeyUsage() == null || x509.getExtendedKeyUsage().stream().anyMatch(FOR_MAIL::contains));
        } catch (CertificateException e) {
            return false;
        }
    }

    private boolean usage(int bit) {
        boolean[] usage = x509.getKeyUsage();
        return usage == null || usage.length > bit && usage[bit];
    }

    PublicKey publicKey() {
        return x509.getPublicKey();
    }

    X509Certificate x509() {
        return x509;
    }

    byte[] der() {
        try {
            return x509.getEncoded();
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SmimeCertificate that && x509.equals(that.x509);
    }

    @Override
    public int hashCode() {
        return x509.hashCode();
    }

    @Override
    public String toString() {
        return subject() + " " + fingerprint();
    }
}
