package org.sealpost.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Times as the reader would say them, in the reader's language and time zone. Browsers don't tell their zone, so
 * {@code everywhere.js} puts it into a cookie; without one it is the server's.
 */
@Named
@RequestScoped
public class Moments {

    private static final int A_WEEK = 6;

    @Inject
    private InstantSource clock;
    @Inject
    private HttpServletRequest request;
    @Inject
    private Tongue tongue;

    public ZoneId zone() {
        Cookie[] cookies = request.getCookies();
        return Stream.ofNullable(cookies).flatMap(Arrays::stream).filter(cookie -> cookie.getName().equals("zone"))
                .findFirst().map(cookie -> known(cookie.getValue())).orElseGet(ZoneId::systemDefault);
    }

    /** {@code 10:42}. */
    public String time(Instant at) {
        return at == null ? "" : in("HH:mm", at);
    }

    /** As short as a list needs it: the time today, the weekday in the last week, else the date. */
    public String brief(Instant at) {
        if (at == null) {
            return "";
        }
        LocalDate day = at.atZone(zone()).toLocalDate();
        long days = ChronoUnit.DAYS.between(day, today());
        if (days == 0) {
            return time(at);
        }
        return in(days > 0 && days <= A_WEEK ? "EEE" : day.getYear() == today().getYear() ? "d MMM" : "d MMM yyyy", at);
    }

    /** {@code Today 10:42}, {@code Fri 10:42}, {@code 17 Nov 10:42}. */
    public String said(Instant at) {
        if (at == null) {
            return "";
        }
        boolean today = at.atZone(zone()).toLocalDate().equals(today());
        return (today ? phrases().say("moment.today") : brief(at)) + " " + time(at);
    }

    /** {@code 23 December}, with the year if it isn't this one. */
    public String day(Instant at) {
        if (at == null) {
            return "";
        }
        return in(at.atZone(zone()).getYear() == today().getYear() ? "d MMMM" : "d MMMM yyyy", at);
    }

    /** Complete, for a tooltip or evidence. */
    public String full(Instant at) {
        return at == null ? "" : at.atZone(zone()).format(
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.LONG).withLocale(locale()));
    }

    /** {@code 3 hours ago}. */
    public String ago(Instant at) {
        long minutes = Math.max(0, ChronoUnit.MINUTES.between(at, clock.instant()));
        if (minutes == 0) {
            return phrases().say("moment.now");
        }
        if (minutes < 60) {
            return phrases().count("moment.minutes", (int) minutes);
        }
        return minutes < 48 * 60 ? phrases().count("moment.hours", (int) (minutes / 60))
                : phrases().count("moment.days", (int) (minutes / 1440));
    }

    /** The heading that a list puts over it: today, yesterday, this week, last week, or the month. */
    public String group(Instant at) {
        LocalDate day = at.atZone(zone()).toLocalDate();
        long days = ChronoUnit.DAYS.between(day, today());
        if (days <= 1) {
            return phrases().say(days <= 0 ? "moment.today" : "moment.yesterday");
        }
        long weeks = ChronoUnit.WEEKS.between(monday(day), monday(today()));
        if (weeks <= 1) {
            return phrases().say(weeks == 0 ? "moment.thisweek" : "moment.lastweek");
        }
        return in("MMMM yyyy", at);
    }

    public Instant now() {
        return clock.instant();
    }

    public LocalDate today() {
        return clock.instant().atZone(zone()).toLocalDate();
    }

    private static LocalDate monday(LocalDate day) {
        return day.minusDays(day.getDayOfWeek().getValue() - 1L);
    }

    private String in(String pattern, Instant at) {
        ZonedDateTime there = at.atZone(zone());
        return DayFormat.of(pattern, locale()).format(there);
    }

    public Locale locale() {
        return phrases().locale();
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.web");
    }

    private static ZoneId known(String written) {
        try {
            return ZoneId.of(URLDecoder.decode(written, StandardCharsets.UTF_8));
        } catch (DateTimeException | IllegalArgumentException e) {
            return ZoneId.systemDefault();
        }
    }
}
