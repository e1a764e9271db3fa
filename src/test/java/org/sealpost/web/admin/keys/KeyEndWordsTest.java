package org.sealpost.web.admin.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.sealpost.testing.FixedTime.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.endtoend.Standard;
import org.sealpost.keyring.KeyEnd;
import org.sealpost.keyring.Source;
import org.sealpost.keyring.Standing;
import org.sealpost.mail.Address;
import org.sealpost.ownkeys.KeyOverview;
import org.sealpost.web.Phrasebook;

class KeyEndWordsTest {

    private static final Address VOS = Address.of("vos@peer.test");
    private final KeyEndWords words = new KeyEndWords(new Phrasebook("org.sealpost.web.admin.admin", Locale.ENGLISH), Instant::toString, NOON);

    @ParameterizedTest
    @CsvSource({"P31D, In use, is-ok", "P30D, Ends soon, is-warn", "PT1S, Ends soon, is-warn", "PT0S, Ended, is-blocked", "P-9D, Ended, is-blocked"})
    void aKeyInUseIsSaidToEndSoonThirtyDaysBefore(Duration left, String state, String style) {
        KeyEndRow row = words.row(new KeyEnd(VOS, Standard.OPENPGP, "0123456789AB", Source.WKD, Standing.PINNED, Optional.of(NOON.plus(left)), false));
        assertEquals(state, row.state());
        assertEquals(style, row.style());
        assertEquals("0123 4567 89AB", row.fingerprint());
        assertEquals("Their mail domain", row.from());
    }

    @Test
    void aRevocationCountsMoreThanTheEndAndADecisionMoreThanBoth() {
        assertEquals("Revoked", contact(Standing.PINNED, true).state());
        assertEquals("Waits for a decision", contact(Standing.PENDING, true).state());
        assertEquals("no end", contact(Standing.PINNED, false).ends());
        assertEquals("", contact(Standing.PINNED, false).moment());
    }

    @Test
    void whatIsNotInUseIsKeptForReadingUnlessItHasEnded() {
        assertEquals("Kept for reading", own(false, false, NOON.plusSeconds(5)).key().state());
        assertEquals("In use", own(true, false, NOON.plus(Duration.ofDays(90))).key().state());
        assertEquals("Ended", own(false, false, NOON).key().state());
        assertEquals("Revoked", own(false, true, NOON.plusSeconds(5)).key().state());
    }

    @Test
    void onlyTheKeyInUseAndOneThatWasCalledBackAreFound() {
        assertEquals("Anybody finds it", own(true, false, NOON).published());
        assertEquals("Anybody finds it", own(false, true, NOON).published());
        assertEquals("No", own(false, false, NOON).published());
    }

    private KeyEndRow contact(Standing standing, boolean revoked) {
        return words.row(new KeyEnd(VOS, Standard.SMIME, "AB", Source.FILE, standing, Optional.empty(), revoked));
    }

    private StaffKeyRow own(boolean current, boolean revoked, Instant ends) {
        return words.row(new KeyOverview.Row(UUID.randomUUID(), VOS, Standard.OPENPGP, "AB", Optional.of(ends), revoked, current, true, false));
    }
}
