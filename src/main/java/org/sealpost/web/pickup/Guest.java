package org.sealpost.web.pickup;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sealpost.directory.Site;
import org.sealpost.escrow.Challenge;
import org.sealpost.escrow.Doorplate;
import org.sealpost.escrow.OpenPickup;
import org.sealpost.web.Moments;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.Tongue;

/** What every pickup page needs: whose it is, in which words, and where its reader stands. */
@Named
@RequestScoped
public class Guest {

    static final String PLATE = "sealpost.plate";
    static final String VISIT = "sealpost.visit";
    static final String CHALLENGE = "sealpost.challenge";
    static final String PICKUP = "sealpost.pickup";
    static final String OBSTACLE = "sealpost.obstacle";

    @Inject
    private HttpServletRequest request;
    @Inject
    private Tongue tongue;
    @Inject
    private Moments moments;
    @Inject
    private Site site;

    private String said;

    /** The page's text, with {0}, {1} … filled in. */
    public String say(String key, Object... values) {
        return phrases().say(key, values);
    }

    public Locale getLocale() {
        return tongue.locale();
    }

    public boolean isMoreContrast() {
        Cookie[] cookies = request.getCookies();
        return Stream.ofNullable(cookies).flatMap(Arrays::stream)
                .anyMatch(cookie -> cookie.getName().equals("contrast") && cookie.getValue().equals("more"));
    }

    /** Empty where nobody may know yet. */
    public String getOrganisation() {
        return plate().map(Doorplate::organisation).or(() -> visit().map(Visit::organisation)).orElse("");
    }

    public String getPhone() {
        return plate().flatMap(Doorplate::phone).or(() -> visit().map(Visit::phone)).orElse("");
    }

    /** The initials on the organisation's mark; an ampersand stays. */
    public String getMark() {
        return Arrays.stream(getOrganisation().split("[\\s-]+")).filter(word -> !word.isEmpty()).limit(3)
                .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)).toUpperCase(getLocale()))
                .collect(Collectors.joining());
    }

    /** What people type to get here. */
    public String getTyped() {
        URI page = site.at("/p");
        return page.getRawAuthority() + page.getRawPath();
    }

    /** What the page has to say after the last button; empty if nothing. It is said once. */
    public String getSaid() {
        if (said == null) {
            said = visit().flatMap(Visit::said).map(notion -> say(notion.key(), notion.number())).orElse("");
        }
        return said;
    }

    public Obstacle getObstacle() {
        return (Obstacle) request.getAttribute(OBSTACLE);
    }

    /** {@code title}, {@code sentence} or {@code next} of the obstacle; empty if it has none. */
    public String obstacleText(String part) {
        Obstacle obstacle = getObstacle();
        String when = obstacle.at().map(at -> obstacle.kind().equals("expired") || obstacle.kind().equals("withdrawn")
                || obstacle.kind().equals("replaced") ? moments.day(at) : moments.said(at)).orElse("");
        String key = "closed." + obstacle.kind() + "." + part;
        String text = say(key, when);
        return text.equals(key) ? "" : text;
    }

    Optional<Doorplate> plate() {
        return Optional.ofNullable((Doorplate) request.getAttribute(PLATE));
    }

    Optional<Visit> visit() {
        return Optional.ofNullable((Visit) request.getAttribute(VISIT));
    }

    Challenge challenge() {
        return (Challenge) request.getAttribute(CHALLENGE);
    }

    OpenPickup pickup() {
        return (OpenPickup) request.getAttribute(PICKUP);
    }

    HttpServletRequest request() {
        return request;
    }

    Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.pickup.pickup");
    }

    /** Leads on after a button, so that reloading a page never presses it again. */
    static void go(String place) {
        ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
        try {
            external.redirect(external.getRequestContextPath() + "/p/" + place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
