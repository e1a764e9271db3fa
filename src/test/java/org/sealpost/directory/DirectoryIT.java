package org.sealpost.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.UserTransaction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.assurance.SenderMode;
import org.sealpost.assurance.Setting;
import org.sealpost.assurance.Settings;
import org.sealpost.audit.AuditTrail;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;

@ExtendWith(ArquillianExtension.class)
class DirectoryIT {

    private static final String ACTOR = "test";

    @Inject
    private Directory directory;
    @Inject
    private SettingsBook settings;
    @Inject
    private DemoSeed demo;
    @Inject
    private FirstAdministrator firstAdministrator;
    @Inject
    private AuditTrail audit;
    @Inject
    private UserTransaction transaction;
    @PersistenceContext
    private EntityManager entities;

    @Test
    void samSignsInWithHisPasswordAndWithNoOther() {
        Address sam = Address.of("sam@clinic.test");
        assertEquals("Sam Berger", directory.signIn(sam, "sealpost-demo".toCharArray()).orElseThrow().displayName());
        assertEquals("Sam Berger", directory.user(Address.of("SAM@clinic.test")).orElseThrow().displayName());
        assertTrue(directory.signIn(sam, "sealpost-dem0".toCharArray()).isEmpty());
        assertTrue(directory.signIn(sam, new char[0]).isEmpty());
        assertTrue(directory.signIn(sam, "x".repeat(10_000).toCharArray()).isEmpty());
        assertTrue(directory.signIn(Address.of("nobody@clinic.test"), "sealpost-demo".toCharArray()).isEmpty());
    }

    @Test
    void theSeedIsPlantedOnce() {
        demo.plant();
        User ada = directory.user(Address.of("ada@clinic.test")).orElseThrow();
        assertTrue(ada.is(Role.ACCOUNT));
        assertFalse(directory.user(Address.of("sam@clinic.test")).orElseThrow().is(Role.ACCOUNT));
        assertEquals(List.of("Ada Lind"), directory.administrators(ada.accountId()).stream().map(User::displayName).toList());
    }

    @Test
    void aClaimedDomainIsLocalOnlyOnceItIsProven() {
        Account account = directory.found("Practice", ACTOR);
        Domain name = new Domain("practice-" + account.id() + ".example");
        LocalDomain domain = directory.claim(account.id(), name, ACTOR);
        assertEquals("_sealpost." + name.name(), domain.proofName());
        assertTrue(directory.proven(name).isEmpty());
        assertInstanceOf(Enrolment.Refused.class, enrol(account, "pat@" + name.name(), "long enough password"));

        assertFalse(directory.prove(account.id(), name, List.of(), ACTOR));
        assertFalse(directory.prove(account.id(), name, List.of("v=spf1 -all", "x" + domain.proofToken()), ACTOR));
        assertTrue(directory.proven(name).isEmpty());
        assertTrue(directory.prove(account.id(), name, List.of("v=spf1 -all", domain.proofToken()), ACTOR));
        assertEquals(account.id(), directory.proven(name).orElseThrow().accountId());
        assertInstanceOf(Enrolment.Enrolled.class, enrol(account, "pat@" + name.name(), "long enough password"));
        assertInstanceOf(Enrolment.Refused.class, enrol(account, "PAT@" + name.name(), "long enough password"));
        assertInstanceOf(Enrolment.Refused.class, enrol(account, "max@" + name.name(), "short"));
    }

    @Test
    void aDomainOfAnotherAccountCantBeTakenOver() {
        Account thief = directory.found("Thief", ACTOR);
        Domain clinic = new Domain("clinic.test");
        LocalDomain claimed = directory.claim(thief.id(), clinic, ACTOR);
        assertFalse(directory.prove(thief.id(), clinic, List.of(claimed.proofToken()), ACTOR));
        assertFalse(directory.proven(clinic).orElseThrow().accountId() == thief.id());
        assertInstanceOf(Enrolment.Refused.class, enrol(thief, "eve@clinic.test", "long enough password"));
        User sam = directory.user(Address.of("sam@clinic.test")).orElseThrow();
        assertEquals(Optional.empty(), directory.user(thief.id(), sam.id()));
        assertEquals(Optional.empty(), directory.user(thief.id(), sam.uuid()));
    }

    @Test
    void mailOfAProvenDomainReachesNoUserOfAnotherAccount() {
        Account stranger = directory.found("Stranger", ACTOR);
        Account owner = directory.found("Owner", ACTOR);
        Domain name = new Domain("owner-" + owner.id() + ".example");
        Address early = Address.of("info@" + name.name());
        Address own = Address.of("pat@" + name.name());
        directory.enrolAnywhere(stranger.id(), early, "Early", Set.of(Role.ACCOUNT), "long enough password".toCharArray(), ACTOR);
        assertEquals(Optional.empty(), directory.mailbox(early));

        LocalDomain domain = directory.claim(owner.id(), name, ACTOR);
        assertTrue(directory.prove(owner.id(), name, List.of(domain.proofToken()), ACTOR));
        assertInstanceOf(Enrolment.Enrolled.class, enrol(owner, own.toString(), "long enough password"));
        assertEquals(Optional.empty(), directory.mailbox(early));
        assertEquals(owner.id(), directory.mailbox(own).orElseThrow().accountId());
        assertEquals(stranger.id(), directory.signIn(early, "long enough password".toCharArray()).orElseThrow().accountId());
    }

    @Test
    void settingsAreKeptPerAccountAndTheirChangeIsAudited() {
        Account account = directory.found("Strict", ACTOR);
        Settings strict = Settings.NONE.with(Setting.SENDER_MODE, SenderMode.OPT_OUT).locking(Setting.SENDER_MODE);
        settings.change(account.id(), strict, "ada@clinic.test");
        assertEquals(strict, settings.account(account.id()));
        assertEquals(Settings.NONE, settings.account(directory.found("Other", ACTOR).id()));
        settings.change(account.id(), Settings.NONE, "ada@clinic.test");
        assertEquals(Settings.NONE, settings.account(account.id()));
        assertEquals(2, audit.about(account.id(), "account").size());
        assertEquals("ada@clinic.test", audit.about(account.id(), "account").get(0).actor());
    }

    @Test
    void whereThereAreUsersNobodyIsInvitedToSetItUp() {
        assertEquals(Optional.empty(), firstAdministrator.invite());
        assertFalse(firstAdministrator.isInvited("0".repeat(64)));
        assertEquals(Optional.empty(), firstAdministrator.appoint("0".repeat(64), "Mine", Address.of("eve@evil.example"),
                "Eve", "long enough password".toCharArray()));
        assertTrue(directory.user(Address.of("eve@evil.example")).isEmpty());
    }

    @Test
    void theFirstAdministratorIsAppointedOnceByTheOneToken() throws Exception {
        // nobody is there for the length of one transaction
        transaction.begin();
        try {
            entities.createNativeQuery("TRUNCATE account_user CASCADE").executeUpdate();
            String stale = firstAdministrator.invite().orElseThrow();
            String token = firstAdministrator.invite().orElseThrow();
            assertTrue(firstAdministrator.isInvited(token));
            assertFalse(firstAdministrator.isInvited(stale), "a newer one ends it");
            assertEquals(Optional.empty(), appoint(stale, "long enough password"));
            assertInstanceOf(Enrolment.Refused.class, appoint(token, "short").orElseThrow());
            assertTrue(firstAdministrator.isInvited(token), "a refusal doesn't use it up");
            assertEquals(0, ((Number) entities.createNativeQuery("SELECT count(*) FROM setup_token WHERE "
                    + "encode(sha256, 'escape') LIKE ?").setParameter(1, "%" + token + "%").getSingleResult()).intValue());

            Enrolment.Enrolled enrolled = assertInstanceOf(Enrolment.Enrolled.class,
                    appoint(token, "long enough password").orElseThrow());
            assertTrue(enrolled.user().is(Role.SYSTEM));
            assertTrue(directory.proven(new Domain("first.example")).isEmpty(), "not local before it is proven");
            assertEquals(Optional.empty(), appoint(token, "long enough password"));
        } finally {
            transaction.rollback();
        }
        assertTrue(directory.user(Address.of("first@first.example")).isEmpty());
    }

    private Optional<Enrolment> appoint(String token, String password) {
        return firstAdministrator.appoint(token, "First", Address.of("first@first.example"), "First",
                password.toCharArray());
    }

    private Enrolment enrol(Account account, String address, String password) {
        return directory.enrol(account.id(), Address.of(address), "Somebody", Set.of(Role.STAFF), password.toCharArray(),
                ACTOR);
    }
}
