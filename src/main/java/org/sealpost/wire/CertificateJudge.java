package org.sealpost.wire;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sealpost.assurance.Reason;

/**
 * Whether a server's certificate chain proves that it is the host that was meant: RFC 5280 paths to the configured trust anchors,
 * RFC 6125 names (SAN only), and algorithms no weaker than NIST SP 800-52r2 wants, whatever the JVM permits.
 */
public final class CertificateJudge {

    private static final Set<String> SERVER_USES = Set.of("1.3.6.1.5.5.7.3.1", "2.5.29.37.0");
    private static final Set<String> STRONG_DIGESTS = Set.of("SHA-256", "SHA-384", "SHA-512");
    private static final int DNS_NAME = 2;
    private static final int SMALLEST_RSA = 2_048;
    private static final int SMALLEST_CURVE = 256;
    private static final int LONGEST_CHAIN = 10;

    private final TrustAnchors trust;

    public CertificateJudge(TrustAnchors trust) {
        this.trust = trust;
    }

    /**
     * @param chain as presented, the host's own certificate first
     * @param stapled OCSP responses from the handshake (RFC 6066 §8), the host's own first; maybe none
     * @param host its name, lower case A-labels without the last dot
     */
    public Proof judge(List<X509Certificate> chain, List<byte[]> stapled, String host, Instant now) {
        if (chain.isEmpty() || chain.size() > LONGEST_CHAIN) {
            return Proof.none("tls.certificate.invalid", host);
        }
        X509Certificate leaf = chain.get(0);
        if (now.isAfter(leaf.getNotAfter().toInstant())) {
            return Proof.none("tls.certificate.expired", host, day(leaf.getNotAfter()));
        }
        if (now.isBefore(leaf.getNotBefore().toInstant())) {
            return Proof.none("tls.certificate.early", host, day(leaf.getNotBefore()));
        }
        try {
            List<X509Certificate> path = path(chain, stapled, now);
            return judgePath(path, host);
        } catch (CertPathBuilderException e) {
            return Proof.none(flaw(e, leaf), host);
        } catch (GeneralSecurityException e) {
            return Proof.none("tls.certificate.invalid", host);
        }
    }

    private static Proof judgePath(List<X509Certificate> path, String host) throws CertificateParsingException {
        X509Certificate leaf = path.get(0);
        if (path.stream().anyMatch(CertificateJudge::isWeak)) {
            return Proof.none("tls.certificate.weak", host);
        }
        for (X509Certificate certificate : path) {
            if (!isForServers(certificate)) {
                return Proof.none("tls.certificate.usage", host);
            }
        }
        if (!names(leaf, host)) {
            return Proof.none("tls.certificate.name", host);
        }
        Instant until = path.stream().map(c -> c.getNotAfter().toInstant()).min(Instant::compareTo).orElseThrow();
        return new Proof(true, Reason.of("tls.verified", host), until);
    }

    private List<X509Certificate> path(List<X509Certificate> chain, List<byte[]> stapled, Instant now)
            throws GeneralSecurityException {
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(chain.get(0));
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(trust.anchors(), target);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
        parameters.setDate(Date.from(now));
        parameters.setRevocationEnabled(false);
        CertPathBuilder builder = CertPathBuilder.getInstance("PKIX");
        if (!stapled.isEmpty() && stapled.get(0).length > 0) {
            parameters.addCertPathChecker(revocation(builder, chain.get(0), stapled.get(0)));
        }
        PKIXCertPathBuilderResult result = (PKIXCertPathBuilderResult) builder.build(parameters);
        return result.getCertPath().getCertificates().stream().map(X509Certificate.class::cast).toList();
    }

    /** Believes the stapled response and asks nobody: a question to a stranger's responder is one that he can use. */
    private static PKIXRevocationChecker revocation(CertPathBuilder builder, X509Certificate leaf, byte[] response) {
        PKIXRevocationChecker checker = (PKIXRevocationChecker) builder.getRevocationChecker();
        checker.setOptions(EnumSet.of(PKIXRevocationChecker.Option.ONLY_END_ENTITY, PKIXRevocationChecker.Option.NO_FALLBACK));
        checker.setOcspResponses(Map.of(leaf, response));
        return checker;
    }

    private static String flaw(CertPathBuilderException e, X509Certificate leaf) {
        if (e.getCause() instanceof CertPathValidatorException cause && cause.getReason() == BasicReason.REVOKED) {
            return "tls.certificate.revoked";
        }
        boolean selfSigned = leaf.getSubjectX500Principal().equals(leaf.getIssuerX500Principal());
        return selfSigned ? "tls.certificate.selfsigned" : "tls.certificate.unknown";
    }

    /** An authority's purposes bind those that it vouches for, as everybody else reads them, too. */
    private static boolean isForServers(X509Certificate certificate) throws CertificateParsingException {
        List<String> purposes = certificate.getExtendedKeyUsage();
        return purposes == null || purposes.stream().anyMatch(SERVER_USES::contains);
    }

    private static boolean isWeak(X509Certificate certificate) {
        String signature = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        boolean strongSignature = signature.startsWith("SHA256WITH") || signature.startsWith("SHA384WITH")
                || signature.startsWith("SHA512WITH") || signature.equals("RSASSA-PSS") && isStrongPss(certificate)
                || signature.equals("ED25519") || signature.equals("ED448") || signature.equals("EDDSA");
        return !strongSignature || isWeak(certificate.getPublicKey());
    }

    /** The digest stands in the parameters (RFC 4055 §3.1); without them it is SHA-1. */
    private static boolean isStrongPss(X509Certificate certificate) {
        if (certificate.getSigAlgParams() == null) {
            return false;
        }
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(certificate.getSigAlgParams());
            return STRONG_DIGESTS.contains(parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm());
        } catch (GeneralSecurityException | IOException e) {
            return false;
        }
    }

    private static boolean isWeak(PublicKey key) {
        if (key instanceof RSAKey rsa) {
            return rsa.getModulus().bitLength() < SMALLEST_RSA;
        }
        if (key instanceof ECKey ec) {
            return ec.getParams().getOrder().bitLength() < SMALLEST_CURVE;
        }
        return key instanceof DSAKey;
    }

    private static boolean names(X509Certificate certificate, String host) throws CertificateParsingException {
        if (certificate.getSubjectAlternativeNames() == null) {
            return false;
        }
        return certificate.getSubjectAlternativeNames().stream()
                .filter(name -> name.get(0).equals(DNS_NAME))
                .anyMatch(name -> matches((String) name.get(1), host));
    }

    /** A wildcard stands for exactly the first label and never directly above a top level domain (RFC 6125 §6.4.3). */
    public static boolean matches(String pattern, String host) {
        String presented = pattern.toLowerCase(Locale.ROOT);
        if (!presented.startsWith("*.")) {
            return presented.equals(host);
        }
        String parent = presented.substring(1);
        int firstDot = host.indexOf('.');
        return parent.indexOf('.', 1) > 0 && firstDot > 0 && host.substring(firstDot).equals(parent);
    }

    private static String day(Date date) {
        return date.toInstant().toString().substring(0, 10);
    }
}
