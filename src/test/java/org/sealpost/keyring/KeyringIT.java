package org.sealpost.keyring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.assurance.Reason;
import org.sealpost.audit.AuditEvent;
import org.sealpost.audit.AuditTrail;
import org.sealpost.directory.Directory;
import org.sealpost.directory.Role;
import org.sealpost.directory.User;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.Standard;
import org.sealpost.mail.Address;
import org.sealpost.openpgp.ContactKeys;
import org.sealpost.smime.Smime;
import org.sealpost.smime.SmimeRecipient.Reads;
import org.sealpost.testing.Staff;

/** Kim and Rita decide in two accounts that know the same contact; each test founds both anew. */
@ExtendWith(ArquillianExtension.class)
class KeyringIT {

    private static final Address VOS = Address.of("Vos@peer.test");
    private static final String PERSON = "Zoë Vos <Vos@peer.test>";
    private static final Duration LIFE = Duration.ofDays(900);
    private static final Instant MADE = Instant.parse("2026-01-05T10:00:00Z");
    private static final SecretKey FIRST = ContactKeys.key(PERSON, MADE, LIFE);
    private static final SecretKey SECOND = ContactKeys.key(PERSON, MADE, LIFE);

    @Inject
    private Keyring keyring;
    @Inject
    private KnownKeys known;
    @Inject
    private Directory directory;
    @Inject
    private AuditTrail audit;
    @Inject
    private InstantSource clock;
    @Inject
    private DataSource database;

    private User kim;
    private User rita;

    @BeforeEach
    void found() {
        kim = somebody("kim");
        rita = somebody("rita");
    }

    @Test
    void theFirstIsInUseAtOnceInItsAccountAndForItsAddressOnly() {
        assertEquals(List.of(), keyring.usable(kim.accountId(), VOS));
        Taken taken = offer(kim, FIRST, Source.WKD);
        assertEquals(Optional.of(Standing.PINNED), taken.standing());
        Usable usable = keyring.usable(kim.accountId(), VOS).get(0);
        assertEquals(Standard.OPENPGP, usable.standard());
        assertEquals(fingerprint(kim, taken), usable.fingerprint());
        assertEquals(Source.WKD, usable.source());
        assertEquals(false, usable.confirmed());
        assertEquals(1, keyring.usable(kim.accountId(), Address.of("Vos@PEER.TEST.")).size());
        assertEquals(List.of(event("system", "certificate.pinned", taken, kim, "WKD")), events(kim, taken));

        assertEquals(List.of(), keyring.usable(rita.accountId(), VOS), "nobody else's");
        assertEquals(List.of(), keyring.of(rita.accountId(), VOS));
        assertEquals(List.of(), keyring.alike(rita.accountId(), Address.of("vos@peer.test")));
        assertEquals(List.of(), keyring.usable(kim.accountId(), Address.of("vos@peer.test")), "only their domain knows whether that is Vos, too");
        assertEquals(List.of(VOS), keyring.alike(kim.accountId(), Address.of("vos@peer.test")));
        assertEquals(List.of(), keyring.alike(kim.accountId(), VOS));
    }

    @Test
    void aChangedKeyWaitsAndTheFirstStaysInUse() {
        Taken first = offer(kim, FIRST, Source.WKD);
        Taken second = offer(kim, SECOND, Source.WKD);
        assertEquals(Optional.of(Standing.PENDING), second.standing());
        assertEquals(Optional.of(Standing.PENDING), offer(kim, SECOND, Source.FILE).standing(), "insisting doesn't help");
        assertEquals(fingerprint(kim, first), onlyUsable(kim));
        assertEquals(List.of(second.certificate().orElseThrow()), keyring.pending(kim.accountId()).stream().map(ContactCertificate::uuid).toList());
        assertEquals(List.of(), keyring.pending(rita.accountId()));
        assertEquals(List.of(event("system", "certificate.pending", second, kim, "WKD")), events(kim, second));
    }

    @Test
    void aPersonPinsItAndTheAuditLogSaysWho() {
        Taken first = offer(kim, FIRST, Source.WKD);
        Taken second = offer(kim, SECOND, Source.WKD);
        assertEquals(Optional.empty(), keyring.pin(kim, second.certificate().orElseThrow()));
        assertEquals(fingerprint(kim, second), onlyUsable(kim));
        assertTrue(keyring.usable(kim.accountId(), VOS).get(0).confirmed());
        ContactCertificate pinned = one(kim, second);
        assertEquals(Optional.of(kim.address().toString()), pinned.decidedBy());
        assertTrue(pinned.decidedAt().isPresent());
        assertEquals(Standing.REPLACED, one(kim, first).standing());
        assertEquals(event(kim.address().toString(), "certificate.pinned", second, kim, "WKD"), events(kim, second).get(1));
        assertEquals(event(kim.address().toString(), "certificate.replaced", first, kim, "WKD"), events(kim, first).get(1));
        assertEquals(Optional.of(Standing.REPLACED), offer(kim, FIRST, Source.WKD).standing(), "what was replaced doesn't come back by itself");
        assertEquals(fingerprint(kim, second), onlyUsable(kim));
    }

    @Test
    void whatWasRejectedIsNotOfferedAgainAndNothingTakesItsPlaceByItself() {
        Taken first = offer(kim, FIRST, Source.WKD);
        Taken second = offer(kim, SECOND, Source.WKD);
        keyring.reject(kim, second.certificate().orElseThrow());
        assertEquals(Optional.of(Standing.REJECTED), offer(kim, SECOND, Source.FILE).standing());
        assertEquals(List.of(), keyring.pending(kim.accountId()));
        assertEquals(fingerprint(kim, first), onlyUsable(kim));
        assertEquals(List.of(event("system", "certificate.pending", second, kim, "WKD"),
                event(kim.address().toString(), "certificate.rejected", second, kim, "WKD")), events(kim, second));

        keyring.reject(kim, first.certificate().orElseThrow());
        assertEquals(List.of(), keyring.usable(kim.accountId(), VOS));
        Taken third = offer(kim, ContactKeys.key(PERSON, MADE, LIFE), Source.WKD);
        assertEquals(Optional.of(Standing.PENDING), third.standing());
        assertEquals(List.of(), keyring.usable(kim.accountId(), VOS));
    }

    @Test
    void aRevocationCountsAtOnceFromWhereverAndTheNextKeyStillWaits() {
        Taken first = offer(kim, FIRST, Source.WKD);
        offer(rita, FIRST, Source.WKD);
        assertEquals(fingerprint(kim, first), onlyUsable(kim));
        Certificate revoked = ContactKeys.revokedAndBare(FIRST, clock.instant().minusSeconds(5));
        Taken told = keyring.offer(kim.accountId(), new Offer(Standard.OPENPGP, VOS, revoked, Source.KEY_SERVER, false), "system");
        assertEquals(first.certificate(), told.certificate());
        assertEquals(Optional.of(Standing.PINNED), told.standing());
        assertEquals(List.of(), keyring.usable(kim.accountId(), VOS));
        assertEquals(event("system", "certificate.revoked", first, kim, "KEY_SERVER"), events(kim, first).get(1));

        assertEquals(Optional.of(Standing.PINNED), offer(kim, FIRST, Source.WKD).standing());
        assertEquals(List.of(), keyring.usable(kim.accountId(), VOS), "an older copy takes no revocation back");
        assertEquals(Optional.of(Standing.PENDING), offer(kim, SECOND, Source.WKD).standing());
        assertEquals(List.of(), keyring.usable(kim.accountId(), VOS), "not even now does another one take its place by itself");
        assertEquals(Optional.of(Reason.of("keyring.revoked")), keyring.pin(kim, first.certificate().orElseThrow()));
        assertEquals(1, keyring.usable(rita.accountId(), VOS).size(), "what one account learns, the other learns for itself");
    }

    @Test
    void aRevocationWithoutItsKeyRevokesTheOneThatIsKnownAndIsNothingElsewhere() {
        Certificate alone = ContactKeys.bareRevocation(FIRST, clock.instant().minusSeconds(5));
        Offer offer = new Offer(Standard.OPENPGP, VOS, alone, Source.PASTE, false);
        assertEquals(Optional.of(Reason.of("keyring.malformed")), keyring.offer(kim.accountId(), offer, "system").refusal());
        Taken first = offer(kim, FIRST, Source.WKD);
        offer(rita, SECOND, Source.WKD);
        Taken told = keyring.offer(kim.accountId(), offer, "system");
        assertEquals(first.certificate(), told.certificate());
        assertEquals(List.of(), keyring.usable(kim.accountId(), VOS));
        assertEquals(Optional.of(Reason.of("keyring.malformed")), keyring.offer(rita.accountId(), offer, "system").refusal());
        assertEquals(1, keyring.usable(rita.accountId(), VOS).size());
    }

    @Test
    void theOwnerProlongsIt() {
        SecretKey brief = ContactKeys.key(PERSON, clock.instant().minus(Duration.ofDays(10)), Duration.ofDays(10).plusSeconds(60));
        offer(kim, brief, Source.WKD);
        Instant before = expiry(kim);
        Certificate longer = ContactKeys.living(brief, clock.instant().minusSeconds(5), LIFE);
        assertEquals(Optional.of(Standing.PINNED),
                keyring.offer(kim.accountId(), new Offer(Standard.OPENPGP, VOS, longer, Source.AUTOCRYPT, false), "system").standing());
        assertTrue(expiry(kim).isAfter(before.plus(Duration.ofDays(800))));
        Certificate ended = ContactKeys.living(brief, clock.instant().minusSeconds(2), Duration.ofDays(9));
        keyring.offer(kim.accountId(), new Offer(Standard.OPENPGP, VOS, ended, Source.AUTOCRYPT, false), "system");
        assertEquals(List.of(), keyring.usable(kim.accountId(), VOS), "or ends it");
    }

    @Test
    void whatIsNotTheirsOrCanNotBeUsedIsRefusedAndNotKept() {
        assertEquals("keyring.others", refusal(ContactKeys.certificate(ContactKeys.key("Max <max@peer.test>", MADE, LIFE))));
        assertEquals("keyring.others", refusal(ContactKeys.certificate(ContactKeys.key("Zoë Vos <vos@peer.test>", MADE, LIFE))));
        assertEquals("keyring.expired", refusal(ContactKeys.certificate(ContactKeys.key(PERSON, MADE, Duration.ofDays(1)))));
        assertEquals("keyring.revoked", refusal(ContactKeys.revoked(FIRST, MADE.plusSeconds(60))));
        assertEquals("keyring.malformed", refusal(new Certificate(FIRST.octets())));
        assertEquals("keyring.unproven", keyring.offer(kim.accountId(), new Offer(Standard.OPENPGP, VOS, ContactKeys.certificate(FIRST),
                Source.OPENPGPKEY, false), "system").refusal().orElseThrow().code());
        assertEquals(List.of(), keyring.of(kim.accountId(), VOS));
        assertEquals(List.of(), keyring.usable(kim.accountId(), VOS));
    }

    @Test
    void whoInventsAuthorsBuriesNobodyUnderDecisions() throws Exception {
        try (Connection connection = database.getConnection(); PreparedStatement many = connection.prepareStatement("""
                INSERT INTO contact_certificate (uuid, account_id, address, folded, standard, fingerprint, octets, source, binds, standing, first_seen, last_seen)
                SELECT gen_random_uuid(), ?, n || '@many.test', n || '@many.test', 'OPENPGP', 'X' || n, 'x', 'AUTOCRYPT', false, 'PENDING', now(), now()
                FROM generate_series(1, 500) n""")) {
            many.setLong(1, kim.accountId());
            assertEquals(500, many.executeUpdate());
        }
        Offer invented = new Offer(Standard.OPENPGP, VOS, ContactKeys.certificate(FIRST), Source.AUTOCRYPT, false);
        assertEquals("keyring.waiting", keyring.offer(kim.accountId(), invented, "system").refusal().orElseThrow().code());
        assertEquals(Optional.of(Standing.PENDING), keyring.offer(rita.accountId(), invented, "system").standing(), "another account's aren't counted");
        assertEquals(Optional.of(Standing.PINNED), keyring.offer(kim.accountId(), new Offer(Standard.OPENPGP, VOS, ContactKeys.certificate(FIRST),
                Source.WKD, false), "system").standing(), "what the domain says is taken as ever");
    }

    @Test
    void bothStandardsAreInUseBesideEachOther() {
        Smime smime = new Smime(clock, new SecureRandom());
        Certificate x509 = smime.certificate(smime.generate("Vos <Vos@peer.test>", LIFE));
        offer(kim, FIRST, Source.WKD);
        assertEquals(Optional.of(Standing.PENDING), keyring.offer(kim.accountId(),
                new Offer(Standard.SMIME, VOS, x509, Source.SIGNED_MAIL, false), "system").standing());
        assertEquals(1, keyring.usable(kim.accountId(), VOS).size(), "a signature that nobody vouches for binds nobody");
        Taken proven = keyring.offer(kim.accountId(), new Offer(Standard.SMIME, VOS, x509, Source.SIGNED_MAIL, true), "system");
        assertEquals(Optional.of(Standing.PINNED), proven.standing());
        assertEquals(List.of(Standard.OPENPGP, Standard.SMIME),
                keyring.usable(kim.accountId(), VOS).stream().map(Usable::standard).sorted().toList());
    }

    @Test
    void theNewestWordOfItsOwnerSaysWhatTheirProgramReads() {
        Smime smime = new Smime(clock, new SecureRandom());
        Certificate x509 = smime.certificate(smime.generate("Vos <Vos@peer.test>", LIFE));
        assertEquals(Reads.WHAT_ALL_DO, readsAfter(x509, Optional.empty()));
        assertEquals(Reads.RFC_8551, readsAfter(x509, Optional.of(new Reading(Reads.RFC_8551, MADE.plusSeconds(20)))));
        assertEquals(Reads.RFC_8551, readsAfter(x509, Optional.of(new Reading(Reads.WHAT_ALL_DO, MADE.plusSeconds(10)))), "an old message that comes again");
        assertEquals(Reads.RFC_8551, readsAfter(x509, Optional.empty()), "seen, and nothing said");
        assertEquals(Reads.AUTH_ENVELOPED, readsAfter(x509, Optional.of(new Reading(Reads.AUTH_ENVELOPED, MADE.plusSeconds(30)))));
        assertEquals(Reads.WHAT_ALL_DO, readsAfter(x509, Optional.of(new Reading(Reads.WHAT_ALL_DO, MADE.plus(Duration.ofDays(9_000))))));
        assertEquals(Reads.RFC_8551, readsAfter(x509, Optional.of(new Reading(Reads.RFC_8551, clock.instant()))),
                "a word from the future counts as said when it came, and not until then");
    }

    private Reads readsAfter(Certificate x509, Optional<Reading> said) {
        keyring.offer(kim.accountId(), new Offer(Standard.SMIME, VOS, x509, Source.SIGNED_MAIL, true, said), "system");
        return keyring.usable(kim.accountId(), VOS).get(0).reads();
    }

    @Test
    void anotherAccountsDecisionIsNobodysBusinessHere() {
        Taken first = offer(kim, FIRST, Source.WKD);
        Taken second = offer(kim, SECOND, Source.WKD);
        UUID waiting = second.certificate().orElseThrow();
        assertThrows(IllegalArgumentException.class, () -> keyring.pin(rita, waiting));
        assertThrows(IllegalArgumentException.class, () -> keyring.reject(rita, waiting));
        keyring.forget(rita, VOS);
        assertEquals(Standing.PENDING, one(kim, second).standing());
        assertEquals(fingerprint(kim, first), onlyUsable(kim));
        assertEquals(1, events(kim, second).size());
    }

    @Test
    void anAddressThatIsForgottenBeginsAnew() {
        Taken first = offer(kim, FIRST, Source.WKD);
        keyring.forget(kim, VOS);
        assertEquals(List.of(), keyring.of(kim.accountId(), VOS));
        assertEquals(List.of(), keyring.usable(kim.accountId(), VOS));
        assertEquals(event(kim.address().toString(), "certificate.forgotten", first, kim.accountId(), "WKD", fingerprintOf(FIRST)),
                events(kim, first).get(1));
        assertEquals(Optional.of(Standing.PINNED), offer(kim, SECOND, Source.WKD).standing());
    }

    @Test
    void ofManyAtOnceOneIsTheFirst() throws Exception {
        List<SecretKey> keys = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            keys.add(ContactKeys.key(PERSON, MADE, LIFE));
        }
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Taken>> ends = new ArrayList<>();
            for (SecretKey key : keys) {
                ends.add(threads.submit(() -> {
                    start.await();
                    return offer(kim, key, Source.WKD);
                }));
            }
            start.countDown();
            List<Optional<Standing>> standings = new ArrayList<>();
            for (Future<Taken> end : ends) {
                standings.add(end.get().standing());
            }
            assertEquals(1, standings.stream().filter(Optional.of(Standing.PINNED)::equals).count());
            assertEquals(5, standings.stream().filter(Optional.of(Standing.PENDING)::equals).count());
        } finally {
            threads.shutdownNow();
        }
        assertEquals(1, keyring.usable(kim.accountId(), VOS).size());
        assertEquals("keyring.crowded", offer(kim, SECOND, Source.WKD).refusal().orElseThrow().code());
        assertEquals(6, keyring.of(kim.accountId(), VOS).size());
    }

    @Test
    void whatAnybodyMaySendGivesWayToWhatTheDomainSays() {
        offer(kim, FIRST, Source.WKD);
        for (int i = 0; i < 5; i++) {
            assertEquals(Optional.of(Standing.PENDING), offer(kim, ContactKeys.key(PERSON, MADE, LIFE), Source.KEY_SERVER).standing());
        }
        assertEquals(Optional.of(Standing.PENDING), offer(kim, SECOND, Source.WKD).standing());
        assertEquals(6, keyring.of(kim.accountId(), VOS).size());
        assertEquals(5, keyring.pending(kim.accountId()).size());
        assertTrue(keyring.pending(kim.accountId()).stream().anyMatch(one -> one.fingerprint().equals(fingerprintOf(SECOND))));
    }

    @Test
    void theListShowsWhatWaitsFirstAndWhatEachKeySaysOfItself() {
        Address anna = Address.of("anna@a.peer.test");
        keyring.offer(kim.accountId(), new Offer(Standard.OPENPGP, anna, ContactKeys.certificate(ContactKeys.key("Anna <anna@a.peer.test>", MADE, LIFE)),
                Source.FILE, true), "system");
        Taken first = offer(kim, FIRST, Source.WKD);
        assertEquals(List.of(anna, VOS), addresses(kim, "", 0, 10));
        assertEquals(0, known.countPending(kim.accountId()));
        Taken second = offer(kim, SECOND, Source.KEY_SERVER);
        assertEquals(List.of(VOS, anna), addresses(kim, "", 0, 10), "what waits comes first");
        assertEquals(List.of(anna), addresses(kim, "", 1, 1));
        assertEquals(List.of(VOS), addresses(kim, "vos@", 0, 10));
        assertEquals(List.of(), addresses(kim, "nobody", 0, 10));
        assertEquals(List.of(), addresses(kim, "%", 0, 10), "a part is no pattern");
        assertEquals(1, known.countPending(kim.accountId()));
        List<KnownKey> vos = known.contacts(kim.accountId(), "vos@", 0, 10).get(0).keys();
        assertEquals(List.of(first.certificate().orElseThrow(), second.certificate().orElseThrow()), vos.stream().map(one -> one.kept().uuid()).toList());
        assertEquals(List.of(PERSON), vos.get(0).says());
        assertEquals(Optional.empty(), vos.get(0).issuer());
        assertEquals(Optional.of(MADE.plus(LIFE)), vos.get(0).ends());
        assertEquals(List.of(true, false), vos.stream().map(KnownKey::isInUse).toList());

        assertEquals(List.of(), addresses(rita, "", 0, 10), "nobody else's");
        assertEquals(0, known.countPending(rita.accountId()));
        assertEquals(Optional.empty(), known.find(rita.accountId(), second.certificate().orElseThrow()));
        assertEquals(List.of(), known.addresses(rita.accountId(), Standard.OPENPGP, fingerprintOf(FIRST)));
        assertEquals(List.of(VOS), known.addresses(kim.accountId(), Standard.OPENPGP, fingerprintOf(FIRST)));
        assertEquals(second.certificate(), known.find(kim.accountId(), second.certificate().orElseThrow()).map(ContactCertificate::uuid));
    }

    @Test
    void administratorsSeeWhatEndsFirstAndInWhichState() {
        Address soon = Address.of("soon@peer.test");
        Address ended = Address.of("ended@peer.test");
        SecretKey brief = ContactKeys.key("Soon <soon@peer.test>", MADE, LIFE);
        Certificate bounded = ContactKeys.living(brief, clock.instant().minusSeconds(5), Duration.between(MADE, clock.instant().plus(Duration.ofDays(9))));
        keyring.offer(kim.accountId(), new Offer(Standard.OPENPGP, soon, bounded, Source.FILE, true), "system");
        SecretKey gone = ContactKeys.key("Ended <ended@peer.test>", MADE, LIFE);
        keyring.offer(kim.accountId(), new Offer(Standard.OPENPGP, ended, ContactKeys.certificate(gone), Source.WKD, false), "system");
        offer(kim, FIRST, Source.WKD);
        offer(kim, SECOND, Source.WKD);
        assertEquals(List.of("soon@peer.test PINNED", "Vos@peer.test PINNED", "Vos@peer.test PENDING", "ended@peer.test PINNED").stream().sorted().toList(),
                ends(kim, KnownKeys.State.ALL, "").stream().sorted().toList());
        assertEquals("soon@peer.test PINNED", ends(kim, KnownKeys.State.ALL, "").get(0), "what ends first");
        keyring.offer(kim.accountId(), new Offer(Standard.OPENPGP, ended, ContactKeys.revoked(gone, clock.instant().minusSeconds(5)), Source.WKD, false),
                "system");
        assertEquals(List.of("soon@peer.test PINNED", "Vos@peer.test PINNED"), ends(kim, KnownKeys.State.IN_USE, ""));
        assertEquals(List.of("Vos@peer.test PENDING"), ends(kim, KnownKeys.State.PENDING, ""));
        assertEquals(List.of("soon@peer.test PINNED"), ends(kim, KnownKeys.State.SOON, ""));
        assertEquals(List.of("ended@peer.test PINNED"), ends(kim, KnownKeys.State.ENDED, ""));
        assertEquals(List.of("soon@peer.test PINNED"), ends(kim, KnownKeys.State.ALL, "soon@"));
        for (KnownKeys.State state : KnownKeys.State.values()) {
            assertEquals(List.of(), ends(rita, state, ""), "nobody else's");
        }
        keyring.reject(kim, known.contacts(kim.accountId(), "soon@", 0, 1).get(0).keys().get(0).kept().uuid());
        assertEquals(List.of(), ends(kim, KnownKeys.State.SOON, ""));
    }

    private List<Address> addresses(User of, String part, int from, int most) {
        return known.contacts(of.accountId(), part, from, most).stream().map(Contact::address).toList();
    }

    private List<String> ends(User of, KnownKeys.State state, String part) {
        return known.ends(of.accountId(), state, part, 0, 50).stream().map(one -> one.address() + " " + one.standing()).toList();
    }

    private User somebody(String name) {
        return Staff.of(directory, name + "@" + name + UUID.randomUUID().toString().substring(0, 8) + ".test", Set.of(Role.STAFF));
    }

    private Taken offer(User by, SecretKey key, Source source) {
        return keyring.offer(by.accountId(), new Offer(Standard.OPENPGP, VOS, ContactKeys.certificate(key), source, false), "system");
    }

    private String refusal(Certificate certificate) {
        return keyring.offer(kim.accountId(), new Offer(Standard.OPENPGP, VOS, certificate, Source.FILE, true), "system").refusal().orElseThrow().code();
    }

    private String onlyUsable(User of) {
        List<Usable> usable = keyring.usable(of.accountId(), VOS);
        assertEquals(1, usable.size());
        return usable.get(0).fingerprint();
    }

    private Instant expiry(User of) {
        Certificate kept = keyring.usable(of.accountId(), VOS).get(0).certificate();
        return ContactKeys.expires(kept, clock.instant());
    }

    private ContactCertificate one(User of, Taken taken) {
        return keyring.of(of.accountId(), VOS).stream().filter(one -> one.uuid().equals(taken.certificate().orElseThrow())).findFirst().orElseThrow();
    }

    private String fingerprint(User of, Taken taken) {
        return one(of, taken).fingerprint();
    }

    private static String fingerprintOf(SecretKey key) {
        return ContactKeys.fingerprint(ContactKeys.certificate(key));
    }

    private List<AuditEvent> events(User of, Taken taken) {
        return audit.about(of.accountId(), taken.certificate().orElseThrow().toString());
    }

    private AuditEvent event(String actor, String action, Taken taken, User of, String source) {
        return event(actor, action, taken, of.accountId(), source, fingerprint(of, taken));
    }

    private static AuditEvent event(String actor, String action, Taken taken, long accountId, String source, String fingerprint) {
        return new AuditEvent(accountId, actor, action, taken.certificate().orElseThrow().toString(),
                Map.of("address", "Vos@peer.test", "standard", "OPENPGP", "fingerprint", fingerprint, "source", source));
    }
}
