package org.sealpost.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;

/** The mail server of one correspondent, on a loopback port of its own. */
final class MailServer implements AutoCloseable {

    private static final int MAX_SESSIONS = 100;
    private static final Duration LATE = Duration.ofSeconds(20);

    private final Correspondent owner;
    private final Optional<SSLContext> tls;
    private final Mailboxes mailboxes;
    private final InstantSource clock;
    private final ServerSocket listener;
    private final Semaphore seats = new Semaphore(MAX_SESSIONS);
    private final Set<String> putOff = ConcurrentHashMap.newKeySet();

    private MailServer(Correspondent owner, Optional<SSLContext> tls, Mailboxes mailboxes, InstantSource clock,
            ServerSocket listener) {
        this.owner = owner;
        this.tls = tls;
        this.mailboxes = mailboxes;
        this.clock = clock;
        this.listener = listener;
    }

    /** @param tls empty: STARTTLS is not offered */
    static MailServer start(Correspondent owner, int port, Optional<SSLContext> tls, Mailboxes mailboxes,
            InstantSource clock) throws IOException {
        MailServer server = new MailServer(owner, tls, mailboxes, clock,
                new ServerSocket(port, 50, InetAddress.getLoopbackAddress()));
        Threads.start("demo-" + owner.mailHost(), server::serve);
        return server;
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    String host() {
        return owner.mailHost();
    }

    Optional<SSLContext> tls() {
        return tls;
    }

    Duration greetingDelay() {
        return owner.slow() ? LATE : Duration.ZERO;
    }

    boolean isMailbox(String address) {
        return owner.address().equalsIgnoreCase(address);
    }

    /** Whether a slow server puts this sender off now: once for each message, like greylisting. */
    boolean putsOff(String envelopeFrom) {
        return owner.slow() && putOff.add(envelopeFrom);
    }

    void keep(Optional<String> tlsFacts, String envelopeFrom, byte[] octets) throws IOException {
        mailboxes.keep(owner, clock.instant(), tlsFacts, envelopeFrom, octets);
        putOff.remove(envelopeFrom);
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                seats.acquireUninterruptibly();
                Threads.start("demo-session-" + owner.domain(), () -> {
                    try {
                        new MailSession(this, socket).run();
                    } finally {
                        seats.release();
                    }
                });
            } catch (IOException e) {
                // closed
            }
        }
    }
}
