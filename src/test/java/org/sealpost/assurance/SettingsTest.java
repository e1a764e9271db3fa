package org.sealpost.assurance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.mail.Address;
import org.sealpost.mail.MalformedAddress;

class SettingsTest {

    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("sender-mode", "opt-out"),
            Map.entry("attestation", "false"),
            Map.entry("tls", "not-alone"),
            Map.entry("level", "authenticated"),
            Map.entry("minimum-version", "tls-1-3"),
            Map.entry("tls-recipients", "only bank.example jan@other.example"),
            Map.entry("preference", "strongest-first"),
            Map.entry("fallbacks", "escrow, openpgp, smime off"),
            Map.entry("secure-replies", "offered"),
            Map.entry("patience", "PT15M"),
            Map.entry("triggers", "[secure] [portal] [open]"),
            Map.entry("pickup-days", "14/7/60"),
            Map.entry("identity-check", "question"),
            Map.entry("own-subject", "true"),
            Map.entry("program-password", "true"),
            Map.entry("forward-tls-only", "true"),
            Map.entry("own-forwards", "true"),
            Map.entry("key-search", "false"),
            Map.entry("key-server", "true"),
            Map.entry("locked", "level,tls"));

    @Test
    void everySettingIsStoredAsItWasRead() {
        assertEquals(TEXTS, Settings.of(TEXTS).texts());
        assertEquals(TEXTS.size() - 1, Setting.all().size());
    }

    @Test
    void whatWasReadIsWhatWasMeant() {
        Settings settings = Settings.of(TEXTS);
        assertEquals(Optional.of(TlsUse.NOT_ALONE), settings.value(Setting.TLS));
        assertEquals(Optional.of(Duration.ofMinutes(15)), settings.value(Setting.PATIENCE));
        assertEquals(List.of(Protection.ESCROW, Protection.OPENPGP),
                settings.value(Setting.FALLBACKS).orElseThrow().on());
        assertTrue(settings.locks(Setting.LEVEL));
        assertFalse(settings.locks(Setting.PATIENCE));
    }

    @Test
    void nothingSetIsNothingStored() {
        assertEquals(Map.of(), Settings.NONE.texts());
        assertEquals(Settings.NONE, Settings.NONE.with(Setting.TLS, TlsUse.REQUIRED).without(Setting.TLS));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "level | none", "level | LOW", "tls | ", "patience | P2D", "patience | -PT1S", "minimum-version | tls-1-1",
        "fallbacks | escrow", "fallbacks | tls, openpgp, smime", "pickup-days | 30/31/90", "pickup-days | 30/1/366",
        "triggers | +a+ +A+ +b+", "tls-recipients | only [192.0.2.1]", "unheard-of | x", "attestation | maybe"})
    void whatIsNoValueIsRefusedAndNotGuessed(String name, String text) {
        Map<String, String> texts = Map.of(name, text == null ? "" : text);
        assertThrows(IllegalArgumentException.class, () -> Settings.of(texts));
    }

    @Test
    void valueOutOfItsLimitsCannotBeSet() {
        assertThrows(IllegalArgumentException.class, () -> Settings.NONE.with(Setting.PATIENCE, Duration.ofDays(9)));
        assertThrows(IllegalArgumentException.class, () -> Settings.NONE.with(Setting.LEVEL, TlsLevel.NONE));
    }

    @ParameterizedTest
    @CsvSource({"vos@bank.example, true", "vos@BANK.example., true", "vos@sub.bank.example, false",
        "vos@other.example, false", "jan@other.example, true", "JAN@other.example, true",
        "'\"jan\"@other.example', true", "vos@xn--bcher-kva.example, true", "vos@bücher.example, true"})
    void listedRecipientsAreMatchedWhateverTheirSpelling(String address, boolean allowed) {
        List<String> entries = List.of("Bank.Example.", "Jan@other.example", "BÜCHER.example");
        assertEquals(allowed, TlsRecipients.of(TlsRecipients.Mode.ONLY, entries).allow(Address.of(address)));
        assertEquals(!allowed, TlsRecipients.of(TlsRecipients.Mode.EXCEPT, entries).allow(Address.of(address)));
        assertTrue(TlsRecipients.EVERYONE.allow(Address.of(address)));
    }

    @Test
    void entryThatIsNeitherAddressNorDomainIsRefused() {
        assertThrows(MalformedAddress.class, () -> TlsRecipients.of(TlsRecipients.Mode.ONLY, List.of("bank")));
    }

    @Test
    void daysOutsideTheLimitsBecomeTheNearest() {
        PickupDays days = new PickupDays(30, 7, 60);
        assertEquals(7, days.within(1));
        assertEquals(60, days.within(90));
        assertEquals(14, days.within(14));
    }

    @Test
    void onlyTlsFromTheOldestVersionUpwardsCounts() {
        assertTrue(TlsVersion.TLS_1_2.allows("TLSv1.3"));
        assertTrue(TlsVersion.TLS_1_2.allows("TLSv1.2"));
        assertFalse(TlsVersion.TLS_1_2.allows("TLSv1.1"));
        assertFalse(TlsVersion.TLS_1_3.allows("TLSv1.2"));
        assertFalse(TlsVersion.TLS_1_2.allows("TLSv1"));
        assertFalse(TlsVersion.TLS_1_2.allows("SSLv3"));
    }
}
