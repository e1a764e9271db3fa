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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

    /** RFC 5321 §4.5.3.1.4 with room for the parameters of all extensions. */
    private static final int LONGEST_COMMAND = 2_048;
    /** RFC 4954 §4. */
    private static final int LONGEST_AUTH_LINE = 12_288;

    private final ServerOptions options;
    private final Desk desk;
    private final SmtpSession session;
    private final Securing securing;
    private final Watchdog watchdog;
    private final ServerDeadlines deadlines;
    private final byte[] block = new byte[16 * 1024];
    private Socket socket;
    private Lines lines;
    private OutputStream out;
    private Optional<MessageReceiver> chunks = Optional.empty();

    /** @param from where the client calls from, if that isn't what the socket says */
    public SmtpExchange(ServerOptions options, Desk desk, Socket socket, InetAddress from, Securing securing, Watchdog watchdog,
            ServerDeadlines deadlines, Supplier<String> nonces) {
        this.options = options;
        this.desk = desk;
        this.session = new SmtpSession(options, desk, new Peer(from, "", Optional.empty()), nonces);
        this.socket = socket;
        this.securing = securing;
        this.watchdog = watchdog;
        this.deadlines = deadlines;
    }

    /** The whole session, until one side ends it; the socket is closed then. */
    public void run() {
        try {
            socket.setTcpNoDelay(true);
            open();
            if (!options.offersTls()) {
                secure();
            }
            reply(session.greeting());
            converse();
        } catch (SocketTimeoutException e) {
            farewell(Replies.TOO_SLOW);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a client''s connection ended: {0}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a session ended by trouble of our own", e);
            farewell(Replies.of(421, "4.3.0 Can't go on"));
        } finally {
            chunks.ifPresent(MessageReceiver::abandon);
            desk.close();
            hangUp();
        }
    }

    private void converse() throws IOException {
        for (Step step = next(); ; step = next()) {
            switch (step.next()) {
                case LINE -> reply(step.reply());
                case DATA -> data(step.reply());
                case CHUNK -> {
                    if (!chunk(step)) {
                        return;
                    }
                }
                case START_TLS -> startTls(step.reply());
                default -> {
                    reply(step.reply());
                    out.flush();
                    return;
                }
            }
        }
    }

    private Step next() throws IOException {
        flushUnlessMoreCame();
        try (Watchdog.Watch watch = watchdog.watch(socket, deadlines.command())) {
            socket.setSoTimeout(millis(deadlines.command()));
            Lines.Line line = lines.next(session.isInAuth() ? LONGEST_AUTH_LINE : LONGEST_COMMAND);
            if (line.flaw().isPresent()) {
                return line.lost() ? new Step(line.flaw().get(), Next.CLOSE) : session.refuse(line.flaw().get());
            }
            Step step = session.line(line.text());
            if (!session.isChunking()) {
                chunks.ifPresent(MessageReceiver::abandon);
                chunks = Optional.empty();
            }
            return step;
        }
    }

    private void data(Reply goOn) throws IOException {
        MessageReceiver receiver;
        try {
            receiver = new MessageReceiver(session.begin(), options.mostOctets());
        } catch (IOException e) {
            reply(session.ended(Replies.NOT_NOW).reply());
            return;
        }
        reply(goOn);
        out.flush();
        try (Watchdog.Watch watch = watchdog.watch(socket, deadlines.message())) {
            socket.setSoTimeout(millis(deadlines.block()));
            while (!receiver.isOver()) {
                int some = lines.block(block, block.length);
                lines.giveBack(some - receiver.data(block, some));
            }
        } catch (IOException e) {
            receiver.abandon();
            throw e;
        }
        reply(session.ended(finish(receiver)).reply());
    }

    /** @return whether the session goes on */
    private boolean chunk(Step step) throws IOException {
        boolean taken = step.reply().isPositive();
        if (taken && chunks.isEmpty()) {
            try {
                chunks = Optional.of(new MessageReceiver(session.begin(), options.mostOctets()));
            } catch (IOException e) {
                taken = false;
            }
        }
        if (!read(step.chunk(), taken)) {
            reply(Replies.TOO_BIG);
            out.flush();
            return false;
        }
        if (!taken) {
            reply(session.ended(step.reply().isPositive() ? Replies.NOT_NOW : step.reply()).reply());
        } else if (step.last()) {
            MessageReceiver receiver = chunks.get();
            chunks = Optional.empty();
            reply(session.ended(finish(receiver)).reply());
        } else {
            reply(chunks.get().flaw().orElseGet(() -> session.more().reply()));
        }
        return true;
    }

    /** @return false if it is so much that nobody would want to read it only to throw it away */
    private boolean read(long octets, boolean taken) throws IOException {
        if (octets > 2 * options.mostOctets()) {
            return false;
        }
        try (Watchdog.Watch watch = watchdog.watch(socket, deadlines.message())) {
            socket.setSoTimeout(millis(deadlines.block()));
            for (long left = octets; left > 0; ) {
                int some = lines.block(block, (int) Math.min(left, block.length));
                left -= some;
                if (taken) {
                    chunks.get().chunk(block, some);
                }
            }
        }
        return true;
    }

    private static Reply finish(MessageReceiver receiver) {
        try {
            return receiver.finish();
        } catch (MessageReceiver.Trouble e) {
            LOG.log(Level.WARNING, "a message couldn't be taken", e.getCause());
            return Replies.NOT_NOW;
        }
    }

    /** What came in clear behind STARTTLS was put there by somebody else: nobody obeys it, and the session is over. */
    private void startTls(Reply goAhead) throws IOException {
        if (lines.hasMore()) {
            farewell(Replies.of(554, "5.5.1 Nothing may follow STARTTLS"));
            throw new EOFException("octets behind STARTTLS");
        }
        reply(goAhead);
        out.flush();
        secure();
    }

    private void secure() throws IOException {
        SSLSocket secured = securing.upon(socket);
        try (Watchdog.Watch watch = watchdog.watch(socket, deadlines.handshake())) {
            secured.setSoTimeout(millis(deadlines.handshake()));
            secured.startHandshake();
        }
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
        lines = new Lines(socket.getInputStream());
        out = new BufferedOutputStream(socket.getOutputStream(), 4 * 1024);
    }

    /** Replies to what was pipelined go out together (RFC 2920). */
    private void flushUnlessMoreCame() throws IOException {
        if (!lines.hasMore()) {
            out.flush();
        }
    }

    private void reply(Reply reply) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < reply.lines().size(); i++) {
            boolean last = i == reply.lines().size() - 1;
            text.append(reply.code()).append(last ? ' ' : '-').append(reply.lines().get(i).replaceAll("[^\\x20-\\x7E]", "?")).append("\r\n");
        }
        out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private void farewell(Reply reply) {
        try {
            reply(reply);
            out.flush();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "nobody hears the last reply");
        }
    }

    private void hangUp() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closed already");
        }
    }

    private static int millis(java.time.Duration duration) {
        return (int) Math.max(1, duration.toMillis());
    }
}
