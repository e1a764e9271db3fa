package org.sealpost.smime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/**
 * A question to an OCSP responder about one certificate (RFC 6960), and what its response is worth. It is asked by GET and without a nonce, so
 * that responders may answer with what they signed before (RFC 5019 §5): an older word holds until its time is over.
 */
final class StatusQuestion {

    /** The status that is said, and when the next word comes. */
    record Said(boolean revoked, Instant until) { }

    private static final String RESPONDER = "1.3.6.1.5.5.7.3.9";
    private static final String NO_CHECK = "1.3.6.1.5.5.7.48.1.5";
    private static final int MOST_CERTIFICATES = 5;

    private final SmimeCertificate issuer;
    private final CertificateID asked;
    private final AlgorithmPolicy policy;
    private final Provider provider;

    StatusQuestion(SmimeCertificate about, SmimeCertificate issuer, AlgorithmPolicy policy, Provider provider) {
        this.issuer = issuer;
        this.policy = policy;
        this.provider = provider;
        try {
            // names a certificate and protects nothing; the only digest that every responder knows
            this.asked = new CertificateID(new BcDigestCalculatorProvider().get(CertificateID.HASH_SHA1), new JcaX509CertificateHolder(issuer.x509()),
                    about.x509().getSerialNumber());
        } catch (GeneralSecurityException | OCSPException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is fetched (RFC 6960 appendix A.1). */
    URI at(URI responder) {
        try {
            String written = URLEncoder.encode(Base64.getEncoder().encodeToString(new OCSPReqBuilder().addRequest(asked).build().getEncoded()),
                    StandardCharsets.US_ASCII);
            String place = responder.toString();
            return URI.create((place.endsWith("/") ? place : place + "/") + written);
        } catch (IOException | OCSPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty if it says nothing of the certificate now, or nobody who may say so signed it (RFC 6960 §3.2). */
    Optional<Said> judge(byte[] response, Instant now) {
        try (BerGuard in = new BerGuard(new ByteArrayInputStream(response), Limits.usual())) {
            OCSPResp read = new OCSPResp(in.readAllBytes());
            if (read.getStatus() != OCSPResp.SUCCESSFUL || !(read.getResponseObject() instanceof BasicOCSPResp word)
                    || !word.getCriticalExtensionOIDs().isEmpty() || !isSigned(word, now)) {
                return Optional.empty();
            }
            Optional<Said> said = Optional.empty();
            for (SingleResp one : word.getResponses()) {
                if (asked.equals(one.getCertID()) && one.getCriticalExtensionOIDs().isEmpty()
                        && SignedWord.holds(one.getThisUpdate(), one.getNextUpdate(), now) && says(one) && said.filter(Said::revoked).isEmpty()) {
                    said = Optional.of(new Said(one.getCertStatus() != CertificateStatus.GOOD,
                            one.getNextUpdate() == null ? now : one.getNextUpdate().toInstant()));
                }
            }
            return said;
        } catch (IOException | GeneralSecurityException | OCSPException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** A responder that doesn't know it has said nothing. */
    private static boolean says(SingleResp one) {
        return one.getCertStatus() == CertificateStatus.GOOD || one.getCertStatus() instanceof RevokedStatus;
    }

    /** By the issuer, or by somebody to whom the issuer itself delegated it (RFC 6960 §4.2.2.2). */
    private boolean isSigned(BasicOCSPResp word, Instant now) throws GeneralSecurityException {
        if (!SignedWord.isStrong(word.getSignatureAlgorithmID(), policy, now)) {
            return false;
        }
        if (isSignedWith(word, issuer.x509(), now)) {
            return true;
        }
        X509CertificateHolder[] shown = word.getCerts();
        for (int i = 0; i < Math.min(MOST_CERTIFICATES, shown.length); i++) {
            X509Certificate responder = new JcaX509CertificateConverter().getCertificate(shown[i]);
            if (isDelegated(responder, shown[i], now) && isSignedWith(word, responder, now)) {
                return true;
            }
        }
        return false;
    }

    private boolean isSignedWith(BasicOCSPResp word, X509Certificate signer, Instant now) {
        try {
            return policy.trusts(signer.getPublicKey(), now) && word.isSignatureValid(new JcaContentVerifierProviderBuilder().setProvider(provider)
                    .build(signer.getPublicKey()));
        } catch (OperatorCreationException | OCSPException e) {
            // made with a key of another kind, so by somebody else
            return false;
        }
    }

    /** Nobody asks whether the responder itself was taken back, so the issuer must say that nobody need (RFC 6960 §4.2.2.2.1). */
    private boolean isDelegated(X509Certificate responder, X509CertificateHolder shown, Instant now) {
        try {
            responder.checkValidity(Date.from(now));
            responder.verify(issuer.publicKey(), provider);
            return responder.getIssuerX500Principal().equals(issuer.x509().getSubjectX500Principal()) && responder.getBasicConstraints() < 0
                    && responder.getExtendedKeyUsage() != null && responder.getExtendedKeyUsage().contains(RESPONDER)
                    && responder.getExtensionValue(NO_CHECK) != null && SignedWord.isStrong(shown.getSignatureAlgorithm(), policy, now);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
