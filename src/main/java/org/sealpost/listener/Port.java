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

    private final ServerSocket listener;
    private final Headcount headcount;
    private final ExecutorService threads;
    private final BiFunction<Socket, InetAddress, SmtpExchange> session;
    private final Set<SmtpExchange> open = ConcurrentHashMap.newKeySet();

    /** @param session what carries on a conversation over a connection from there */
    Port(InetAddress address, int port, Headcount headcount, ExecutorService threads, BiFunction<Socket, InetAddress, SmtpExchange> session)
            throws IOException {
        this.listener = new ServerSocket();
        this.listener.setReuseAddress(true);
        this.listener.bind(new InetSocketAddress(address, port), BACKLOG);
        this.headcount = headcount;
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
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    LOG.log(Level.WARNING, "a connection could not be accepted: {0}", e.getMessage());
                }
            }
        }
    }

    private void seat(Socket socket) throws IOException {
        InetAddress guest = socket.getInetAddress();
        if (!headcount.enter(guest)) {
            turnAway(socket);
            return;
        }
        SmtpExchange exchange = session.apply(socket, guest);
        open.add(exchange);
        try {
            threads.execute(() -> {
                try {
                    exchange.run();
                } finally {
                    leave(exchange, guest);
                }
            });
        } catch (RejectedExecutionException e) {
            leave(exchange, guest);
            turnAway(socket);
        }
    }

    private void leave(SmtpExchange exchange, InetAddress guest) {
        open.remove(exchange);
        headcount.leave(guest);
    }

    private static void turnAway(Socket socket) throws IOException {
        try (socket) {
            socket.getOutputStream().write("421 4.3.2 Too many connections, come again later\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }
}
