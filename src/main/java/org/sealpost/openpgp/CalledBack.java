package org.sealpost.openpgp;

import java.util.Date;
import org.bouncycastle.openpgp.PGPSignatureException;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPCertificateComponent;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentSignature;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPSignatureChain;

/**
 * Whether its owner called a key or a user id back. Times have whole seconds (RFC 9580 §3.5): where a revocation and what it revokes
 * bear the same one, it is revoked, in whatever order the library sorts the two.
 */
final class CalledBack {

    private final Operators operators;
    private final AlgorithmPolicy policy;

    CalledBack(Operators operators, AlgorithmPolicy policy) {
        this.operators = operators;
        this.policy = policy;
    }

    /** By a revocation that verifies; any other is noise. */
    boolean holds(OpenPGPCertificateComponent component, Date at) {
        OpenPGPComponentSignature revocation = component.getRevocation(at);
        return revocation != null && verifies(revocation) || inTheSecondOfTheNewest(component, at);
    }

    boolean verifies(OpenPGPComponentSignature signature) {
        try {
            signature.verify(operators.verifiers(), policy);
            return signature.isTestedCorrect();
        } catch (PGPSignatureException e) {
            return false;
        }
    }

    private boolean inTheSecondOfTheNewest(OpenPGPCertificateComponent component, Date at) {
        OpenPGPSignatureChain newest = component.getSignatureChains().getCertificationAt(at);
        if (newest == null) {
            return false;
        }
        for (OpenPGPSignatureChain chain : component.getSignatureChains().getRevocations()) {
            OpenPGPComponentSignature revocation = chain.getRevocation();
            if (revocation != null && revocation.getCreationTime().equals(newest.getSignature().getCreationTime()) && verifies(revocation)) {
                return true;
            }
        }
        return false;
    }
}
