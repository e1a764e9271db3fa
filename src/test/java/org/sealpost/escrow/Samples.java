package org.sealpost.escrow;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.assurance.Reason;
import org.sealpost.mail.Address;
import org.sealpost.mail.RawMessage;
import org.sealpost.mail.ReversePath;
import org.sealpost.protection.Original;

/** A message from Sam to somebody, waiting. */
final class Samples {

    static final Address SAM = Address.of("sam@clinic.test");

    private Samples() { }

    static Original original(PickupTerms terms, String recipient, Address author, String authorName) {
        return new Original(7, 70, UUID.fromString("00000000-0000-4000-8000-000000000007"), 700, RawMessage.of(new byte[0]),
                ReversePath.of(SAM), author, authorName, Address.of(recipient), terms, Reason.of("road.clear"));
    }

    static Pickup pickup(IdentityCheck check, Instant now) {
        return pickup(check, "bob@no-tls.test", SAM, "Sam Berger", now);
    }

    static Pickup pickup(IdentityCheck check, String recipient, Address author, String authorName, Instant now) {
        PickupTerms terms = new PickupTerms(check, Optional.empty(), Optional.empty(), 30);
        return new Pickup(original(terms, recipient, author, authorName), new Reference("K7QM4TRX"), SAM, now);
    }
}
