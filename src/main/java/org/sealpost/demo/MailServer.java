package org.sealpost.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.sealpost.demo.Correspondent.Habit;

/** The mail server of one correspondent, on a loopback port of its own. */
final class MailServer implements AutoCloseable {

    private static final int MAX_SESSIONS = 100;
    private static final Duration LATE = Duration.ofSeconds(20);
    /** Where each domain takes reports on TLS; its owner reads them. */
    private static final String REPORTS = "tls-reports@";

    private final Correspondent owner;
    private final String host;
    private final Certificates certificates;
    private final Path folder;
    private final Mailboxes mailboxes;
    private final InstantSource clock;
    private final ServerSocket listener;
    private final Semaphore seats = new Semaphore(MAX_SESSIONS);
    private final Set<String> putOff = ConcurrentHashMap.newKeySet();

    private MailServer(Correspondent owner, String host, Certificates certificates, Path folder, InstantSource clock,
            ServerSocket listener) {
        this.owner = owner;
        this.host = host;
        this.certificates = certificates;
        this.folder = folder;
        this.mailboxes = new Mailboxes(folder.resolve("mailboxes"));
        this.clock = clock;
        this.listener = listener;
    }

    static MailServer start(Correspondent owner, String host, int port, Certificates certificates, Path folder, InstantSource clock)
            throws IOException {
        MailServer server = new MailServer(owner, host, certificates, folder, clock,
                new ServerSocket(port, 50, InetAddress.getLoopbackAddress()));
        Threads.start("demo-" + host, server::serve);
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
        return host;
    }

    /** What is shown to the next session after STARTTLS; empty: STARTTLS is not offered. */
    Optional<Certificates.Shown> tls() {
        boolean stripped = owner == Correspondent.EVE && is(Mishap.EAVESDROPPER)
                || owner == Correspondent.ANNA && is(Mishap.ENCRYPTION_VANISHES) || Files.exists(lost());
        return stripped ? Optional.empty() : certificates.of(owner, owner == Correspondent.ANNA && is(Mishap.CERTIFICATE_EXPIRES));
    }

    boolean speaksOldTls() {
        return owner.has(Habit.SPEAKS_OLD_TLS);
    }

    boolean promises() {
        return owner.has(Habit.PROMISES);
    }

    /** A session was encrypted; some servers were never seen to do that again. */
    void encrypted() throws IOException {
        if (owner.has(Habit.LOSES_TLS) && !Files.exists(lost())) {
            Files.writeString(lost(), "");
        }
    }

    Duration greetingDelay() {
        return owner.has(Habit.GREETS_LATE) && !is(Mishap.SLOW_HURRIES) ? LATE : Duration.ZERO;
    }

    boolean isMailbox(String address) {
        return owner.address().equalsIgnoreCase(address) || REPORTS.concat(owner.domain()).equalsIgnoreCase(address);
    }

    /** Whether this sender is put off now: once for each message, like greylisting. */
    boolean putsOff(String envelopeFrom) {
        return owner.has(Habit.PUTS_OFF) && putOff.add(envelopeFrom);
    }

    void keep(Optional<String> tlsFacts, String envelopeFrom, byte[] octets) throws IOException {
        mailboxes.keep(owner, clock.instant(), tlsFacts, envelopeFrom, octets);
        putOff.remove(envelopeFrom);
    }

    private boolean is(Mishap mishap) {
        return mishap.isOn(folder);
    }

    private Path lost() {
        return folder.resolve(owner.domain() + ".lost-tls");
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
