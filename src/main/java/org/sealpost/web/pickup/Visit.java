package org.sealpost.web.pickup;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sealpost.escrow.Door;

/** What a browser's session knows of one reader: at which door they stand, and whether they were let in. One at a time. */
final class Visit implements Serializable {

    private static final long serialVersionUID = 2;
    private static final String NAME = Visit.class.getName();
    private static final Duration IDLE = Duration.ofMinutes(20);

    private final Door door;
    private final String organisation;
    private final String phone;
    private Instant seen;
    private boolean inside;
    private int terms;
    private Notion notion;
    private String name = "";

    /** What the next page has to say, once. */
    record Notion(String key, int number) implements Serializable { }

    private Visit(Door door, String organisation, String phone, Instant now) {
        this.door = door;
        this.organisation = organisation;
        this.phone = phone;
        this.seen = now;
    }

    /** A new visit under a new session id; it ends the one before. */
    static Visit begin(HttpServletRequest request, Door door, String organisation, String phone, Instant now) {
        Visit visit = new Visit(door, organisation, phone, now);
        request.getSession().setAttribute(NAME, visit);
        request.changeSessionId();
        return visit;
    }

    /** The visit of this request, unless it rested too long. Never makes a session. */
    static Optional<Visit> of(HttpServletRequest request, Instant now) {
        HttpSession session = request.getSession(false);
        Visit visit = session == null ? null : (Visit) session.getAttribute(NAME);
        if (visit == null) {
            return Optional.empty();
        }
        if (now.isAfter(visit.seen.plus(IDLE))) {
            session.removeAttribute(NAME);
            return Optional.empty();
        }
        visit.seen = now;
        return Optional.of(visit);
    }

    static boolean isIn(HttpSession session) {
        return session.getAttribute(NAME) != null;
    }

    static void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(NAME);
        }
    }

    /**
     * They proved to be the recipient: from now on under another session id.
     *
     * @param passed the version of the check that they were asked by
     */
    void enter(HttpServletRequest request, int passed) {
        inside = true;
        terms = passed;
        request.changeSessionId();
    }

    /** The check changed: they stand before the door again. */
    void stepOut() {
        inside = false;
    }

    int terms() {
        return terms;
    }

    void say(String key, int number) {
        notion = new Notion(key, number);
    }

    Optional<Notion> said() {
        Optional<Notion> once = Optional.ofNullable(notion);
        notion = null;
        return once;
    }

    /** They told their name. */
    void call(String given) {
        name = given;
    }

    String name() {
        return name;
    }

    Door door() {
        return door;
    }

    String organisation() {
        return organisation;
    }

    String phone() {
        return phone;
    }

    boolean isInside() {
        return inside;
    }
}
