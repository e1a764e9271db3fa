package org.sealpost.smime;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x509.Extension;

/**
 * Whether an authority that is trusted vouches for a certificate (RFC 5280 §6, by the JDK's PKIX), or somebody pinned it. Nothing is fetched here,
 * neither certificates nor word of revocation.
 */
public final class CertificateChain {

    /** Certificates of authorities between; more are no chain. */
    private static final int BETWEEN = 3;
    /** How many are tried: ways through a net of authorities that vouch for each other grow with each. */
    private static final int CANDIDATES = 10;

    /** Tells whether an authority took a certificate back (CRL, OCSP). */
    public interface Revocation {

        /** Nobody asks. */
        Revocation UNASKED = (certificate, issuer, when) -> false;

        /** @param issuer the certificate above it in the chain, or that of the anchor */
        boolean isRevoked(SmimeCertificate certificate, SmimeCertificate issuer, Instant when);
    }

    /** Why somebody believes a certificate. @param above the chain from the issuer to the anchor; empty if it is pinned */
    public record Reason(boolean pinned, List<SmimeCertificate> above) {

        public Reason {
            above = List.copyOf(above);
        }
    }

    private final Set<TrustAnchor> anchors;
    private final Set<String> pinned;
    private final Revocation revocation;

    /**
     * @param anchors authorities that may vouch for mail
     * @param pinned fingerprints of certificates that a person believes
     */
    public CertificateChain(Collection<SmimeCertificate> anchors, Set<String> pinned, Revocation revocation) {
        this.anchors = anchors.stream().map(one -> new TrustAnchor(one.x509(), null)).collect(Collectors.toSet());
        this.pinned = Set.copyOf(pinned);
        this.revocation = revocation;
    }

    /**
     * Why the certificate is believed at that moment.
     *
     * @param beside certificates that may lead to an anchor, for example those that came with a message
     * @return empty if nothing leads to an anchor, or one on the way has expired or is revoked; pinning doesn't outlast the certificate
     */
    public Optional<Reason> believed(SmimeCertificate certificate, List<SmimeCertificate> beside, Instant when) {
        if (pinned.contains(certificate.fingerprint())) {
            boolean current = !when.isBefore(certificate.validFrom()) && !when.isAfter(certificate.validUntil());
            return current ? Optional.of(new Reason(true, List.of())) : Optional.empty();
        }
        return chain(certificate, beside, when).filter(above -> !escapes(certificate, above)).filter(above -> !isRevoked(certificate, above, when)).map(above -> new Reason(false, above));
    }

    private Optional<List<SmimeCertificate>> chain(SmimeCertificate certificate, List<SmimeCertificate> beside, Instant when) {
        if (anchors.isEmpty()) {
            return Optional.empty();
        }
        try {
            X509CertSelector wanted = new X509CertSelector();
            wanted.setCertificate(certificate.x509());
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, wanted);
            Set<X509Certificate> candidates = new HashSet<>(Set.of(certificate.x509()));
            beside.stream().filter(CertificateChain::isBetween).limit(CANDIDATES).forEach(one -> candidates.add(one.x509()));
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(candidates)));
            parameters.setDate(Date.from(when));
            parameters.setMaxPathLength(BETWEEN);
            parameters.setRevocationEnabled(false);
            var result = (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
            return Optional.of(above(result.getCertPath(), result.getTrustAnchor()));
        } catch (CertPathBuilderException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether it names somebody in a way that what an authority above is held to doesn't reach in the JDK. */
    private static boolean escapes(SmimeCertificate certificate, List<SmimeCertificate> above) {
        return above.stream().anyMatch(one -> one.x509().getExtensionValue(Extension.nameConstraints.getId()) != null)
                && !CertifiedAddresses.areInReach(certificate.x509());
    }

    private static boolean isBetween(SmimeCertificate one) {
        return one.x509().getBasicConstraints() >= 0 && !one.x509().getSubjectX500Principal().equals(one.x509().getIssuerX500Principal());
    }

    private static List<SmimeCertificate> above(CertPath path, TrustAnchor anchor) {
        List<SmimeCertificate> above = path.getCertificates().stream().skip(1).map(one -> new SmimeCertificate((X509Certificate) one))
                .collect(Collectors.toCollection(ArrayList::new));
        above.add(new SmimeCertificate(anchor.getTrustedCert()));
        return above;
    }

    private boolean isRevoked(SmimeCertificate certificate, List<SmimeCertificate> above, Instant when) {
        SmimeCertificate below = certificate;
        for (SmimeCertificate issuer : above) {
            if (revocation.isRevoked(below, issuer, when)) {
                return true;
            }
            below = issuer;
        }
        return false;
    }
}
