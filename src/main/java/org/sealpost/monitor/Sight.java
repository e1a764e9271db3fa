package org.sealpost.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Published.Dane;
import org.sealpost.assurance.Published.Sts;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.transport.Survey;

/** What is compared from day to day. UNKNOWN never replaces what is known: a DNS that fails is no absence. */
record Sight(TlsLevel level, Dane dane, Sts sts, boolean tlsReports, boolean expiresSoon) {

    private static final Duration SOON = Duration.ofDays(14);

    /** @param survey one that reached a host */
    static Sight of(Survey survey) {
        return new Sight(survey.level(), survey.published().dane(), survey.published().sts(), survey.published().tlsReports(),
                survey.hosts().stream().anyMatch(host -> expiresSoon(host, survey.at())));
    }

    /** This one where it knows, otherwise the one before. */
    Sight over(Sight before) {
        boolean untold = sts == Sts.UNKNOWN || dane == Dane.UNKNOWN;
        return new Sight(level, dane == Dane.UNKNOWN ? before.dane : dane, sts == Sts.UNKNOWN ? before.sts : sts,
                untold ? before.tlsReports || tlsReports : tlsReports, expiresSoon);
    }

    /** From the one before to this one. What wasn't known before is no change. */
    List<Change> since(Sight before) {
        List<Change> changes = new ArrayList<>();
        for (Change.What what : Change.What.values()) {
            String was = before.value(what);
            String became = value(what);
            if (!was.equals(became) && !was.equals("UNKNOWN") && !became.equals("UNKNOWN")) {
                changes.add(new Change(what, was, became, rank(what, became) < rank(what, was)));
            }
        }
        return changes;
    }

    /** Whether this is at least as safe as it once was. */
    boolean makesGood(Change.What what, String was) {
        String is = value(what);
        return !is.equals("UNKNOWN") && rank(what, is) >= rank(what, was);
    }

    private String value(Change.What what) {
        return switch (what) {
            case LEVEL -> level.name();
            case DANE -> dane.name();
            case STS -> sts.name();
            case REPORTS -> String.valueOf(tlsReports);
            case EXPIRY -> String.valueOf(expiresSoon);
        };
    }

    private static int rank(Change.What what, String value) {
        return switch (what) {
            case LEVEL -> TlsLevel.valueOf(value).ordinal();
            case DANE -> rank(Dane.valueOf(value));
            case STS -> rank(Sts.valueOf(value));
            case REPORTS -> 0;
            case EXPIRY -> value.equals("true") ? 0 : 1;
        };
    }

    private static int rank(Dane dane) {
        return switch (dane) {
            case UNKNOWN, UNSIGNED, NONE -> 0;
            case UNUSABLE -> 1;
            case PARTLY -> 2;
            case USABLE -> 3;
        };
    }

    private static int rank(Sts sts) {
        return switch (sts) {
            case UNKNOWN, NONE, BROKEN -> 0;
            case TESTING -> 1;
            case ENFORCE -> 2;
        };
    }

    /** A certificate that proves nothing may expire as it likes. */
    private static boolean expiresSoon(Evidence host, Instant at) {
        return host.level().reaches(TlsLevel.VERIFIED)
                && host.certificate().filter(known -> known.notAfter().isBefore(at.plus(SOON))).isPresent();
    }
}
