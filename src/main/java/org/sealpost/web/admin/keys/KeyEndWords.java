package org.sealpost.web.admin.keys;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.sealpost.keyring.KeyEnd;
import org.sealpost.keyring.KnownKeys;
import org.sealpost.keyring.Standing;
import org.sealpost.ownkeys.KeyOverview;
import org.sealpost.web.Fingerprint;
import org.sealpost.web.Phrasebook;

/** Puts the ends of keys into words. */
final class KeyEndWords {

    private final Phrasebook phrases;
    private final Function<Instant, String> day;
    private final Instant now;

    /** @param day how a date is said to the reader */
    KeyEndWords(Phrasebook phrases, Function<Instant, String> day, Instant now) {
        this.phrases = phrases;
        this.day = day;
        this.now = now;
    }

    KeyEndRow row(KeyEnd key) {
        String state = key.standing() == Standing.PENDING ? "PENDING" : state(key.ends(), key.revoked());
        return new KeyEndRow(key.address().toString(), phrases.say("keys.standard." + key.standard()), Fingerprint.grouped(key.fingerprint()),
                phrases.say("keys.source." + key.source()), style(state), phrases.say("keys.is." + state), ends(key.ends()),
                key.ends().map(Instant::toString).orElse(""));
    }

    StaffKeyRow row(KeyOverview.Row key) {
        String state = state(key.ends(), key.revoked());
        String shown = key.current() || state.equals("REVOKED") || state.equals("ENDED") ? state : "KEPT";
        KeyEndRow row = new KeyEndRow(key.owner().toString(), phrases.say("keys.standard." + key.standard()), Fingerprint.grouped(key.fingerprint()), "",
                style(shown), phrases.say("keys.is." + shown), ends(key.ends()), key.ends().map(Instant::toString).orElse(""));
        boolean found = key.published() && (key.current() || key.revoked());
        return new StaffKeyRow(row, key.uuid().toString(), phrases.say(found ? "keys.published.yes" : "keys.published.no"), key.recoverable());
    }

    /** {@code REVOKED}, {@code ENDED}, {@code SOON} or {@code IN_USE}. */
    String state(Optional<Instant> ends, boolean revoked) {
        if (revoked) {
            return "REVOKED";
        }
        if (ends.filter(end -> !end.isAfter(now)).isPresent()) {
            return "ENDED";
        }
        return ends.filter(end -> !end.isAfter(now.plus(KnownKeys.SOON))).isPresent() ? "SOON" : "IN_USE";
    }

    String ends(Optional<Instant> ends) {
        return ends.map(day).orElse(phrases.say("keys.endless"));
    }

    static String style(String state) {
        return switch (state) {
            case "REVOKED", "ENDED" -> "is-blocked";
            case "SOON" -> "is-warn";
            case "PENDING" -> "is-waiting";
            case "KEPT" -> "is-quiet";
            default -> "is-ok";
        };
    }

}
