package org.sealpost.smtp.server;

/**
 * What one listener offers and demands.
 *
 * @param name what the server calls itself
 * @param offersTls STARTTLS is offered; a listener of implicit TLS (RFC 8314) offers none
 * @param offersAuth AUTH is offered inside TLS, and nothing is taken before it
 * @param needsTls nothing but EHLO, NOOP, STARTTLS, QUIT before it
 * @param mostOctets of a message
 * @param mostRecipients of a transaction; RFC 5321 §4.5.3.1.8 asks for 100 at least
 * @param mostErrors before the session is ended
 */
public record ServerOptions(String name, boolean offersTls, boolean offersAuth, boolean needsTls, long mostOctets, int mostRecipients,
        int mostErrors) {

    private static final int RECIPIENTS = 100;
    private static final int ERRORS = 20;

    /** For other servers (port 25): whoever comes, TLS where they can. */
    public static ServerOptions relay(String name, long mostOctets) {
        return new ServerOptions(name, true, false, false, mostOctets, RECIPIENTS, ERRORS);
    }

    /** For mail programs (RFC 6409): STARTTLS, then AUTH, then mail. */
    public static ServerOptions submission(String name, long mostOctets) {
        return new ServerOptions(name, true, true, true, mostOctets, RECIPIENTS, ERRORS);
    }

    /** The same where TLS comes first of all (RFC 8314 §3.3). */
    public static ServerOptions submissions(String name, long mostOctets) {
        return new ServerOptions(name, false, true, true, mostOctets, RECIPIENTS, ERRORS);
    }
}
