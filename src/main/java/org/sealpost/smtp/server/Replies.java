package org.sealpost.smtp.server;

import java.util.List;
import org.sealpost.smtp.Reply;

/** What the protocol itself answers; codes by RFC 5321 §4.2 and RFC 3463, the IANA registry of enhanced codes beside them. */
public final class Replies {

    static final Reply BYE = of(221, "2.0.0 Goodbye");
    static final Reply FINE = of(250, "2.0.0 Fine");
    static final Reply SEND_AND_SEE = of(252, "2.5.0 Send and see");
    static final Reply START_TLS = of(220, "2.0.0 Go ahead");
    static final Reply SENDER_FINE = of(250, "2.1.0 Sender fine");
    static final Reply GO_ON = of(354, "End with a dot on a line of its own");
    static final Reply CHUNK_FINE = of(250, "2.0.0 Go on");
    static final Reply HELP = of(214, "2.0.0 RFC 5321 says it all");
    static final Reply LOGGED_IN = of(235, "2.7.0 Signed in");

    static final Reply UNKNOWN = of(500, "5.5.1 Unknown command");
    static final Reply NOT_OFFERED = of(502, "5.5.1 Not offered");
    static final Reply LONG_LINE = of(500, "5.5.6 Line too long");
    static final Reply LINE_END = of(500, "5.5.2 Each line ends with CR LF, and they stand nowhere else");
    static final Reply SYNTAX = of(501, "5.5.4 Can't read that");
    static final Reply HELLO_FIRST = of(503, "5.5.1 EHLO first");
    static final Reply MAIL_FIRST = of(503, "5.5.1 MAIL first");
    static final Reply RCPT_FIRST = of(503, "5.5.1 RCPT first");
    static final Reply OUT_OF_TURN = of(503, "5.5.1 Not now");
    static final Reply SENDER_SYNTAX = of(501, "5.1.7 Syntax: MAIL FROM:<address>");
    static final Reply RECIPIENT_SYNTAX = of(501, "5.1.3 Syntax: RCPT TO:<address>");
    static final Reply NEEDS_UTF8 = of(553, "5.6.7 An address that isn't ASCII needs SMTPUTF8");
    static final Reply PARAMETER = of(555, "5.5.4 A parameter that isn't offered, or can't be read");
    static final Reply TOO_BIG = of(552, "5.3.4 The message is too big");
    static final Reply MANY_RECIPIENTS = of(452, "4.5.3 Too many recipients; send the rest in another transaction");
    static final Reply TLS_FIRST = of(530, "5.7.0 STARTTLS first");
    static final Reply AUTH_FIRST = of(530, "5.7.0 AUTH first");
    static final Reply AUTH_IN_CLEAR = of(538, "5.7.11 AUTH only inside TLS");
    static final Reply NO_TLS = of(502, "5.5.1 STARTTLS is not offered");
    static final Reply TLS_REQUIRED_IN_CLEAR = of(530, "5.7.0 REQUIRETLS only inside TLS");
    /** For desks that know nobody. */
    public static final Reply NO_AUTH = of(502, "5.5.1 AUTH is not offered");
    static final Reply MECHANISM = of(504, "5.5.4 A mechanism that is not offered");
    static final Reply BAD_BASE64 = of(501, "5.5.2 Can't read that");
    static final Reply CANCELLED = of(501, "5.7.0 Cancelled");
    /** Says nothing of whether the name is known. */
    public static final Reply WRONG_PASSWORD = of(535, "5.7.8 Name or password is wrong");
    static final Reply WEB = of(554, "5.5.1 This is no web server");
    static final Reply MANY_ERRORS = of(421, "4.7.0 Too many errors");
    static final Reply MANY_GUESSES = of(421, "4.7.0 Too many wrong passwords");
    static final Reply NO_MAIL = of(421, "4.7.0 Too many commands and no mail");
    static final Reply CLOSING = of(421, "4.3.2 Closing");
    static final Reply TLS_NOT_NOW = of(454, "4.7.0 No TLS at the moment");
    static final Reply INJECTED = of(554, "5.5.1 Nothing may follow STARTTLS");
    static final Reply TOO_SLOW = of(421, "4.4.2 Nothing came for too long");
    static final Reply LOOP = of(554, "5.4.6 Too many hops");
    static final Reply STRAY_LINE_END = of(554, "5.6.0 Bare CR or LF in the message");
    static final Reply NUL = of(554, "5.6.0 NUL in the message");
    static final Reply LONG_TEXT_LINE = of(554, "5.6.0 A line of the message is too long");
    static final Reply LONG_HEADER = of(554, "5.6.0 The header is too long");
    /** Trouble of our own. */
    public static final Reply NOT_NOW = of(451, "4.3.0 Can't take it now");

    private Replies() {
    }

    /** A reply of one line. @param text begins with the enhanced code, except for greetings and 3xx */
    public static Reply of(int code, String text) {
        return new Reply(code, List.of(text));
    }
}
