package org.sealpost.keyring;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.sealpost.assurance.Reason;
import org.sealpost.endtoend.Standard;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.smime.SmimeCertificate;

/** Tells a certificate that an authority issued anew, when the one before was about to end, from just another one. It still waits for a person. */
final class Renewal {

    private static final Duration SOON = Duration.ofDays(30);

    private Renewal() { }

    /** Whether the key of one authority signed both, the one in use has ended or ends soon, and nothing else speaks against either. */
    static boolean is(KnownKey found, KnownKey inUse, Instant now) {
        boolean ended = inUse.unusable().map(Reason::code).filter(why -> !why.equals("keyring.expired")).isEmpty()
                && inUse.ends().filter(end -> end.isBefore(now.plus(SOON))).isPresent();
        return ended && found.kept().standard() == Standard.SMIME && inUse.kept().standard() == Standard.SMIME && found.unusable().isEmpty()
                && oneAuthority(found.kept(), inUse.kept());
    }

    private static boolean oneAuthority(ContactCertificate found, ContactCertificate inUse) {
        try {
            List<SmimeCertificate> one = SmimeCertificate.chain(found.certificate());
            List<SmimeCertificate> other = SmimeCertificate.chain(inUse.certificate());
            return Stream.concat(one.stream(), other.stream())
                    .anyMatch(authority -> one.get(0).isIssuedBy(authority) && other.get(0).isIssuedBy(authority));
        } catch (UnfitKey e) {
            return false;
        }
    }
}
