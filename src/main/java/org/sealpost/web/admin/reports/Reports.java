package org.sealpost.web.admin.reports;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sealpost.delivery.Drop;
import org.sealpost.delivery.Endings;
import org.sealpost.delivery.Endings.Way;
import org.sealpost.destination.TlsDay;
import org.sealpost.destination.TlsResults;
import org.sealpost.mail.Domain;
import org.sealpost.mail.MalformedAddress;
import org.sealpost.reporting.Submitter;
import org.sealpost.tlsrpt.TlsReport;
import org.sealpost.web.Moments;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/**
 * The page /admin/reports.xhtml: how the account's messages ended, what a rule dropped, and, for system administrators, what
 * connections met. Those are counted for all accounts together, so others don't see them. Auditors read it too: it changes nothing.
 */
@Named
@RequestScoped
public class Reports {

    static final int DAYS = 14;
    private static final int PAGE = 50;

    @Inject
    private Endings endings;
    @Inject
    private TlsResults results;
    @Inject
    private Submitter submitter;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Moments moments;
    @Inject
    private Tongue tongue;
    @Inject
    private HttpServletRequest request;

    private List<DayRow> days;
    private List<Drop> drops;

    /** One day's ends. @param bar one piece for each way that occurred */
    public record DayRow(String day, List<Long> counts, List<Piece> bar, long all) { }

    /** @param start how many stand before it in the bar */
    public record Piece(String key, long start, long count) { }

    /** @param number for the page after it */
    public record DropRow(String when, String moment, String author, String recipient, String why, long number) { }

    // How messages went

    /** The latest first; without those on which nothing ended. */
    public List<DayRow> getDays() {
        if (days == null) {
            LocalDate today = LocalDate.ofInstant(moments.now(), ZoneOffset.UTC);
            days = new ArrayList<>();
            endings.byDay(accountId(), today.minusDays(DAYS - 1L)).forEach((day, counted) -> days.add(0, row(day, counted)));
        }
        return days;
    }

    public List<Way> getWays() {
        return List.of(Way.values());
    }

    public String said(Way way) {
        return phrases().say("ended." + way.name().toLowerCase(Locale.ROOT));
    }

    public String key(Way way) {
        return switch (way) {
            case INBOX -> "k-inbox";
            case INSIDE -> "k-sealed";
            case PICKUP -> "k-pickup";
            case RETURNED -> "k-warn";
            case DROPPED -> "k-bad";
        };
    }

    public long total(Way way) {
        return getDays().stream().mapToLong(day -> day.counts().get(way.ordinal())).sum();
    }

    public long getTotal() {
        return getDays().stream().mapToLong(DayRow::all).sum();
    }

    /** As wide as the fullest day; never nothing. */
    public long getWidest() {
        return Math.max(1, getDays().stream().mapToLong(DayRow::all).max().orElse(1));
    }

    private DayRow row(LocalDate day, Map<Way, Long> counted) {
        List<Long> counts = getWays().stream().map(way -> counted.getOrDefault(way, 0L)).toList();
        List<Piece> bar = new ArrayList<>();
        long start = 0;
        for (Way way : getWays()) {
            long count = counts.get(way.ordinal());
            if (count > 0) {
                bar.add(new Piece(key(way), start, count));
            }
            start += count;
        }
        return new DayRow(words(day), counts, bar, start);
    }

    // What a rule dropped

    public long getDropped() {
        return endings.countDropped(accountId());
    }

    public List<DropRow> getDrops() {
        return drops().stream().limit(PAGE).map(drop -> new DropRow(moments.said(drop.at()), moments.full(drop.at()),
                drop.author().toString(), drop.recipient().toString(), phrases().say(drop.reason()), drop.number())).toList();
    }

    /** The number of the last one shown, if there are more; else 0. */
    public long getFurther() {
        return drops().size() > PAGE ? drops().get(PAGE - 1).number() : 0;
    }

    private List<Drop> drops() {
        if (drops == null) {
            String before = parameter("before");
            drops = endings.dropped(accountId(), before.matches("\\d{1,18}") ? Long.parseLong(before) : Long.MAX_VALUE, PAGE + 1);
        }
        return drops;
    }

    // What connections met

    /** The latest first; only for system administrators. */
    public List<LocalDate> getTlsDays() {
        return signedIn.isSystemAdministrator() ? results.days() : List.of();
    }

    /** The wished one, else the latest; null if nothing is kept. */
    public LocalDate getTlsDay() {
        List<LocalDate> kept = getTlsDays();
        return day(parameter("day")).filter(kept::contains).or(() -> kept.stream().findFirst()).orElse(null);
    }

    public List<TlsDay> getTlsDomains() {
        return getTlsDay() == null ? List.of() : results.domains(getTlsDay());
    }

    /** The one that was asked for. */
    public Optional<TlsReport> getTlsReport() {
        return getTlsDay() == null ? Optional.empty() : domain(parameter("domain")).flatMap(domain -> results.report(domain, getTlsDay(), submitter.name()));
    }

    public String getTlsDomain() {
        return domain(parameter("domain")).map(Domain::name).orElse("");
    }

    public String said(TlsReport.Failures failures) {
        String type = phrases().say("tlsresult." + failures.type().text());
        return failures.reason().map(reason -> type + " (" + reason + ")").orElse(type);
    }

    public String said(TlsReport.Result result) {
        return phrases().say("tlspolicy." + result.type().text());
    }

    public String words(LocalDate day) {
        return day.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(phrases().locale()));
    }

    static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static Optional<Domain> domain(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(new Domain(text));
        } catch (MalformedAddress e) {
            return Optional.empty();
        }
    }

    private long accountId() {
        return signedIn.account().id();
    }

    private String parameter(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.admin.admin");
    }
}
