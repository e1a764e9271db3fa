package org.sealpost.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.Published;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.SenderMode;
import org.sealpost.assurance.Setting;
import org.sealpost.assurance.Settings;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.assurance.TlsUse;
import org.sealpost.destination.DestinationFacts;
import org.sealpost.destination.Destinations;
import org.sealpost.destination.ForcedDomains;
import org.sealpost.directory.Directory;
import org.sealpost.directory.SettingsBook;
import org.sealpost.directory.User;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.policy.MessageFacts;
import org.sealpost.transport.Survey;

@ExtendWith(ArquillianExtension.class)
class ForecastsIT {

    @Inject
    private Forecasts forecasts;
    @Inject
    private Destinations destinations;
    @Inject
    private ForcedDomains forcedDomains;
    @Inject
    private Directory directory;
    @Inject
    private SettingsBook settingsBook;
    @Inject
    private DataSource database;

    private User ada;
    private Settings before;

    @BeforeEach
    void remember() {
        ada = directory.user(Address.of("ada@clinic.test")).orElseThrow();
        before = settingsBook.account(ada.accountId());
    }

    @AfterEach
    void restore() {
        settingsBook.change(ada.accountId(), before, "test");
    }

    @Test
    void ownDomainIsInside() {
        Forecast forecast = forecast("sam@clinic.test");
        assertEquals(Forecast.State.INSIDE, forecast.state());
        assertTrue(forecast.codeProvesIdentity());
    }

    @Test
    void claimedButUnprovenDomainIsNotInside() {
        directory.claim(ada.accountId(), new Domain("claimed.example"), "test");
        assertFalse(forecasts.recipientFacts(ada.accountId(), Address.of("eve@claimed.example")).local());
    }

    @Test
    void unknownDomainIsCheckedInTheBackgroundAndNobodyWaits() {
        Forecast first = forecast("vos@unheard-of.example");
        assertEquals(Forecast.State.CHECKING, first.state());
        assertEquals("[TLS, ESCROW]", first.decision().protections().toString());
        Awaitility.await().atMost(Duration.ofSeconds(90)).until(() ->
                forecast("vos@unheard-of.example").state() != Forecast.State.CHECKING);
        Forecast later = forecast("vos@unheard-of.example");
        // the demo's internet knows no such domain
        assertEquals(Forecast.State.BLOCKED, later.state());
        assertEquals(Reason.of("road.nomail"), later.decision().reasons().get(0));
        assertEquals("[TLS, ESCROW]", later.decision().protections().toString());
    }

    @Test
    void whatAnAdministratorChangesHoldsForTheNextForecast() {
        know("clear-road.example", TlsLevel.NONE);
        assertEquals(Forecast.State.PICKUP, forecast("vos@clear-road.example").state());
        assertFalse(forecast("vos@clear-road.example").codeProvesIdentity());
        settingsBook.change(ada.accountId(), before.with(Setting.TLS, TlsUse.REQUIRED), "ada@clinic.test");
        assertEquals(Forecast.State.BLOCKED, forecast("vos@clear-road.example").state());
        settingsBook.change(ada.accountId(), before.with(Setting.LEVEL, TlsLevel.ENCRYPTED), "ada@clinic.test");
        know("weak-road.example", TlsLevel.ENCRYPTED);
        assertEquals(Forecast.State.INBOX_WEAKER, forecast("vos@weak-road.example").state());
    }

    @Test
    void whatIsForcedAndReleasedDecidesAtOnce() {
        know("forced-now.example", TlsLevel.ENCRYPTED);
        Domain domain = new Domain("forced-now.example");
        assertEquals(Forecast.State.PICKUP, forecast("vos@forced-now.example").state());
        forcedDomains.force(domain, TlsLevel.VERIFIED, "asked for it", ada);
        assertEquals(Forecast.State.BLOCKED, forecast("vos@FORCED-now.example.").state());
        assertEquals(Reason.of("floor.forced.unmet", "forced-now.example"), forecast("vos@forced-now.example").decision().reasons().get(0));
        forcedDomains.release(domain, ada);
        assertEquals(Forecast.State.PICKUP, forecast("vos@forced-now.example").state());
    }

    @Test
    void ordinaryMailWaitsWhileTheMemoryHoldsAndGoesOutWhileItIsLifted() {
        settingsBook.change(ada.accountId(), before.with(Setting.SENDER_MODE, SenderMode.OPT_IN), "ada@clinic.test");
        Domain domain = new Domain("lost-now.example");
        know("lost-now.example", TlsLevel.VERIFIED);
        know("lost-now.example", TlsLevel.NONE);
        assertEquals(Forecast.State.BLOCKED, forecast("vos@lost-now.example").state());
        destinations.lift(domain, Instant.now().plusSeconds(3_600), "renewal is under way", ada);
        assertEquals(Forecast.State.ORDINARY, forecast("vos@lost-now.example").state());
        destinations.endLift(domain, ada);
        assertEquals(Forecast.State.BLOCKED, forecast("vos@lost-now.example").state());
    }

    /** Over the product's own resolver, validation, policy fetch, courier and memory. */
    @Test
    void everyDemoDomainIsForecastAsItsServerDeserves() {
        Map<String, String> expected = new TreeMap<>(Map.of(
                "dora@dane.test", "INBOX AUTHENTICATED floor.dane",
                "eve@sts.test", "INBOX AUTHENTICATED floor.sts",
                "fred@requiretls.test", "INBOX AUTHENTICATED floor.dane",
                "gia@greylist.test", "INBOX VERIFIED floor.none",
                "hal@forced.test", "BLOCKED ENCRYPTED floor.none",
                "ivy@expired.test", "PICKUP ENCRYPTED floor.none",
                "joe@stripped.test", "PICKUP NONE floor.none",
                "kim@null-mx.test", "BLOCKED NONE floor.none",
                "lea@old-tls.test", "BLOCKED NONE floor.none",
                "wim@wrong-name.test", "PICKUP ENCRYPTED floor.none"));
        Map<String, String> found = new TreeMap<>();
        expected.keySet().forEach(address -> found.put(address, settled(address)));
        assertEquals(expected, found);
        assertEquals("floor.forced.unmet", forecast("hal@forced.test").decision().reasons().get(0).code());
        assertTrue(forecast("joe@stripped.test").decision().alarm());
    }

    @Test
    void keysAreSoughtBesideItUnlessTheAccountDoesNotWantIt() throws SQLException {
        settingsBook.change(ada.accountId(), before.with(Setting.KEY_SEARCH, false), "ada@clinic.test");
        forecast("vos@unsought.example");
        assertFalse(forecasts.isSeekingKeys(ada.accountId(), Address.of("vos@unsought.example")));
        settingsBook.change(ada.accountId(), before, "ada@clinic.test");
        forecast("vos@sought.example");
        // the fake internet knows no such domain
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> sought("vos@sought.example")
                .filter("WKD NONE, OPENPGPKEY NONE, SMIMEA NONE"::equals).isPresent());
        assertFalse(forecasts.isSeekingKeys(ada.accountId(), Address.of("vos@sought.example")));
        assertEquals(Optional.empty(), sought("vos@unsought.example"));
        forecast("sam@clinic.test");
        assertEquals(Optional.empty(), sought("sam@clinic.test"), "one of ours");
    }

    private Optional<String> sought(String address) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement asked = connection.prepareStatement(
                "SELECT found FROM key_search WHERE account_id = ? AND address = ?")) {
            asked.setLong(1, ada.accountId());
            asked.setString(2, address);
            try (ResultSet row = asked.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private String settled(String address) {
        Forecast settled = Awaitility.await().atMost(Duration.ofSeconds(30))
                .until(() -> forecast(address), forecast -> forecast.state() != Forecast.State.CHECKING);
        DestinationFacts facts = settled.facts().orElseThrow();
        return settled.state() + " " + facts.level() + " " + facts.floor().why().code();
    }

    private Forecast forecast(String address) {
        return forecasts.forecast(ada.accountId(), ada.id(), Address.of(address),
                MessageFacts.mail(Marking.AS_USUAL, false, Escalation.NONE, false));
    }

    private void know(String domain, TlsLevel level) {
        Reason why = Reason.of("tls.none", "mx." + domain);
        Evidence seen = new Evidence(Instant.now(), "mx." + domain, Optional.of("192.0.2.1"), Optional.empty(),
                Optional.empty(), Optional.empty(), level, why, Evidence.Policy.OPPORTUNISTIC, Optional.empty());
        destinations.learn(new Survey(new Domain(domain), Instant.now(), Survey.Kind.REACHED, level,
                level != TlsLevel.NONE, why, RoadFloor.NONE, Published.NOTHING, List.of(seen)));
    }
}
