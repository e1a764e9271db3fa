package org.sealpost.smime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.GeneralName;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.smime.Correspondents.Paper;

/** An authority for mail with a list of what it took back at {@code http://crl.test/ca.crl}, for tests of other rooms. */
public final class MailCertificates {

    private final Identity ca;
    private final List<SmimeCertificate> revoked = new ArrayList<>();

    /** @param name such as {@code CN=CA} */
    public MailCertificates(String name) {
        ca = StatusWords.issuer(name);
    }

    public SmimeCertificate authority() {
        return ca.certificate();
    }

    /** For a mailbox, good from a day before to a year after that moment. @param names whether it says where the list stands */
    public Certificate issue(String address, Instant around, boolean names) {
        Paper paper = new Paper().names(new GeneralName(GeneralName.rfc822Name, address))
                .valid(around.minusSeconds(86_400), around.plusSeconds(365 * 86_400L));
        Identity issued = (names ? paper.with(StatusWords.places(StatusWords.CRL, StatusWords.OCSP)[0]) : paper).issuedBy(ca);
        return issued.certificate().with(issued.above());
    }

    public void takeBack(Certificate certificate) {
        try {
            revoked.add(SmimeCertificate.of(certificate));
        } catch (UnfitKey e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The list as it stands then. */
    public byte[] list(Instant now) {
        StatusWords.Listing listing = new StatusWords.Listing(ca).from(now.minusSeconds(600), now.plusSeconds(86_400));
        revoked.forEach(listing::of);
        return StatusWords.list(listing);
    }

    /** The certificate alone, as the DNS holds it. */
    public static byte[] alone(Certificate certificate) {
        try {
            return SmimeCertificate.of(certificate).der();
        } catch (UnfitKey e) {
            throw new IllegalArgumentException(e);
        }
    }
}
