package org.sealpost.keyring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sealpost.testing.FixedTime.NOON;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.Standard;
import org.sealpost.mail.Address;
import org.sealpost.openpgp.ContactKeys;
import org.sealpost.smime.MailCertificates;
import org.sealpost.smime.Smime;
import org.sealpost.testing.FixedTime;

class RenewalTest {

    private static final String VOS = "vos@peer.test";
    private static final Instant LAST_YEAR = NOON.minus(Duration.ofDays(350));

    private final MailCertificates authority = new MailCertificates("CN=CA");
    private final Readers readers = Readers.usual(FixedTime.atNoon(), new SecureRandom());

    @Test
    void whatTheSameAuthorityIssuedWhenTheOneBeforeEndsIsARenewal() {
        KnownKey ending = key(authority.issue(VOS, LAST_YEAR, false));
        KnownKey fresh = key(authority.issue(VOS, NOON, false));
        assertTrue(fresh.renews(ending, NOON));
        assertTrue(fresh.renews(key(authority.issue(VOS, NOON.minus(Duration.ofDays(400)), false)), NOON), "it has ended");
        assertFalse(fresh.renews(key(authority.issue(VOS, NOON.minus(Duration.ofDays(300)), false)), NOON), "that one is good for two more months");
        assertFalse(ending.renews(fresh, NOON));
    }

    @Test
    void anotherAuthorityOfTheSameNameIsAnother() {
        KnownKey ending = key(authority.issue(VOS, LAST_YEAR, false));
        assertFalse(key(new MailCertificates("CN=CA").issue(VOS, NOON, false)).renews(ending, NOON));
        assertFalse(key(new Smime(FixedTime.atNoon(), new SecureRandom()), Duration.ofDays(9)).renews(ending, NOON), "it vouches for itself");
        assertFalse(key(new Smime(FixedTime.atNoon(), new SecureRandom()), Duration.ofDays(9))
                .renews(key(new Smime(FixedTime.atNoon(), new SecureRandom()), Duration.ofDays(9)), NOON), "both do");
    }

    @Test
    void whatNamesSomebodyElseOrWasTakenBackIsNone() {
        KnownKey ending = key(authority.issue(VOS, LAST_YEAR, false));
        assertFalse(key(authority.issue("eve@peer.test", NOON, false)).renews(ending, NOON));
        ContactCertificate gone = contact(Standard.SMIME, authority.issue(VOS, LAST_YEAR, false));
        gone.takeBack(NOON);
        KnownKey takenBack = KnownKey.of(gone, readers.read(gone), NOON);
        assertEquals("keyring.revoked", takenBack.unusable().orElseThrow().code());
        assertFalse(key(authority.issue(VOS, NOON, false)).renews(takenBack, NOON));
        ContactCertificate pgp = contact(Standard.OPENPGP, ContactKeys.certificate(ContactKeys.key("Vos <" + VOS + ">", NOON, Duration.ofDays(9))));
        assertFalse(KnownKey.of(pgp, readers.read(pgp), NOON).renews(ending, NOON));
    }

    private KnownKey key(Smime smime, Duration life) {
        return key(smime.certificate(smime.generate("Vos <" + VOS + ">", life)));
    }

    private KnownKey key(Certificate certificate) {
        ContactCertificate kept = contact(Standard.SMIME, certificate);
        return KnownKey.of(kept, readers.read(kept), NOON);
    }

    private ContactCertificate contact(Standard standard, Certificate certificate) {
        Offer offer = new Offer(standard, Address.of(VOS), certificate, Source.SIGNED_MAIL, true);
        return new ContactCertificate(1, offer, readers.read(standard, certificate).orElseThrow(), Standing.PENDING, NOON);
    }
}
