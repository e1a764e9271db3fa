package org.sealpost.ownkeys;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.Standard;
import org.sealpost.mail.Address;

/** The keys of our own people. */
@ApplicationScoped
public class OwnKeys {

    protected OwnKeys() {
    }

    /** What mail in this address's name is signed with now; empty if they have no key that may sign now. */
    public Optional<SecretKey> signing(long accountId, Address address, Standard standard) {
        return Optional.empty();
    }

    /** Whatever may open what was encrypted to this user, newest first; those that have ended, too. */
    public List<SecretKey> opening(long accountId, long userId, Standard standard) {
        return List.of();
    }
}
