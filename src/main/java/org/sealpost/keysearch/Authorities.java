package org.sealpost.keysearch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.Standard;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.Address;
import org.sealpost.smime.CertificateChain;
import org.sealpost.smime.RevocationCheck;
import org.sealpost.smime.SmimeCertificate;

/**
 * The authorities that may vouch for certificates of mail (S/MIME), and what they took back. Waits for the network: never to be asked inside a
 * transaction.
 */
public final class Authorities {

    private final List<SmimeCertificate> anchors;
    private final CertificateChain chain;
    private final RevocationCheck revocation;

    /** @param anchors none: nobody vouches for anybody */
    public Authorities(Collection<SmimeCertificate> anchors, RevocationCheck revocation) {
        this.anchors = List.copyOf(anchors);
        this.revocation = revocation;
        this.chain = new CertificateChain(this.anchors, Set.of(), revocation.strict());
    }

    /** Whether anybody could vouch at all. */
    public boolean areThere() {
        return !anchors.isEmpty();
    }

    /** What leads from a certificate to one of them, asking them whether they took it back. */
    public CertificateChain chain() {
        return chain;
    }

    /**
     * Whether one of them vouches now that an X.509 certificate is this mailbox's. If it says where one can ask whether it took the certificate
     * back, and nobody answers there, it doesn't.
     *
     * @param certificate followed by what may lead to an authority
     */
    public boolean vouches(Certificate certificate, Address address, Instant now) {
        if (anchors.isEmpty()) {
            return false;
        }
        try {
            List<SmimeCertificate> shown = SmimeCertificate.chain(certificate);
            return shown.get(0).addresses().contains(address)
                    && chain.believed(shown.get(0), shown.subList(1, shown.size()), now).filter(why -> !why.pinned()).isPresent();
        } catch (UnfitKey e) {
            return false;
        }
    }

    /**
     * Whether whoever issued a certificate says that it was taken back. Nobody needs to trust that authority: it is the one whose key signed the
     * certificate. If nobody answers, it wasn't.
     */
    boolean tookBack(Standard standard, Certificate certificate, Instant now) {
        if (standard != Standard.SMIME) {
            return false;
        }
        try {
            List<SmimeCertificate> shown = SmimeCertificate.chain(certificate);
            List<SmimeCertificate> issuers = new ArrayList<>(shown.subList(1, shown.size()));
            issuers.addAll(anchors);
            Optional<SmimeCertificate> issuer = issuers.stream().filter(shown.get(0)::isIssuedBy).findFirst();
            return issuer.filter(one -> revocation.ask(shown.get(0), one, now) == RevocationCheck.Word.REVOKED).isPresent();
        } catch (UnfitKey e) {
            return false;
        }
    }
}
