package org.sealpost.keyring;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.Address;

/** What a certificate says of itself, though its authority has taken it back. */
record TakenBack(Facts inner) implements Facts {

    @Override
    public String fingerprint() {
        return inner.fingerprint();
    }

    @Override
    public Certificate certificate() {
        return inner.certificate();
    }

    @Override
    public boolean names(Address address, Instant at) {
        return inner.names(address, at);
    }

    /** Whatever the time: the authority may have had its reasons long before it said so. */
    @Override
    public Optional<UnfitKey.Why> unfit(Instant at) {
        return Optional.of(UnfitKey.Why.REVOKED);
    }

    @Override
    public boolean isCalledBack(Instant at) {
        return true;
    }

    @Override
    public Optional<Instant> expires(Instant at) {
        return inner.expires(at);
    }

    @Override
    public List<Address> addresses(Instant at) {
        return inner.addresses(at);
    }

    @Override
    public List<String> says(Instant at) {
        return inner.says(at);
    }

    @Override
    public Optional<String> issuer() {
        return inner.issuer();
    }

    @Override
    public String written() {
        return inner.written();
    }
}
