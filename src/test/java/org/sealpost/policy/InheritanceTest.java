package org.sealpost.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.sealpost.assurance.Protection.ESCROW;
import static org.sealpost.assurance.Protection.OPENPGP;
import static org.sealpost.assurance.Protection.SMIME;
import static org.sealpost.policy.Inheritance.Level.ACCOUNT;
import static org.sealpost.policy.Inheritance.Level.STANDARD;
import static org.sealpost.policy.Inheritance.Level.SYSTEM;
import static org.sealpost.policy.Inheritance.Level.USER;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.assurance.Fallbacks;
import org.sealpost.assurance.SenderMode;
import org.sealpost.assurance.Setting;
import org.sealpost.assurance.Settings;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.assurance.TlsUse;

class InheritanceTest {

    @Test
    void whatNobodySetsIsTheStandard() {
        assertEquals(new Inheritance.Value<>(TlsLevel.VERIFIED, STANDARD, Optional.empty()),
                Inheritance.of(Settings.NONE, Settings.NONE).value(Setting.LEVEL));
    }

    @Test
    void lowerLevelReplacesHigher() {
        Settings system = Settings.NONE.with(Setting.PATIENCE, Duration.ofHours(4));
        Settings account = Settings.NONE.with(Setting.PATIENCE, Duration.ofMinutes(15));
        assertEquals(new Inheritance.Value<>(Duration.ofMinutes(15), ACCOUNT, Optional.empty()),
                Inheritance.of(system, account).value(Setting.PATIENCE));
        assertEquals(new Inheritance.Value<>(Duration.ofHours(4), SYSTEM, Optional.empty()),
                Inheritance.of(system, Settings.NONE).value(Setting.PATIENCE));
    }

    @Test
    void sameValueSetHereComesFromHere() {
        Settings required = Settings.NONE.with(Setting.TLS, TlsUse.REQUIRED);
        assertEquals(ACCOUNT, Inheritance.of(required, required).value(Setting.TLS).from());
    }

    @Test
    void unlockedLevelMayBeLowered() {
        Settings system = Settings.NONE.with(Setting.LEVEL, TlsLevel.AUTHENTICATED);
        Settings account = Settings.NONE.with(Setting.LEVEL, TlsLevel.ENCRYPTED);
        assertEquals(TlsLevel.ENCRYPTED, Inheritance.of(system, account).get(Setting.LEVEL));
    }

    @ParameterizedTest
    @CsvSource({"VERIFIED, ENCRYPTED, VERIFIED, SYSTEM", "VERIFIED, AUTHENTICATED, AUTHENTICATED, ACCOUNT"})
    void lockedLevelOnlyRises(TlsLevel locked, TlsLevel wished, TlsLevel holds, Inheritance.Level from) {
        Settings system = Settings.NONE.with(Setting.LEVEL, locked).locking(Setting.LEVEL);
        Settings account = Settings.NONE.with(Setting.LEVEL, wished);
        assertEquals(new Inheritance.Value<>(holds, from, Optional.of(SYSTEM)),
                Inheritance.of(system, account).value(Setting.LEVEL));
    }

    @ParameterizedTest
    @CsvSource({"REQUIRED, TRY_FIRST, REQUIRED", "REQUIRED, EXCLUSIVE, REQUIRED", "REQUIRED, NOT_ALONE, NOT_ALONE",
        "TRY_FIRST, REQUIRED, TRY_FIRST", "NOT_ALONE, TRY_FIRST, NOT_ALONE"})
    void lockedTlsOnlyBecomesNotAlone(TlsUse locked, TlsUse wished, TlsUse holds) {
        Settings system = Settings.NONE.with(Setting.TLS, locked).locking(Setting.TLS);
        assertEquals(holds, Inheritance.of(system, Settings.NONE.with(Setting.TLS, wished)).get(Setting.TLS));
    }

    @Test
    void lockedFallbacksOnlyLoseSome() {
        Settings system = Settings.NONE.with(Setting.FALLBACKS, Fallbacks.ALL.without(OPENPGP))
                .locking(Setting.FALLBACKS);
        Settings account = Settings.NONE.with(Setting.FALLBACKS, Fallbacks.of(ESCROW, OPENPGP, SMIME).without(SMIME));
        assertEquals(List.of(ESCROW), Inheritance.of(system, account).get(Setting.FALLBACKS).on());
    }

    @Test
    void lockedModeDoesNotMove() {
        Settings system = Settings.NONE.locking(Setting.SENDER_MODE);
        Settings account = Settings.NONE.with(Setting.SENDER_MODE, SenderMode.OPT_IN);
        assertEquals(new Inheritance.Value<>(SenderMode.ALWAYS, STANDARD, Optional.of(SYSTEM)),
                Inheritance.of(system, account).value(Setting.SENDER_MODE));
    }

    @Test
    void exclusiveCountsWhereItIsSetAndIsNeverInherited() {
        Settings exclusive = Settings.NONE.with(Setting.TLS, TlsUse.EXCLUSIVE);
        assertEquals(TlsUse.EXCLUSIVE, Inheritance.of(Settings.NONE, exclusive).get(Setting.TLS));
        assertEquals(TlsUse.TRY_FIRST, Inheritance.of(exclusive, Settings.NONE).get(Setting.TLS));
        Settings required = Settings.NONE.with(Setting.TLS, TlsUse.REQUIRED);
        assertEquals(TlsUse.REQUIRED, Inheritance.of(required, exclusive).below(USER, Settings.NONE).get(Setting.TLS));
    }

    @Test
    void levelsComeInOrder() {
        Inheritance account = Inheritance.of(Settings.NONE, Settings.NONE);
        assertThrows(IllegalArgumentException.class, () -> account.below(SYSTEM, Settings.NONE));
    }
}
