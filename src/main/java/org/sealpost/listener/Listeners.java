package org.sealpost.listener;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.sealpost.directory.Closing;
import org.sealpost.directory.Opened;
import org.sealpost.reception.Inbound;
import org.sealpost.smtp.server.Desk;
import org.sealpost.smtp.server.Peer;
import org.sealpost.smtp.server.ServerDeadlines;
import org.sealpost.smtp.server.ServerOptions;
import org.sealpost.smtp.server.SmtpExchange;
import org.sealpost.submission.ProgramLogin;
import org.sealpost.submission.Programs;
import org.sealpost.wire.CertificateFiles;
import org.sealpost.wire.CertificateJudge;
import org.sealpost.wire.ServerTls;
import org.sealpost.wire.Watchdog;

/** The open ports: from when the application is open until it closes. */
@ApplicationScoped
public class Listeners {

    private static final System.Logger LOG = System.getLogger(Listeners.class.getName());
    private static final int MOST_CONNECTIONS = 400;
    private static final int MOST_OF_ONE_NETWORK = 20;
    private static final int NONCE_OCTETS = 18;
    private static final long IDLE_SECONDS = 60;
    private static final long DRAIN_SECONDS = 10;

    @Resource(lookup = "java:app/concurrent/threads")
    private ManagedThreadFactory threadFactory;
    @Inject
    private Listening listening;
    @Inject
    private Inbound inbound;
    @Inject
    private Programs programs;
    @Inject
    private ProgramLogin login;
    @Inject
    private CertificateJudge judge;
    @Inject
    private SecureRandom random;
    @Inject
    private InstantSource clock;

    private final List<Port> ports = new ArrayList<>();
    private ExecutorService threads;
    private Watchdog watchdog;
    private Proxies proxies;

    protected Listeners() {
    }

    /** @throws IllegalStateException with a sentence for the administrator; the application doesn't start then */
    void open(@Observes Opened opened) {
        if (listening.isOff()) {
            return;
        }
        ServerTls tls = tls();
        // one more thread for each port, which accepts
        threads = new ThreadPoolExecutor(0, MOST_CONNECTIONS + 3, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threadFactory);
        watchdog = new Watchdog();
        proxies = new Proxies(listening.proxies(), watchdog);
        Headcount headcount = new Headcount(MOST_CONNECTIONS, MOST_OF_ONE_NETWORK);
        Supplier<Desk> atReception = () -> new InboundDesk(inbound, this::provenHost);
        Supplier<Desk> atSubmission = () -> new SubmissionDesk(programs, login);
        listening.relay().ifPresent(port -> open(port, headcount, ServerOptions.relay(listening.name(), listening.mostTaken()), atReception, tls));
        listening.submission().ifPresent(port ->
                open(port, headcount, ServerOptions.submission(listening.name(), listening.mostTaken()), atSubmission, tls));
        listening.submissions().ifPresent(port ->
                open(port, headcount, ServerOptions.submissions(listening.name(), listening.mostTaken()), atSubmission, tls));
    }

    void close(@Observes Closing closing) {
        for (Port port : ports) {
            try {
                port.close();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "a port could not be closed: {0}", e.getMessage());
            }
        }
        if (threads != null) {
            drain();
            watchdog.close();
        }
    }

    private void drain() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(Level.INFO, "messages that were still coming in are broken off; their senders will try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void open(int port, Headcount headcount, ServerOptions options, Supplier<Desk> desks, ServerTls tls) {
        try {
            ports.add(new Port(listening.address(), port, headcount, proxies, threads, (socket, from) -> exchange(socket, from, options, desks.get(), tls)));
            LOG.log(Level.INFO, "mail is taken on port {0}", Integer.toString(port));
        } catch (IOException e) {
            throw new IllegalStateException("Port " + port + " can't be listened on (" + e.getMessage() + ").", e);
        }
    }

    private SmtpExchange exchange(Socket socket, InetAddress from, ServerOptions options, Desk desk, ServerTls tls) {
        return new SmtpExchange(options, desk, socket, from, raw -> tls.upon(raw, !options.offersAuth()), watchdog, ServerDeadlines.STANDARD, this::nonce);
    }

    private ServerTls tls() {
        Optional<CertificateFiles> certificate = listening.certificate();
        if (certificate.isEmpty()) {
            throw new IllegalStateException("Mail is to be taken, but there is no certificate: name one with sealpost.smtp.certificate.");
        }
        CertificateFiles files = certificate.get();
        try {
            return new ServerTls(files, random, clock);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("The certificate " + files.file() + " can't be used (" + e.getMessage() + "). Give a PKCS#12"
                    + " file and its password, or a PEM chain and its key in PKCS#8 (openssl pkcs8 -topk8 -nodes).", e);
        }
    }

    /** RFC 5321 §4.1.1.1: what EHLO says proves nothing by itself. */
    private Optional<String> provenHost(Peer peer) {
        String host = peer.hello().toLowerCase(Locale.ROOT);
        List<X509Certificate> chain = peer.tls().map(Peer.Tls::chain).orElse(List.of());
        return !chain.isEmpty() && judge.judge(chain, List.of(), host, clock.instant()).isValid() ? Optional.of(host) : Optional.empty();
    }

    private String nonce() {
        byte[] octets = new byte[NONCE_OCTETS];
        random.nextBytes(octets);
        return Base64.getEncoder().encodeToString(octets);
    }
}
