package org.sealpost.listener;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import org.sealpost.smtp.server.SmtpExchange;

/** One listening port: accepts, counts heads, and gives each connection a thread. */
final class Port implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Port.class.getName());
    private static final int BACKLOG = 100;
    private static final long RESPITE_MILLIS = 100;

    private final ServerSocket listener;
    private final Headcount headcount;
    private final Proxies proxies;
    private final ExecutorService threads;
    private final BiFunction<Socket, InetAddress, SmtpExchange> session;
    private final Set<SmtpExchange> open = ConcurrentHashMap.newKeySet();

    /** @param session what carries on a conversation over a connection from there */
    Port(InetAddress address, int port, Headcount headcount, Proxies proxies, ExecutorService threads,
            BiFunction<Socket, InetAddress, SmtpExchange> session)
            throws IOException {
        this.listener = new ServerSocket();
        this.listener.setReuseAddress(true);
        this.listener.bind(new InetSocketAddress(address, port), BACKLOG);
        this.headcount = headcount;
        this.proxies = proxies;
        this.threads = threads;
        this.session = session;
        threads.execute(this::accept);
    }

    int number() {
        return listener.getLocalPort();
    }

    /** Nobody new comes in; who is in may hand over the message under way, and is sent away then. */
    @Override
    public void close() throws IOException {
        listener.close();
        open.forEach(SmtpExchange::stop);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                seat(listener.accept());
            } catch (IOException | RuntimeException e) {
                if (!listener.isClosed()) {
                    LOG.log(Level.WARNING, "a connection could not be accepted: {0}", e.toString());
                    rest();
                }
            }
        }
    }

    /** What is scarce, such as open files, isn't there again at once. */
    private static void rest() {
        try {
            Thread.sleep(RESPITE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whom a proxy brings is counted once it is known: whoever is slow to say it waits in a thread of his own. */
    private void seat(Socket socket) throws IOException {
        InetAddress caller = socket.getInetAddress();
        boolean proxied = proxies.include(caller);
        if (!proxied && !headcount.enter(caller)) {
            turnAway(socket);
            return;
        }
        try {
            threads.execute(() -> {
                if (proxied) {
                    welcome(socket);
                } else {
                    converse(socket, caller);
                }
            });
        } catch (RejectedExecutionException e) {
            if (!proxied) {
                headcount.leave(caller);
            }
            turnAway(socket);
        }
    }

    private void welcome(Socket socket) {
        try {
            InetAddress guest = proxies.brings(socket);
            if (headcount.enter(guest)) {
                converse(socket, guest);
            } else {
                turnAway(socket);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a proxy did not say whom it brings: {0}", e.getMessage());
            hangUp(socket);
        }
    }

    /** @param guest is counted */
    private void converse(Socket socket, InetAddress guest) {
        try {
            SmtpExchange exchange = session.apply(socket, guest);
            open.add(exchange);
            if (listener.isClosed()) {
                exchange.stop();
            }
            try {
                exchange.run();
            } finally {
                open.remove(exchange);
            }
        } finally {
            headcount.leave(guest);
            hangUp(socket);
        }
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closed already");
        }
    }

    private static void turnAway(Socket socket) throws IOException {
        try (socket) {
            socket.getOutputStream().write("421 4.3.2 Too many connections, come again later\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }
}
