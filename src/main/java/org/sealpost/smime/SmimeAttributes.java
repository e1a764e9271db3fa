package org.sealpost.smime;

import java.util.HashSet;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.smime.SMIMEAttributes;
import org.bouncycastle.asn1.smime.SMIMECapability;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.SignerInformation;
import org.sealpost.smime.SmimeRecipient.Reads;

/** What a signer says beside the signature (RFC 8551 §2.5). */
final class SmimeAttributes {

    private static final String GCM = CMSAlgorithm.AES256_GCM.getId();
    private static final String OAEP = PKCSObjectIdentifiers.id_RSAES_OAEP.getId();
    private static final int MOST = 100;

    private SmimeAttributes() { }

    /** What their program reads, by the one signed attribute that says so (RFC 8551 §2.5.2); a missing or damaged one says nothing. */
    static Reads reads(SignerInformation signature) {
        try {
            Set<String> said = capabilities(signature);
            return !said.contains(GCM) ? Reads.WHAT_ALL_DO : said.contains(OAEP) ? Reads.RFC_8551 : Reads.AUTH_ENVELOPED;
        } catch (RuntimeException e) {
            return Reads.WHAT_ALL_DO;
        }
    }

    private static Set<String> capabilities(SignerInformation signature) {
        Set<String> said = new HashSet<>();
        Attribute capabilities = signature.getSignedAttributes() == null ? null
                : signature.getSignedAttributes().get(SMIMEAttributes.smimeCapabilities);
        if (capabilities != null && capabilities.getAttrValues().size() == 1) {
            ASN1Sequence list = ASN1Sequence.getInstance(capabilities.getAttrValues().getObjectAt(0));
            for (int i = 0; i < Math.min(MOST, list.size()); i++) {
                said.add(SMIMECapability.getInstance(list.getObjectAt(i)).getCapabilityID().getId());
            }
        }
        return said;
    }
}
