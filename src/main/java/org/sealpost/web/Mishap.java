package org.sealpost.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;

/** What an error page says: one sentence and a number to quote. The log has the rest under that number. */
@Named
@RequestScoped
public class Mishap {

    private static final System.Logger LOG = System.getLogger("org.sealpost.web");
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final String NUMBER = Mishap.class.getName() + ".reference";
    private static final int LENGTH = 8;

    @Inject
    private HttpServletRequest request;
    @Inject
    private SecureRandom random;
    @Inject
    private Tongue tongue;

    /** @param kind {@code missing}, {@code forbidden}, {@code expired} or {@code failed} */
    public String sentence(String kind) {
        boolean database = kind.equals("failed")
                && (isDatabaseGone(thrown()) || "database".equals(request.getParameter("why")));
        return tongue.phrases("org.sealpost.web.web").say("error." + (database ? "database" : kind) + ".sentence");
    }

    /** The number of this mishap; whatever was thrown is logged under it, once. */
    public String getReference() {
        Object number = request.getAttribute(NUMBER);
        if (number == null) {
            number = quoted(request.getParameter("ref"));
            request.setAttribute(NUMBER, number);
            if (thrown() != null) {
                LOG.log(Level.ERROR, "mishap " + number + " at " + request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI),
                        thrown());
            }
        }
        return (String) number;
    }

    /** A new number, eight characters that can be read out on the telephone. */
    public String newReference() {
        StringBuilder number = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            number.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return number.toString();
    }

    /** Whether it failed because the database can't be reached. */
    public static boolean isDatabaseGone(Throwable thrown) {
        return Stream.iterate(thrown, t -> t != null, Throwable::getCause).limit(30)
                .anyMatch(t -> t instanceof SQLTransientConnectionException || t instanceof java.net.ConnectException
                        || t instanceof SQLException sql && sql.getSQLState() != null
                                && (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P")));
    }

    private String quoted(String number) {
        return number != null && number.matches("[0-9A-Z]{8}") ? number : newReference();
    }

    private Throwable thrown() {
        return (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    }
}
