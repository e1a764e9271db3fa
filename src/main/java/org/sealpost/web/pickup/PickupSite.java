package org.sealpost.web.pickup;

import jakarta.faces.application.ViewExpiredException;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sealpost.escrow.Challenge;
import org.sealpost.escrow.Closed;
import org.sealpost.escrow.Doorkeeper;
import org.sealpost.escrow.OpenPickup;
import org.sealpost.escrow.PickupToken;
import org.sealpost.web.Mishap;

/**
 * Every address below {@code /p}: decides who may see which page, and hands on to it. {@code GET} changes nothing but
 * how the page looks; without a session there is only the link's page and the one where a reference is typed.
 */
@WebServlet(name = "pickup", urlPatterns = "/p/*")
@MultipartConfig(maxFileSize = PickupSite.MAX_UPLOAD, maxRequestSize = PickupSite.MAX_UPLOAD, fileSizeThreshold = 256 * 1024)
public class PickupSite extends HttpServlet {

    /** Above our own limit, so that files that are too big get a sentence and not a broken connection; octets. */
    static final long MAX_UPLOAD = 64L * 1024 * 1024;

    private static final long serialVersionUID = 1;
    private static final System.Logger LOG = System.getLogger("org.sealpost.web");
    private static final String VIEWS = "/WEB-INF/pickup/";
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final int A_YEAR = 365 * 24 * 3600;
    private static final Map<String, String> LOOKS = Map.of("lang", "en|de", "contrast", "more|less");

    @Inject
    private transient Doorkeeper doorkeeper;
    @Inject
    private transient PickupLimits limits;
    @Inject
    private transient PickupFiles files;
    @Inject
    private transient Mishap mishap;
    @Inject
    private transient InstantSource clock;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Robots-Tag", "noindex, nofollow, noarchive");
        response.setHeader("Cache-Control", "no-store");
        boolean post = request.getMethod().equals("POST");
        if (!post && !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD, POST");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        try {
            answer(post, request, response);
        } finally {
            discardUploads(request);
        }
    }

    private void answer(boolean post, HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Optional<Duration> wait = post ? limits.pressed(request.getRemoteAddr()) : Optional.empty();
        if (wait.isPresent()) {
            response.setHeader("Retry-After", Long.toString(wait.get().toSeconds() + 1));
            closed(request, response, Obstacle.until("busy", clock.instant().plus(wait.get())), 429);
        } else if (post || !changesLooks(request, response)) {
            tryToLead(request, response);
        }
    }

    /** The server keeps larger parts as files in its folder, in clear, and would leave them there until its next start. */
    private static void discardUploads(HttpServletRequest request) {
        String type = request.getContentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            return;
        }
        try {
            for (Part part : request.getParts()) {
                part.delete();
            }
        } catch (ServletException | IOException | RuntimeException e) {
            // what couldn't be taken in was told to the reader already
            LOG.log(System.Logger.Level.DEBUG, "an upload couldn't be read: {0}", e.getClass().getName());
        }
    }

    private void tryToLead(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        try {
            lead(request, response);
        } catch (ServletException | RuntimeException e) {
            if (response.isCommitted()) {
                throw e;
            }
            response.resetBuffer();
            if (isCausedBy(e, ViewExpiredException.class)) {
                response.sendRedirect(request.getRequestURI());
            } else {
                String number = mishap.newReference();
                LOG.log(System.Logger.Level.ERROR, "mishap " + number + " on a pickup page", e);
                closed(request, response, Obstacle.failed(Mishap.isDatabaseGone(e), number), HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            }
        }
    }

    private void lead(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        String place = request.getPathInfo() == null ? "/" : request.getPathInfo();
        switch (place) {
            case "/" -> pass("reference", request, response);
            case "/check" -> atTheDoor(request, response);
            case "/leave" -> leave(request, response);
            case "/message", "/reply", "/sent", "/body", "/message.eml" -> inside(place.substring(1), request, response);
            default -> {
                if (place.startsWith("/file/")) {
                    inside(place.substring(1), request, response);
                } else {
                    byLink(place.substring(1), request, response);
                }
            }
        }
    }

    private void byLink(String text, HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        var plate = PickupToken.of(text).flatMap(doorkeeper::byLink);
        if (plate.isEmpty()) {
            closed(request, response, Obstacle.of("unknown"), HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        request.setAttribute(Guest.PLATE, plate.get());
        if (plate.get().closed().isPresent()) {
            closed(request, response, Obstacle.of(plate.get().closed().get()), HttpServletResponse.SC_GONE);
        } else {
            pass("start", request, response);
        }
    }

    private void atTheDoor(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Optional<Visit> visit = Visit.of(request, clock.instant());
        if (visit.isEmpty()) {
            closed(request, response, Obstacle.of("ended"), HttpServletResponse.SC_FORBIDDEN);
        } else if (visit.get().isInside()) {
            response.sendRedirect(request.getContextPath() + "/p/message");
        } else {
            request.setAttribute(Guest.VISIT, visit.get());
            challenge(visit.get(), request, response);
        }
    }

    private void challenge(Visit visit, HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Challenge challenge = doorkeeper.challenge(visit.door());
        request.setAttribute(Guest.CHALLENGE, challenge);
        if (challenge.closed().isPresent()) {
            closed(request, response, Obstacle.of(challenge.closed().get()), HttpServletResponse.SC_GONE);
        } else {
            forward("check", request, response);
        }
    }

    private void inside(String place, HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Optional<Visit> visit = Visit.of(request, clock.instant()).filter(Visit::isInside);
        if (visit.isEmpty()) {
            closed(request, response, Obstacle.of("ended"), HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        request.setAttribute(Guest.VISIT, visit.get());
        Optional<OpenPickup> pickup = doorkeeper.enter(visit.get().door(), visit.get().terms());
        if (pickup.isEmpty()) {
            shutOut(visit.get(), request, response);
            return;
        }
        request.setAttribute(Guest.PICKUP, pickup.get());
        if (place.equals("message") || place.equals("reply") || place.equals("sent")) {
            forward(place, request, response);
        } else if (!files.send(place, pickup.get(), visit.get().door(), response)) {
            closed(request, response, Obstacle.of("nofile"), HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /** They were inside, and what they proved doesn't count any more. */
    private void shutOut(Visit visit, HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Optional<Closed> ended = doorkeeper.ended(visit.door());
        if (ended.isPresent()) {
            Visit.end(request);
            closed(request, response, Obstacle.of(ended.get()), HttpServletResponse.SC_GONE);
        } else {
            visit.stepOut();
            visit.say("check.changed", 0);
            response.sendRedirect(request.getContextPath() + "/p/check");
        }
    }

    private void leave(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        if (request.getMethod().equals("POST")) {
            Visit.of(request, clock.instant()).ifPresent(visit -> request.setAttribute(Guest.VISIT, visit));
            Visit.end(request);
        }
        closed(request, response, Obstacle.of("left"), HttpServletResponse.SC_OK);
    }

    private void closed(HttpServletRequest request, HttpServletResponse response, Obstacle obstacle, int status)
            throws ServletException, IOException {
        response.setStatus(status);
        request.setAttribute(Guest.OBSTACLE, obstacle);
        pass("closed", new Onlooker(request), response);
    }

    /** The pages for strangers need no session: one that only the component library wanted is ended at once. */
    private static void pass(String view, HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        boolean stranger = request.getSession(false) == null;
        forward(view, request, response);
        HttpSession session = request.getSession(false);
        if (stranger && session != null && !Visit.isIn(session)) {
            session.invalidate();
        }
    }

    private static void forward(String view, HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        String views = request.getContextPath() + VIEWS;
        request.getRequestDispatcher(VIEWS + view + ".xhtml")
                .forward(request, new PickupResponse(response, views, request.getRequestURI()));
    }

    /** Language and contrast: a link sets a cookie and leads back. */
    private static boolean changesLooks(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean changed = false;
        for (var look : LOOKS.entrySet()) {
            String wanted = request.getParameter(look.getKey());
            if (wanted != null && wanted.matches(look.getValue())) {
                Cookie cookie = new Cookie(look.getKey(), wanted);
                cookie.setPath("/");
                cookie.setMaxAge(A_YEAR);
                cookie.setSecure(request.isSecure());
                cookie.setHttpOnly(true);
                cookie.setAttribute("SameSite", "Lax");
                response.addCookie(cookie);
                changed = true;
            }
        }
        if (changed) {
            response.sendRedirect(request.getRequestURI());
        }
        return changed;
    }

    private static boolean isCausedBy(Throwable thrown, Class<? extends Throwable> type) {
        Throwable t = thrown;
        for (int depth = 0; t != null && depth < 30; depth++, t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }
}
