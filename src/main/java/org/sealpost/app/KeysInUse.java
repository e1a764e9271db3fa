package org.sealpost.app;

import java.util.Optional;
import org.sealpost.assurance.Reason;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.Standard;
import org.sealpost.keyring.InUse;
import org.sealpost.keyring.Keyring;
import org.sealpost.mail.Address;
import org.sealpost.ownkeys.OwnKeys;
import org.sealpost.protection.CannotProtect;
import org.sealpost.protection.Keys;

/** The keys that copies are made with: contacts' from the keyring, our own people's from theirs. */
record KeysInUse(Keyring contacts, OwnKeys own) implements Keys {

    @Override
    public Recipients of(long accountId, Address recipient, Standard standard) throws CannotProtect {
        Optional<InUse> found = contacts.inUse(accountId, recipient).stream()
                .filter(one -> one.certificate().standard() == standard).findFirst();
        if (found.isEmpty()) {
            throw new CannotProtect(Reason.of(standard == Standard.OPENPGP ? "key.openpgp.none" : "key.smime.none"));
        }
        InUse one = found.get();
        String fingerprint = one.certificate().fingerprint();
        if (one.unfit().isPresent()) {
            throw new CannotProtect(one.unfit().get().reason(standard, fingerprint));
        }
        return new Recipients(fingerprint, one.certificate().certificate(), one.certificate().reads());
    }

    @Override
    public Optional<SecretKey> signing(long accountId, Address author, Standard standard) {
        return own.signing(accountId, author, standard);
    }
}
