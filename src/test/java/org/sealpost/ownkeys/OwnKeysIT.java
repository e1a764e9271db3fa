package org.sealpost.ownkeys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.audit.AuditTrail;
import org.sealpost.directory.Directory;
import org.sealpost.directory.Enrolment;
import org.sealpost.directory.LocalDomain;
import org.sealpost.directory.Role;
import org.sealpost.directory.User;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.Standard;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.openpgp.ContactKeys;
import org.sealpost.openpgp.OpenPgp;

/** Kim and Rita have keys in two accounts; each test founds both anew. */
@ExtendWith(ArquillianExtension.class)
class OwnKeysIT {

    private static final char[] NONE = new char[0];
    private static final Duration LIFE = Duration.ofDays(900);

    @Inject
    private OwnKeys keys;
    @Inject
    private KeyDesk desk;
    @Inject
    private Directory directory;
    @Inject
    private AuditTrail audit;
    @Inject
    private InstantSource clock;

    private User kim;
    private User rita;

    @BeforeEach
    void found() {
        kim = somebody("kim");
        rita = somebody("rita");
    }

    @Test
    void aKeyThatIsMadeSignsAndOpensForItsOwnerOnly() {
        assertEquals(Optional.empty(), signing(kim, Standard.OPENPGP));
        UUID made = desk.make(kim, KeyForm.OPENPGP_4).key().orElseThrow();
        SecretKey signing = signing(kim, Standard.OPENPGP).orElseThrow();
        assertArrayEquals(signing.octets(), keys.opening(kim.accountId(), kim.id(), Standard.OPENPGP).get(0).octets());
        assertEquals(1, keys.opening(kim.accountId(), kim.id(), Standard.OPENPGP).size());
        OwnKey key = keys.one(kim, made).orElseThrow();
        assertTrue(keys.facts(key).names(kim.address()));
        assertEquals(List.of("key.made", "key.current"), actions(kim, made));
        assertEquals(Map.of("fingerprint", key.fingerprint(), "standard", "OPENPGP"), audit.about(kim.accountId(), made.toString()).get(0).details());

        assertEquals(Optional.empty(), signing(kim, Standard.SMIME));
        assertEquals(Optional.empty(), signing(rita, Standard.OPENPGP));
        assertEquals(Optional.empty(), keys.signing(rita.accountId(), kim.address(), Standard.OPENPGP), "nobody else's account");
        assertEquals(List.of(), keys.opening(rita.accountId(), kim.id(), Standard.OPENPGP));
        assertEquals(Optional.empty(), keys.one(rita, made));
        assertThrows(IllegalArgumentException.class, () -> desk.remove(rita, made));
        assertThrows(IllegalArgumentException.class, () -> desk.use(rita, made));
    }

    @Test
    void aNewKeyIsCurrentAndTheFormerOneStillOpens() {
        UUID first = desk.make(kim, KeyForm.OPENPGP_4).key().orElseThrow();
        UUID second = desk.make(kim, KeyForm.OPENPGP_6).key().orElseThrow();
        assertEquals(List.of(second, first), keys.of(kim).stream().map(OwnKey::uuid).toList());
        assertEquals(List.of(true, false), keys.of(kim).stream().map(OwnKey::isCurrent).toList());
        assertEquals(2, keys.opening(kim.accountId(), kim.id(), Standard.OPENPGP).size());

        assertEquals(Optional.empty(), desk.use(kim, first));
        assertEquals(List.of(false, true), keys.of(kim).stream().map(OwnKey::isCurrent).toList());
        desk.remove(kim, second);
        assertEquals(1, keys.opening(kim.accountId(), kim.id(), Standard.OPENPGP).size());
        assertEquals(List.of("key.made", "key.current", "key.removed"), actions(kim, second));
    }

    @Test
    void aKeyFromElsewhereMustBeTheirOwnAndOneThatHasEndedIsKeptForReading() {
        String person = "Kim <" + kim.address() + ">";
        SecretKey others = ContactKeys.key("Zoë Vos <vos@peer.test>", clock.instant().minusSeconds(60), LIFE);
        assertEquals("ownkey.others", refusal(desk.bring(kim, Standard.OPENPGP, others.octets(), NONE)));
        assertEquals("ownkey.unreadable", refusal(desk.bring(kim, Standard.OPENPGP, "no key".getBytes(), NONE)));
        assertEquals("ownkey.unreadable", refusal(desk.bring(kim, Standard.SMIME, others.octets(), NONE)));
        assertEquals("ownkey.large", refusal(desk.bring(kim, Standard.SMIME, new byte[KeyDesk.LARGEST + 1], NONE)));
        assertEquals(List.of(), keys.of(kim));

        SecretKey ended = ContactKeys.key(person, Instant.parse("2020-01-01T00:00:00Z"), Duration.ofDays(30));
        byte[] file = new OpenPgp(clock, new SecureRandom()).files().locked(ended, "old words".toCharArray());
        assertEquals("ownkey.unreadable", refusal(desk.bring(kim, Standard.OPENPGP, file, "other words".toCharArray())));
        UUID old = desk.bring(kim, Standard.OPENPGP, file, "old words".toCharArray()).key().orElseThrow();
        assertEquals("ownkey.known", refusal(desk.bring(kim, Standard.OPENPGP, ended.octets(), NONE)));
        assertEquals(Optional.empty(), signing(kim, Standard.OPENPGP));
        assertEquals(1, keys.opening(kim.accountId(), kim.id(), Standard.OPENPGP).size());
        assertEquals("ownkey.expired", desk.use(kim, old).orElseThrow().code());
        assertEquals(List.of("key.imported"), actions(kim, old));
    }

    private Optional<SecretKey> signing(User user, Standard standard) {
        return keys.signing(user.accountId(), user.address(), standard);
    }

    private List<String> actions(User user, UUID key) {
        return audit.about(user.accountId(), key.toString()).stream().map(event -> event.action()).toList();
    }

    private static String refusal(Entered entered) {
        return entered.refusal().orElseThrow().code();
    }

    private User somebody(String name) {
        Domain domain = new Domain(name + UUID.randomUUID().toString().substring(0, 8) + ".test");
        long account = directory.found("Keys " + name, "test").id();
        LocalDomain claimed = directory.claim(account, domain, "test");
        directory.prove(account, domain, List.of(claimed.proofToken()), "test");
        return assertInstanceOf(Enrolment.Enrolled.class, directory.enrol(account, new Address(name, domain), name, Set.of(Role.STAFF),
                "correct horse battery".toCharArray(), "test")).user();
    }
}
