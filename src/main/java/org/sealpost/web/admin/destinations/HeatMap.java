package org.sealpost.web.admin.destinations;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Published;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.destination.DestinationFacts;
import org.sealpost.monitor.Correspondent;
import org.sealpost.monitor.Standing;
import org.sealpost.web.DayFormat;
import org.sealpost.web.Phrasebook;

/** Puts what is known of a domain into one row of cells. */
final class HeatMap {

    static final List<String> COLUMNS = List.of("encryption", "certificate", "tls13", "sts", "dane", "reports");

    private static final Duration SOON = Duration.ofDays(14);
    private static final Map<String, HeatCell> FLAWS = Map.of(
            "tls.certificate.expired", new HeatCell("is-bad", "heat.expired"),
            "tls.certificate.revoked", new HeatCell("is-bad", "heat.revoked"),
            "dane.mismatch", new HeatCell("is-bad", "heat.mismatch"),
            "tls.certificate.selfsigned", new HeatCell("is-warn", "heat.selfsigned"),
            "tls.certificate.name", new HeatCell("is-warn", "heat.name"),
            "tls.certificate.unknown", new HeatCell("is-warn", "heat.untrusted"));

    private final Phrasebook phrases;
    private final Instant now;

    HeatMap(Phrasebook phrases, Instant now) {
        this.phrases = phrases;
        this.now = now;
    }

    HeatRow row(Correspondent correspondent, Optional<DestinationFacts> facts, long times, Optional<LocalDate> failure) {
        List<String> remarks = new ArrayList<>(List.of(phrases.count("heat.times", (int) times)));
        if (correspondent.forced()) {
            remarks.add(phrases.say("heat.forced"));
        }
        facts.flatMap(DestinationFacts::lifting).ifPresent(lifting -> remarks.add(phrases.say("heat.lifted")));
        return new HeatRow(correspondent.domain(), standing(correspondent.standing()), String.join(", ", remarks),
                facts.map(this::cells).orElse(COLUMNS.stream().map(column -> unknown()).toList()),
                failure.map(this::day).orElse(phrases.say("heat.failure.none")), failure);
    }

    private String day(LocalDate day) {
        boolean thisYear = day.getYear() == now.atZone(ZoneOffset.UTC).getYear();
        return DayFormat.of(thisYear ? "d MMM" : "d MMM yyyy", phrases.locale()).format(day);
    }

    HeatCell standing(Standing standing) {
        return cell(switch (standing) {
            case FELL, BLOCKED, CLEAR -> "is-bad";
            case ENCRYPTED -> "is-warn";
            case UNKNOWN -> "is-none";
            case VERIFIED, AUTHENTICATED -> "is-ok";
        }, "standing." + standing.name().toLowerCase(Locale.ROOT));
    }

    private List<HeatCell> cells(DestinationFacts facts) {
        List<Evidence> reached = facts.evidence().stream().filter(host -> host.address().isPresent()).toList();
        List<Evidence> encrypted = reached.stream().filter(host -> host.tlsVersion().isPresent()).toList();
        return List.of(encryption(facts, reached, encrypted), certificate(encrypted), tls13(encrypted),
                sts(facts.published().sts()), dane(facts.published().dane()),
                facts.published().tlsReports() ? cell("is-ok", "heat.yes") : cell("is-none", "heat.no"));
    }

    private HeatCell encryption(DestinationFacts facts, List<Evidence> reached, List<Evidence> encrypted) {
        if (reached.isEmpty()) {
            return unknown();
        }
        return encrypted.isEmpty() ? cell("is-bad", facts.tlsOffered() ? "heat.fails" : "heat.no")
                : share(encrypted.size(), reached.size());
    }

    /** The worst host speaks for all. */
    private HeatCell certificate(List<Evidence> encrypted) {
        if (encrypted.isEmpty()) {
            return unknown();
        }
        Optional<Evidence> flawed = encrypted.stream().filter(host -> !host.level().reaches(TlsLevel.VERIFIED)).findFirst();
        if (flawed.isPresent()) {
            HeatCell flaw = FLAWS.getOrDefault(flawed.get().levelReason().code(), new HeatCell("is-warn", "heat.invalid"));
            return cell(flaw.style(), flaw.words());
        }
        return encrypted.stream().flatMap(host -> host.certificate().stream()).map(Evidence.Certificate::notAfter)
                .min(Comparator.naturalOrder()).map(this::remaining).orElseGet(this::unknown);
    }

    private HeatCell remaining(Instant end) {
        Duration left = Duration.between(now, end);
        return left.isNegative() ? cell("is-bad", "heat.expired")
                : new HeatCell(left.compareTo(SOON) < 0 ? "is-warn" : "is-ok", phrases.count("heat.days", (int) left.toDays()));
    }

    private HeatCell tls13(List<Evidence> encrypted) {
        if (encrypted.isEmpty()) {
            return unknown();
        }
        int newest = (int) encrypted.stream().filter(host -> host.tlsVersion().filter("TLSv1.3"::equals).isPresent()).count();
        return newest == 0 ? cell("is-none", "heat.no") : share(newest, encrypted.size());
    }

    private HeatCell sts(Published.Sts sts) {
        return switch (sts) {
            case ENFORCE -> cell("is-ok", "heat.enforced");
            case TESTING -> cell("is-warn", "heat.testing");
            case BROKEN -> cell("is-bad", "heat.broken");
            case NONE -> cell("is-none", "heat.none");
            case UNKNOWN -> unknown();
        };
    }

    private HeatCell dane(Published.Dane dane) {
        return switch (dane) {
            case USABLE -> cell("is-ok", "heat.yes");
            case PARTLY -> cell("is-warn", "heat.partly");
            case UNUSABLE -> cell("is-warn", "heat.unusable");
            case NONE, UNSIGNED -> cell("is-none", "heat.none");
            case UNKNOWN -> unknown();
        };
    }

    private HeatCell share(int some, int all) {
        return some == all ? cell("is-ok", "heat.yes") : new HeatCell("is-warn", phrases.say("heat.share", some, all));
    }

    private HeatCell unknown() {
        return cell("is-none", "heat.unknown");
    }

    private HeatCell cell(String style, String key) {
        return new HeatCell(style, phrases.say(key));
    }
}
