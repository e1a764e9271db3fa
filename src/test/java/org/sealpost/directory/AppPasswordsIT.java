package org.sealpost.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.audit.AuditTrail;
import org.sealpost.testing.Staff;

@ExtendWith(ArquillianExtension.class)
class AppPasswordsIT {

    @Inject
    private AppPasswords appPasswords;
    @Inject
    private Directory directory;
    @Inject
    private AuditTrail audit;
    @Inject
    private DataSource database;

    @Test
    void madePasswordProvesItsUserHoweverItIsTypedAndNobodyElse() {
        User user = user("one");
        String password = appPasswords.make(user, " Thunderbird ").orElseThrow();
        assertTrue(password.matches("[a-z2-9]{5}(-[a-z2-9]{5}){3}"), password);
        for (String typed : List.of(password, password.replace("-", ""), password.toUpperCase(Locale.ROOT), password.replace('-', ' '))) {
            assertTrue(appPasswords.isOne(user, typed.toCharArray()), typed);
        }
        for (String typed : List.of("", password.substring(1), password + "x", "correct horse battery")) {
            assertFalse(appPasswords.isOne(user, typed.toCharArray()), typed);
        }
        assertFalse(appPasswords.isOne(user("two"), password.toCharArray()));
        assertEquals("Thunderbird", appPasswords.of(user).get(0).name());
    }

    @Test
    void eachIsAnotherOneUnderOneSaltAndIsTakenBackAlone() {
        User user = user("three");
        String first = appPasswords.make(user, "Telephone").orElseThrow();
        String second = appPasswords.make(user, "Desk").orElseThrow();
        assertNotEquals(first, second);
        List<AppPassword> both = appPasswords.of(user);
        assertEquals(List.of("Telephone", "Desk"), both.stream().map(AppPassword::name).toList());
        org.junit.jupiter.api.Assertions.assertArrayEquals(both.get(0).salt(), both.get(1).salt());
        assertFalse(appPasswords.revoke(user("two"), both.get(0).uuid()), "not theirs");
        assertTrue(appPasswords.isOne(user, first.toCharArray()));
        assertTrue(appPasswords.revoke(user, both.get(0).uuid()));
        assertFalse(appPasswords.isOne(user, first.toCharArray()));
        assertTrue(appPasswords.isOne(user, second.toCharArray()));
        assertFalse(appPasswords.revoke(user, both.get(0).uuid()));
        List<String> actions = audit.about(user.accountId(), user.address().toString()).stream().map(event -> event.action())
                .filter(action -> action.startsWith("app-password")).toList();
        assertEquals(List.of("app-password.made", "app-password.made", "app-password.revoked"), actions);
    }

    @Test
    void theDatabaseHoldsNothingThatOpensAnything() throws Exception {
        User user = user("four");
        String password = appPasswords.make(user, "Desk").orElseThrow();
        AppPassword kept = appPasswords.of(user).get(0);
        ScramSecret proof = ScramSecret.of(password.toCharArray(), kept.salt(), kept.iterations());
        org.junit.jupiter.api.Assertions.assertArrayEquals(proof.storedKey(), kept.storedKey());
        assertTrue(kept.iterations() >= 4096);
        try (var connection = database.getConnection(); var rows = connection.createStatement()
                .executeQuery("SELECT string_agg(p::text, ' ') FROM app_password p")) {
            rows.next();
            assertFalse(rows.getString(1).contains(password) || rows.getString(1).contains(password.replace("-", "")));
        }
    }

    @Test
    void nobodyHasAnyNumberOfThem() {
        User user = user("five");
        for (int i = 0; i < AppPasswords.MOST; i++) {
            assertTrue(appPasswords.make(user, "Program " + i).isPresent());
        }
        assertEquals(Optional.empty(), appPasswords.make(user, "One more"));
    }

    private User user(String name) {
        return Staff.of(directory, name + "@apppasswords.test", Set.of(Role.STAFF));
    }
}
