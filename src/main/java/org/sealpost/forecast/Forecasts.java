package org.sealpost.forecast;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.Setting;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.assurance.TlsVersion;
import org.sealpost.destination.Bindings;
import org.sealpost.destination.DestinationFacts;
import org.sealpost.destination.Destinations;
import org.sealpost.directory.Directory;
import org.sealpost.directory.Locality;
import org.sealpost.directory.Role;
import org.sealpost.directory.SettingsBook;
import org.sealpost.keyring.InUse;
import org.sealpost.keyring.Keyring;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.policy.Decision;
import org.sealpost.policy.Inheritance;
import org.sealpost.policy.MessageFacts;
import org.sealpost.policy.PolicyBook;
import org.sealpost.policy.RecipientFacts;
import org.sealpost.policy.RecipientFacts.Key;
import org.sealpost.policy.Road;
import org.sealpost.transport.Courier;
import org.sealpost.transport.Survey;

/**
 * Gathers what a decision must know, and previews it. Never waits for the network: what is missing or stale is looked
 * for in the background, and the next one who asks sees it.
 */
@ApplicationScoped
public class Forecasts {

    private Directory directory;
    private SettingsBook settingsBook;
    private Locality locality;
    private Bindings bindings;
    private KeyLooks keyLooks;
    private Keyring keyring;
    private Surveys surveys;

    protected Forecasts() {
    }

    @Inject
    Forecasts(Directory directory, SettingsBook settingsBook, Locality locality, Bindings bindings, Keyring keyring,
            Destinations destinations, Courier courier, KeyLooks keyLooks, ExecutorService executor) {
        this.directory = directory;
        this.settingsBook = settingsBook;
        this.locality = locality;
        this.bindings = bindings;
        this.keyLooks = keyLooks;
        this.keyring = keyring;
        this.surveys = new Surveys(courier::survey, destinations::learn, executor);
    }

    /** How this recipient would get such a message now; whether this user may opt out is looked up here, whatever the facts say. */
    public Forecast forecast(long accountId, long userId, Address address, MessageFacts written) {
        MessageFacts message = written.bySomebodyNamed(written.marking() == Marking.ORDINARY && mayOptOut(accountId, userId));
        Inheritance settings = settings(accountId, userId);
        if (isLocal(address)) {
            RecipientFacts inside = RecipientFacts.inside(address);
            return Forecast.of(inside, PolicyBook.decide(message, inside, settings), Optional.empty(), false);
        }
        Bindings.Known known = bindings.known(address.domain());
        boolean checking = isBeingLookedAt(address.domain(), known.facts());
        keyLooks.look(accountId, address, settings);
        RecipientFacts recipient = outside(address, known.facts(), known.floor(), settings.get(Setting.MINIMUM_VERSION), keys(accountId, address));
        return Forecast.of(recipient, PolicyBook.decide(message, recipient, settings), known.facts(), checking);
    }

    /** What decides for this recipient now. */
    public Decision decide(long accountId, long userId, Address address, MessageFacts message) {
        return forecast(accountId, userId, address, message).decision();
    }

    /** The facts alone, as the account's oldest version of TLS makes them count. */
    public RecipientFacts recipientFacts(long accountId, Address address) {
        if (isLocal(address)) {
            return RecipientFacts.inside(address);
        }
        Bindings.Known known = bindings.known(address.domain());
        isBeingLookedAt(address.domain(), known.facts());
        return outside(address, known.facts(), known.floor(), settings(accountId, 0).get(Setting.MINIMUM_VERSION), keys(accountId, address));
    }

    /** Whether an administrator named this user among those who may opt out. */
    public boolean mayOptOut(long accountId, long userId) {
        return directory.user(accountId, userId).filter(user -> user.is(Role.OPT_OUT)).isPresent();
    }

    /** The settings that hold for what this user sends. Users have none of their own yet. */
    public Inheritance settings(long accountId, long userId) {
        return Inheritance.of(settingsBook.system(), settingsBook.account(accountId));
    }

    /** Looks again, however fresh the facts are. */
    public void recheck(Address address) {
        if (!isLocal(address)) {
            surveys.start(address.domain());
        }
    }

    /** Whether somebody looks for this recipient's keys now: then another forecast may be a better one. Nobody need wait for it. */
    public boolean isSeekingKeys(long accountId, Address address) {
        return keyLooks.isUnderWay(accountId, address);
    }

    private boolean isLocal(Address address) {
        return locality.isLocal(address.domain());
    }

    private boolean isBeingLookedAt(Domain domain, Optional<DestinationFacts> facts) {
        boolean due = facts.map(DestinationFacts::due).orElse(true);
        return due ? surveys.start(domain) : surveys.isUnderWay(domain);
    }

    private List<Key> keys(long accountId, Address address) {
        return keyring.inUse(accountId, address).stream().map(Forecasts::key).toList();
    }

    static Key key(InUse one) {
        return new Key(Protection.valueOf(one.certificate().standard().name()),
                one.unfit().map(why -> Key.State.valueOf(why.name())).orElse(Key.State.VALID), one.certificate().fingerprint());
    }

    static RecipientFacts outside(Address address, Optional<DestinationFacts> facts, RoadFloor floor, TlsVersion oldest, List<Key> keys) {
        Road road = facts.map(known -> road(known, oldest)).orElse(Road.UNKNOWN);
        return new RecipientFacts(address, false, floor, road, facts.map(Forecasts::remembered).orElse(TlsLevel.NONE), keys);
    }

    /** An offer that never came to a handshake forbids the clear, too, once it is gone. */
    private static TlsLevel remembered(DestinationFacts facts) {
        boolean offerGone = facts.everOffered() && !facts.tlsOffered();
        return offerGone ? facts.remembered().strictest(TlsLevel.ENCRYPTED) : facts.remembered();
    }

    private static Road road(DestinationFacts facts, TlsVersion oldest) {
        if (facts.fresh()) {
            return new Road.Seen(facts.level(oldest), facts.tlsOffered(), facts.reason());
        }
        return switch (facts.kind()) {
            case REACHED -> new Road.Unseen(Reason.of("road.stale"));
            case UNREACHABLE -> new Road.Unseen(Reason.of("road.unreachable"));
            case NO_MAIL -> new Road.Unseen(Reason.of("road.nomail"));
        };
    }
}
