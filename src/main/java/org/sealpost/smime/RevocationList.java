package org.sealpost.smime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;

/**
 * The serial numbers that an authority took back (RFC 5280 §5, §6.3). Only whole lists that the issuer signed itself are understood: neither
 * indirect ones nor deltas nor those of some reasons.
 *
 * @param until when the next one comes
 */
record RevocationList(Set<BigInteger> revoked, Instant until) {

    private static final String POINT = Extension.issuingDistributionPoint.getId();

    RevocationList {
        revoked = Set.copyOf(revoked);
    }

    /**
     * @param about the certificate in question
     * @param from where it was fetched, as the certificate names it
     * @return empty if it says nothing of this certificate now
     */
    static Optional<RevocationList> read(byte[] der, SmimeCertificate about, SmimeCertificate issuer, URI from, AlgorithmPolicy policy, Instant now) {
        try {
            X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
            boolean ours = list.getIssuerX500Principal().equals(issuer.x509().getSubjectX500Principal())
                    && SignedWord.maySignLists(issuer.x509()) && policy.trusts(issuer.publicKey(), now)
                    && SignedWord.isStrong(CertificateList.getInstance(list.getEncoded()).getSignatureAlgorithm(), policy, now);
            boolean holds = list.getNextUpdate() != null && SignedWord.holds(list.getThisUpdate(), list.getNextUpdate(), now);
            if (!ours || !holds || !isUnderstood(list) || !covers(list, about, from)) {
                return Optional.empty();
            }
            list.verify(issuer.publicKey());
            Set<BigInteger> revoked = new HashSet<>();
            for (X509CRLEntry entry : list.getRevokedCertificates() == null ? Set.<X509CRLEntry>of() : list.getRevokedCertificates()) {
                if (entry.getCriticalExtensionOIDs() != null && !entry.getCriticalExtensionOIDs().isEmpty()) {
                    return Optional.empty();
                }
                revoked.add(entry.getSerialNumber());
            }
            return Optional.of(new RevocationList(revoked, list.getNextUpdate().toInstant()));
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isUnderstood(X509CRL list) {
        return list.getCriticalExtensionOIDs() == null || Set.of(POINT).containsAll(list.getCriticalExtensionOIDs());
    }

    /** Whether it is about such certificates, and stands where it says (RFC 5280 §6.3.3 (b)(2)). */
    private static boolean covers(X509CRL list, SmimeCertificate about, URI from) throws IOException {
        byte[] value = list.getExtensionValue(POINT);
        if (value == null) {
            return true;
        }
        IssuingDistributionPoint point = IssuingDistributionPoint.getInstance(ASN1OctetString.getInstance(value).getOctets());
        boolean authority = about.x509().getBasicConstraints() >= 0;
        boolean whole = !point.isIndirectCRL() && !point.onlyContainsAttributeCerts() && point.getOnlySomeReasons() == null
                && !(point.onlyContainsCACerts() && !authority) && !(point.onlyContainsUserCerts() && authority);
        return whole && (point.getDistributionPoint() == null || names(point.getDistributionPoint(), from));
    }

    private static boolean names(DistributionPointName name, URI from) {
        return name.getType() == DistributionPointName.FULL_NAME && Arrays.stream(GeneralNames.getInstance(name.getName()).getNames())
                .anyMatch(one -> one.getTagNo() == GeneralName.uniformResourceIdentifier && one.getName().toString().equals(from.toString()));
    }
}
