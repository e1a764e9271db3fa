package org.sealpost.escrow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Optional;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Reason;
import org.sealpost.directory.Directory;
import org.sealpost.mail.Address;
import org.sealpost.mail.ReversePath;
import org.sealpost.protection.Original;
import org.sealpost.protection.ProtectedMessage;
import org.sealpost.protection.Protector;

/**
 * Keeps the original where it is and lets a notice travel. Protecting a delivery again, after a crash, makes no second
 * pickup: the reference stays, the older link is replaced.
 */
@ApplicationScoped
public class EscrowProtector implements Protector {

    @Inject
    private Pickups pickups;
    @Inject
    private SealedTerms terms;
    @Inject
    private Directory directory;
    @Inject
    private Stationery stationery;
    @Inject
    private SecureRandom random;

    @Override
    public Protection protection() {
        return Protection.ESCROW;
    }

    /**
     * Keeps the original for whoever is told the reference: there is no notice, and no link leads to it.
     *
     * @param original its terms ask a question or a passphrase
     * @param actor whose wish it is, for the audit log
     * @throws UncheckedIOException if the organisation has no domain of its own
     */
    public void keepForReference(Original original, String actor) {
        try {
            pickups.keep(original, postedFrom(original), terms.seal(original.accountId(), original.deliveryId(), original.terms()), actor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ProtectedMessage protect(Original original, OutputStream copy) throws IOException {
        Address postedFrom = postedFrom(original);
        SealedTerms.Sealed sealed = terms.seal(original.accountId(), original.deliveryId(), original.terms());
        PickupToken token = PickupToken.random(random);
        Pickup pickup = pickups.make(original, postedFrom, sealed, token);
        Letterhead us = Letterhead.of(directory.account(original.accountId()));
        try (InputStream notice = stationery.notice(pickup, us, original.why(), token).open()) {
            notice.transferTo(copy);
        }
        return new ProtectedMessage(ReversePath.of(postedFrom), false, Reason.of("protected.escrow"));
    }

    /** The author, if they are one of the organisation's own; a guest's words are posted by the organisation. */
    private Address postedFrom(Original original) throws IOException {
        if (isOurs(original.accountId(), original.author())) {
            return original.author();
        }
        return original.reversePath().address().filter(address -> isOurs(original.accountId(), address))
                .or(() -> postmaster(original.accountId()))
                .orElseThrow(() -> new IOException("no domain of the organisation's own to post the notice from"));
    }

    private Optional<Address> postmaster(long accountId) {
        return directory.house(accountId).map(domain -> new Address("postmaster", domain));
    }

    private boolean isOurs(long accountId, Address address) {
        return directory.proven(address.domain()).filter(domain -> domain.accountId() == accountId).isPresent();
    }
}
