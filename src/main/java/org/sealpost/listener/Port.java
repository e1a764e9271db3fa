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
import java.util.function.BiConsumer;

/** One listening port: accepts, counts heads, and gives each connection a thread. */
final class Port implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Port.class.getName());
    private static final int BACKLOG = 100;

    private final ServerSocket listener;
    private final Headcount headcount;
    private final ExecutorService threads;
    private final BiConsumer<Socket, InetAddress> session;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** @param session runs a connection to its end; it closes the socket */
    Port(InetAddress address, int port, Headcount headcount, ExecutorService threads, BiConsumer<Socket, InetAddress> session)
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

    /** Nobody new comes in, and who is in is sent away: nothing that was acknowledged can be lost by that. */
    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
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
        open.add(socket);
        try {
            threads.execute(() -> {
                try {
                    session.accept(socket, guest);
                } finally {
                    leave(socket, guest);
                }
            });
        } catch (RejectedExecutionException e) {
            leave(socket, guest);
            turnAway(socket);
        }
    }

    private void leave(Socket socket, InetAddress guest) {
        open.remove(socket);
        headcount.leave(guest);
    }

    private static void turnAway(Socket socket) throws IOException {
        try (socket) {
            socket.getOutputStream().write("421 4.3.2 Too many connections, come again later\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }
}
