package org.sealpost.smtp.server;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.server.SmtpSession.Next;
import org.sealpost.smtp.server.SmtpSession.Step;
import org.sealpost.wire.Watchdog;

/** One session on its connection, in the thread that calls {@link #run}: reads lines and messages, writes replies, keeps time. */
public final class SmtpExchange {

    /** Puts TLS upon a connection, on the server's side; the handshake is still to come. */
    public interface Securing {
        SSLSocket upon(Socket socket) throws IOException;
    }

    private static final System.Logger LOG = System.getLogger(SmtpExchange.class.getName());

    /** RFC 4954 §4; whether a command may be so long, the session says. */
    private static final int LONGEST_LINE = 12_288;
    /** What has to come within a block's deadline: whoever is slower holds a thread for nothing. */
    private static final int STRETCH = 64 * 1024;
    private static final Duration PARTING = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final ServerOptions options;
    private final Desk desk;
    private final SmtpSession session;
    private final Securing securing;
    private final Watchdog watchdog;
    private final ServerDeadlines deadlines;
    private final byte[] block = new byte[16 * 1024];
    private final Socket raw;
    private Socket socket;
    private Lines lines;
    private OutputStream out;
    /** By {@link System#nanoTime}: when what is waited for must have come. */
    private long due;
    private Optional<MessageReceiver> receiver = Optional.empty();
    private volatile boolean stopping;
    private volatile boolean idle;

    /** @param from where the client calls from, if that isn't what the socket says */
    public SmtpExchange(ServerOptions options, Desk desk, Socket socket, InetAddress from, Securing securing, Watchdog watchdog,
            ServerDeadlines deadlines, Supplier<String> nonces) {
        this.options = options;
        this.desk = desk;
        this.session = new SmtpSession(options, desk, new Peer(from, "", Optional.empty()), nonces);
        this.raw = socket;
        this.socket = socket;
        this.securing = securing;
        this.watchdog = watchdog;
        this.deadlines = deadlines;
    }

    /** The whole session, until one side ends it; the socket is closed then. */
    public void run() {
        try {
            raw.setTcpNoDelay(true);
            open();
            if (!options.offersTls()) {
                secure(securing.upon(raw));
            }
            reply(session.greeting());
            converse();
        } catch (SocketTimeoutException e) {
            farewell(Replies.TOO_SLOW);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a client''s connection ended: {0}", e.getMessage());
            if (stopping) {
                farewell(Replies.CLOSING);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a session ended by trouble of our own", e);
            farewell(Replies.of(421, "4.3.0 Can't go on"));
        } finally {
            receiver.ifPresent(MessageReceiver::abandon);
            desk.close();
            hangUp();
        }
    }

    /** From any thread: ends the session as soon as no transaction is under way. Its deadlines bind it until then. */
    public void stop() {
        stopping = true;
        if (idle) {
            try {
                raw.shutdownInput();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "ended already");
            }
        }
    }

    private void converse() throws IOException {
        Step step = next();
        while (step.next() != Next.CLOSE) {
            step = switch (step.next()) {
                case DATA -> data(step.reply());
                case CHUNK -> chunk(step);
                case START_TLS -> startTls(step.reply());
                default -> {
                    reply(step.reply());
                    yield next();
                }
            };
        }
        farewell(step.reply());
    }

    private Step next() throws IOException {
        idle = !session.isBusy();
        if (stopping && idle) {
            return new Step(Replies.CLOSING, Next.CLOSE);
        }
        Lines.Line line = within(deadlines.command(), () -> lines.next(LONGEST_LINE));
        idle = false;
        if (line.flaw().isPresent()) {
            return line.lost() ? new Step(line.flaw().get(), Next.CLOSE) : session.refuse(line.flaw().get());
        }
        Step step = session.line(line.text());
        if (!session.isChunking()) {
            receiver.ifPresent(MessageReceiver::abandon);
            receiver = Optional.empty();
        }
        return step;
    }

    private Step data(Reply goOn) throws IOException {
        if (!begin()) {
            return session.ended(Replies.NOT_NOW);
        }
        MessageReceiver message = receiver.get();
        reply(goOn);
        receive(Long.MAX_VALUE, message::data);
        return finish();
    }

    private Step chunk(Step step) throws IOException {
        if (step.chunk() > 2 * options.mostOctets()) {
            // nobody would want to read so much only to throw it away
            return new Step(Replies.TOO_BIG, Next.CLOSE);
        }
        boolean taken = step.reply().isPositive() && (receiver.isPresent() || begin());
        receive(step.chunk(), (octets, length) -> {
            if (taken) {
                receiver.get().chunk(octets, length);
            }
            return length;
        });
        if (!taken) {
            return session.ended(step.reply().isPositive() ? Replies.NOT_NOW : step.reply());
        }
        if (step.last()) {
            return finish();
        }
        Optional<Reply> flaw = receiver.get().flaw();
        return flaw.isPresent() ? session.refuse(flaw.get()) : session.more();
    }

    private boolean begin() {
        try {
            receiver = Optional.of(new MessageReceiver(session.begin(), options.mostOctets()));
            return true;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a message can't be taken", e);
            return false;
        }
    }

    private Step finish() {
        MessageReceiver whole = receiver.orElseThrow();
        receiver = Optional.empty();
        try {
            return session.ended(whole.finish());
        } catch (MessageReceiver.Trouble e) {
            LOG.log(Level.WARNING, "a message couldn't be taken", e.getCause());
            return session.ended(Replies.NOT_NOW);
        }
    }

    /** Until the message's end or so many octets, whatever becomes of them. */
    private void receive(long octets, Taking taking) throws IOException {
        try (Watchdog.Watch whole = watchdog.watch(raw, deadlines.message())) {
            for (long left = octets; left > 0 && !isOver(); ) {
                long most = Math.min(left, STRETCH);
                left -= within(deadlines.block(), () -> stretch(most, taking));
            }
        }
    }

    private long stretch(long most, Taking taking) throws IOException {
        long taken = 0;
        while (taken < most && !isOver()) {
            int some = lines.block(block, (int) Math.min(most - taken, block.length));
            int used = taking.take(block, some);
            lines.giveBack(some - used);
            taken += used;
        }
        return taken;
    }

    private boolean isOver() {
        return receiver.map(MessageReceiver::isOver).orElse(false);
    }

    /** What came in clear behind STARTTLS was put there by somebody else: nobody obeys it, and the session is over. */
    private Step startTls(Reply goAhead) throws IOException {
        if (lines.hasMore()) {
            return new Step(Replies.INJECTED, Next.CLOSE);
        }
        SSLSocket secured;
        try {
            secured = securing.upon(raw);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "there is no TLS to begin", e);
            return session.refuse(Replies.TLS_NOT_NOW);
        }
        reply(goAhead);
        secure(secured);
        return next();
    }

    private void secure(SSLSocket secured) throws IOException {
        within(deadlines.handshake(), () -> {
            out.flush();
            secured.startHandshake();
            return secured;
        });
        socket = secured;
        open();
        SSLSession tls = secured.getSession();
        session.secured(new Peer.Tls(tls.getProtocol(), tls.getCipherSuite(), chain(tls)));
    }

    private static List<X509Certificate> chain(SSLSession tls) {
        try {
            return Arrays.stream(tls.getPeerCertificates()).filter(X509Certificate.class::isInstance).map(X509Certificate.class::cast).toList();
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }

    private void open() throws IOException {
        out = new BufferedOutputStream(socket.getOutputStream(), 4 * 1024);
        lines = new Lines(socket.getInputStream(), this::prepareToWait);
    }

    private void prepareToWait() throws IOException {
        out.flush();
        raw.setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime())));
    }

    /** Goes out before anybody waits for the client. */
    private void reply(Reply reply) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < reply.lines().size(); i++) {
            boolean last = i == reply.lines().size() - 1;
            text.append(reply.code()).append(last ? ' ' : '-').append(reply.lines().get(i).replaceAll("[^\\x20-\\x7E]", "?")).append("\r\n");
        }
        try (Watchdog.Watch watch = watchdog.watch(raw, deadlines.command())) {
            out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void farewell(Reply reply) {
        try (Watchdog.Watch watch = watchdog.watch(raw, PARTING)) {
            reply(reply);
            out.flush();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "nobody hears the last reply");
        }
    }

    private void hangUp() {
        // closing says good-bye over TLS, which a client that reads nothing could hold up
        try (raw; Watchdog.Watch watch = watchdog.watch(raw, PARTING)) {
            socket.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closed already");
        }
    }

    /**
     * Who is late is told so. Writing, and a TLS record that trickles in, know no timeout: those the watchdog ends. It closes the
     * socket below TLS, because closing TLS waits for whoever writes.
     */
    private <T> T within(Duration limit, Waiting<T> waiting) throws IOException {
        due = System.nanoTime() + limit.toNanos();
        raw.setSoTimeout((int) Math.max(1, limit.toMillis()));
        try (Watchdog.Watch watch = watchdog.watch(raw, limit.plus(GRACE))) {
            return waiting.done();
        }
    }

    private interface Waiting<T> {
        T done() throws IOException;
    }

    private interface Taking {
        /** @return how many of them belong to the message */
        int take(byte[] octets, int length);
    }
}
