package org.sealpost.reception;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import org.sealpost.directory.Errands;
import org.sealpost.endtoend.Finding;
import org.sealpost.endtoend.Standard;
import org.sealpost.keyring.Keyring;
import org.sealpost.keyring.Offer;
import org.sealpost.keyring.Reading;
import org.sealpost.keyring.Source;
import org.sealpost.keysearch.Authorities;
import org.sealpost.mail.Address;
import org.sealpost.mail.RawMessage;
import org.sealpost.mime.HeaderFields;
import org.sealpost.mime.SplitEntity;
import org.sealpost.opening.Carried;
import org.sealpost.opening.Outcome;
import org.sealpost.openpgp.Autocrypt;

/**
 * Certificates that messages from elsewhere bring along. They are only offered to the keyring, which decides what they count for; that comes
 * after the message is kept, and whatever fails then harms nobody.
 */
@ApplicationScoped
class Harvest {

    private static final System.Logger LOG = System.getLogger(Harvest.class.getName());
    /** One of each standard. */
    private static final int MOST = 2;

    private Keyring keyring;
    private Authorities authorities;
    private InstantSource clock;
    private Errands<Unproven> asking;

    /** A certificate for which an authority may vouch although nothing proves the author's domain. */
    private record Unproven(long accountId, Offer offer) { }

    protected Harvest() {
    }

    @Inject
    Harvest(Keyring keyring, Authorities authorities, InstantSource clock, ExecutorService executor) {
        this.keyring = keyring;
        this.authorities = authorities;
        this.clock = clock;
        this.asking = new Errands<>("asking authorities", this::ask, executor);
    }

    /** What one message offers to one account. */
    record Sheaf(long accountId, List<Offer> offers) { }

    /**
     * What a message brings along: its Autocrypt field, the one inside if its header is protected, and the certificate of a good S/MIME
     * signature over all of it.
     *
     * @param message as it came
     * @param outcome of opening it, if it was encrypted or signed
     * @param proven whether the author's domain is
     * @param fieldProven whether it vouches for the Autocrypt field outside, too
     */
    static Sheaf of(long accountId, Address author, RawMessage message, Optional<Outcome> outcome, boolean proven, boolean fieldProven)
            throws IOException {
        List<Offer> offers = new ArrayList<>();
        boolean differs = outcome.map(Outcome::finding).filter(Finding::authorDiffers).isPresent();
        if (!differs) {
            RawMessage counting = counting(message, outcome);
            // a field inside is part of the body, for which the domain vouches anyway
            boolean bound = proven && (fieldProven || counting != message);
            Autocrypt.of(header(counting)).filter(found -> found.address().domain().equals(author.domain()))
                    .ifPresent(found -> offers.add(new Offer(Standard.OPENPGP, found.address(), found.certificate(), Source.AUTOCRYPT, bound)));
            List<Carried> carried = outcome.map(Outcome::carried).orElse(List.of());
            carried.stream().limit(1).forEach(one -> offers.add(new Offer(Standard.SMIME, author, one.certificate(), Source.SIGNED_MAIL, proven,
                    one.made().map(at -> new Reading(one.reads(), at)))));
        }
        return new Sheaf(accountId, offers.subList(0, Math.min(MOST, offers.size())));
    }

    /** Once for each account, however many of its users got the message. */
    void reap(List<Sheaf> sheaves) {
        Map<Long, Sheaf> byAccount = sheaves.stream().collect(Collectors.toMap(Sheaf::accountId, sheaf -> sheaf,
                (one, other) -> one.offers().size() >= other.offers().size() ? one : other));
        for (Sheaf sheaf : byAccount.values()) {
            for (Offer offer : sheaf.offers()) {
                boolean askable = offer.standard() == Standard.SMIME && !offer.proven() && authorities.areThere();
                // the other server waits for its reply, and authorities may take their time
                if (!askable || !asking.start(new Unproven(sheaf.accountId(), offer))) {
                    take(sheaf.accountId(), offer);
                }
            }
        }
    }

    private void ask(Unproven one) {
        Offer offer = one.offer();
        boolean vouched = authorities.vouches(offer.certificate(), offer.address(), clock.instant());
        take(one.accountId(), offer.withProven(vouched));
    }

    private void take(long accountId, Offer offer) {
        try {
            keyring.offer(accountId, offer, "system");
        } catch (RuntimeException e) {
            LOG.log(WARNING, "a certificate that a message brought along isn't taken in", e);
        }
    }

    private static RawMessage counting(RawMessage message, Optional<Outcome> outcome) {
        return outcome.filter(found -> found.finding().headerProtected() && found.finding().authenticated())
                .flatMap(Outcome::opened).orElse(message);
    }

    private static HeaderFields header(RawMessage message) throws IOException {
        try (InputStream octets = message.open()) {
            return SplitEntity.of(octets).header();
        }
    }
}
