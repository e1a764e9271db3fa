package org.sealpost.keysearch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import org.sealpost.directory.Errands;
import org.sealpost.directory.Locality;
import org.sealpost.endtoend.Certificate;
import org.sealpost.keyring.Keyring;
import org.sealpost.keyring.Standing;
import org.sealpost.mail.Address;

/**
 * Looks for certificates of others in the background: a few addresses at a time, each at most once a day for an account. Nobody waits for it,
 * and nobody's transaction is open meanwhile. Our own people's are never looked for.
 */
@ApplicationScoped
public class KeySearch {

    /** Whom to look for. */
    private record Task(long accountId, Address address, KeyPlaces.Extent extent) {

        /** For the log: neither whom somebody writes to nor who. */
        @Override
        public String toString() {
            return "an address of " + address.domain();
        }
    }

    private record Whose(long accountId, Address address) { }

    /** How long it isn't even asked whether it is due. */
    private static final Duration QUIET = Duration.ofMinutes(30);
    private static final int MOST_QUIET = 10_000;
    private static final int MOST_IN_A_ROUND = 200;

    private SearchBook book;
    private KeyPlaces places;
    private Keyring keyring;
    private Authorities authorities;
    private Locality locality;
    private InstantSource clock;
    private Errands<Task> errands;
    private final Map<Whose, Instant> quiet = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Whose, Instant> eldest) {
            return size() > MOST_QUIET;
        }
    };

    protected KeySearch() {
    }

    @Inject
    KeySearch(SearchBook book, KeyPlaces places, Keyring keyring, Authorities authorities, Locality locality, InstantSource clock,
            ExecutorService executor) {
        this.book = book;
        this.places = places;
        this.keyring = keyring;
        this.authorities = authorities;
        this.locality = locality;
        this.clock = clock;
        this.errands = new Errands<>("looking for keys", this::run, executor);
    }

    /**
     * Begins to look if that is due, and returns at once.
     *
     * @return whether somebody looks now
     */
    public boolean look(long accountId, Address address, KeyPlaces.Extent extent) {
        if (isUnderWay(accountId, address)) {
            return true;
        }
        return mayBeDue(new Whose(accountId, address)) && errands.start(new Task(accountId, address, extent));
    }

    /** Nobody looks for it today, since the account doesn't want it. */
    public void leave(long accountId, Address address) {
        if (book.claim(accountId, address)) {
            book.note(accountId, address, "not wanted");
        }
    }

    public boolean isUnderWay(long accountId, Address address) {
        return Arrays.stream(KeyPlaces.Extent.values()).anyMatch(extent -> errands.isUnderWay(new Task(accountId, address, extent)));
    }

    /**
     * Accounts and addresses whose certificates in use are to be looked at again: an expiry, a renewal or a revocation is learned within a day.
     * As many as one round of several an hour needs.
     */
    public Map<Long, List<Address>> due() {
        book.forgetOld();
        return book.due(MOST_IN_A_ROUND).stream().collect(Collectors.groupingBy(SearchBook.Due::accountId, LinkedHashMap::new,
                Collectors.mapping(SearchBook.Due::address, Collectors.toList())));
    }

    private synchronized boolean mayBeDue(Whose whose) {
        Instant now = clock.instant();
        Instant before = quiet.get(whose);
        if (before != null && now.isBefore(before.plus(QUIET))) {
            return false;
        }
        quiet.put(whose, now);
        return true;
    }

    private void run(Task task) {
        if (!book.claim(task.accountId(), task.address())) {
            return;
        }
        if (locality.isLocal(task.address().domain())) {
            book.note(task.accountId(), task.address(), "one of ours");
            return;
        }
        StringBuilder found = new StringBuilder();
        for (KeyPlaces.Look look : places.ask(task.address(), task.extent())) {
            found.append(found.isEmpty() ? "" : ", ").append(look.source()).append(' ').append(look.outcome());
            for (Certificate certificate : look.certificates()) {
                keyring.offer(task.accountId(), look.offer(task.address(), certificate), "system");
            }
        }
        askAuthorities(task);
        book.note(task.accountId(), task.address(), found.toString());
    }

    /** Whether the certificates in use were taken back; if nobody tells, they stay in use. */
    private void askAuthorities(Task task) {
        Instant now = clock.instant();
        keyring.of(task.accountId(), task.address()).stream().filter(one -> one.standing() == Standing.PINNED && one.takenBack().isEmpty())
                .filter(one -> authorities.tookBack(one.standard(), one.certificate(), now))
                .forEach(one -> keyring.takeBack(task.accountId(), task.address(), one.uuid()));
    }
}
