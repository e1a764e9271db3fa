package org.sealpost.smtp.server;

import java.io.IOException;
import java.util.Optional;
import org.sealpost.smtp.Reply;

/**
 * Who decides, for one session, what the protocol leaves open. All calls come from the session's thread, in the order of the
 * dialogue; each may take its time. A reply of 2xx means yes; any other is the answer to the client.
 */
public interface Desk {

    /** Whether this client, whose connection is as it says, may name a sender. Called for each MAIL that is well formed. */
    Reply mail(Peer peer, MailFrom from);

    /** Whether mail for it is taken from that sender. */
    Reply rcpt(RcptTo to);

    /**
     * The message of the transaction begins.
     *
     * @throws IOException if it can't be taken now
     */
    Incoming data() throws IOException;

    /** Sender and recipients are forgotten: RSET, a new greeting, or the transaction is over. */
    void reset();

    /** The connection has ended, however it did. */
    default void close() {
        reset();
    }

    /**
     * AUTH with a password in the TLS connection (PLAIN, LOGIN).
     *
     * @param password is wiped by the caller
     * @return empty: 235; otherwise why not. It takes as long for unknown names
     */
    default Optional<Reply> logIn(Peer peer, String name, char[] password) {
        return Optional.of(Replies.NO_AUTH);
    }

    /**
     * Whether SCRAM is offered beside PLAIN and LOGIN. Programs take it if it is, and most don't try another one when it fails, so
     * it must not be where some passwords can't be proven by it.
     */
    default boolean offersScram() {
        return false;
    }

    /** What proves passwords of this name (RFC 5802); for unknown names something that nothing proves. */
    default ScramKeys scramKeys(Peer peer, String name) {
        throw new UnsupportedOperationException("no AUTH here");
    }

    /**
     * How SCRAM ended.
     *
     * @param proven whether the client proved a password
     * @return empty: 235; otherwise why not
     */
    default Optional<Reply> logIn(Peer peer, String name, boolean proven) {
        return Optional.of(Replies.NO_AUTH);
    }

    /** A message that is being received: its octets without dot-stuffing, each line ended by CRLF. */
    interface Incoming {

        /** @throws IOException if it can't be kept; the rest is read and thrown away */
        void write(byte[] octets, int offset, int length) throws IOException;

        /** All of it is there. A positive reply says that it is on disk and that we answer for it. */
        Reply finish() throws IOException;

        /** Nothing of it counts. Nobody is told. */
        void abandon();
    }
}
