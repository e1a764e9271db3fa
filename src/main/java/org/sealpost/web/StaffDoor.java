package org.sealpost.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sealpost.directory.Directory;
import org.sealpost.directory.User;

/**
 * The one door for people who work here. It asks the session who somebody is, and the directory, each time, what they
 * may do: a role that was taken away is gone with the next click. Other ways to sign in will be asked from here too.
 */
@ApplicationScoped
public class StaffDoor implements HttpAuthenticationMechanism {

    private static final String PERSON = StaffDoor.class.getName() + ".person";
    private static final String PASSWORD = "/mail/password.xhtml";

    /** What a session remembers. */
    record Person(long accountId, long userId) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    @Inject
    private Directory directory;
    @Inject
    private Hosts hosts;

    @Override
    public AuthenticationStatus validateRequest(HttpServletRequest request, HttpServletResponse response,
            HttpMessageContext context) {
        if (!context.isProtected()) {
            return context.doNothing();
        }
        if (!hosts.serve(request)) {
            return refuse(response);
        }
        Optional<User> user = person(request).flatMap(p -> directory.user(p.accountId(), p.userId()))
                .filter(known -> !known.isDisabled());
        if (user.isPresent() && user.get().mustChoosePassword() && !isAt(PASSWORD, request)) {
            redirect(request, response, request.getContextPath() + PASSWORD);
            return AuthenticationStatus.SEND_CONTINUE;
        }
        if (user.isPresent()) {
            return context.notifyContainerAboutLogin(user.get().address().toString(), roles(user.get()));
        }
        toSignIn(request, response);
        return AuthenticationStatus.SEND_CONTINUE;
    }

    private static AuthenticationStatus refuse(HttpServletResponse response) {
        try {
            KnownHosts.refuse(response);
            return AuthenticationStatus.SEND_FAILURE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets the user in: under a new session id, so that nobody who knew the old one comes along. */
    static void enter(HttpServletRequest request, User user) {
        HttpSession old = request.getSession(false);
        if (old != null) {
            old.invalidate();
        }
        request.getSession(true).setAttribute(PERSON, new Person(user.accountId(), user.id()));
    }

    static void leave(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    static Optional<Person> person(HttpServletRequest request) {
        return Optional.ofNullable(request.getSession(false)).map(session -> (Person) session.getAttribute(PERSON));
    }

    private static Set<String> roles(User user) {
        return user.roles().stream().map(Enum::name).collect(Collectors.toSet());
    }

    private static boolean isAt(String page, HttpServletRequest request) {
        return request.getRequestURI().equals(request.getContextPath() + page);
    }

    private static void toSignIn(HttpServletRequest request, HttpServletResponse response) {
        boolean ended = isAjax(request) || request.getRequestedSessionId() != null;
        String wanted = "GET".equals(request.getMethod()) ? withQuery(request) : request.getRequestURI();
        redirect(request, response, request.getContextPath() + "/signin.xhtml?from="
                + URLEncoder.encode(wanted, StandardCharsets.UTF_8) + (ended ? "&ended=1" : ""));
    }

    /** A script's request gets the redirection in words that the script understands. */
    private static void redirect(HttpServletRequest request, HttpServletResponse response, String page) {
        try {
            if (isAjax(request)) {
                response.setContentType("text/xml;charset=UTF-8");
                response.getWriter().write("<?xml version='1.0' encoding='UTF-8'?>\n<partial-response><redirect url=\""
                        + page.replace("&", "&amp;") + "\"></redirect></partial-response>");
            } else {
                response.sendRedirect(page);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isAjax(HttpServletRequest request) {
        return "partial/ajax".equals(request.getHeader("Faces-Request"));
    }

    private static String withQuery(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }
}
