package org.sealpost.smime;

import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.smime.SMIMEAttributes;
import org.bouncycastle.asn1.smime.SMIMECapability;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.SignerInformation;

/** What a signer says beside the signature (RFC 8551 §2.5). */
final class SmimeAttributes {

    private static final String GCM = CMSAlgorithm.AES256_GCM.getId();
    private static final int MOST = 100;

    private SmimeAttributes() { }

    /** Whether their program reads AES-256-GCM, by the one signed attribute that says so; a damaged one says nothing. */
    static boolean readsGcm(SignerInformation signature) {
        if (signature.getSignedAttributes() == null) {
            return false;
        }
        try {
            Attribute capabilities = signature.getSignedAttributes().get(SMIMEAttributes.smimeCapabilities);
            if (capabilities == null || capabilities.getAttrValues().size() != 1) {
                return false;
            }
            ASN1Sequence list = ASN1Sequence.getInstance(capabilities.getAttrValues().getObjectAt(0));
            for (int i = 0; i < Math.min(MOST, list.size()); i++) {
                if (GCM.equals(SMIMECapability.getInstance(list.getObjectAt(i)).getCapabilityID().getId())) {
                    return true;
                }
            }
            return false;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
