package org.sealpost.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes connections on loopback, each in a thread of its own, and hangs up on all of them when it is closed. */
final class LoopbackServer implements Closeable {

    /** What happens on a connection; an exception ends it. */
    @FunctionalInterface
    interface Serving {

        /** @param number of the connection, from 0 */
        void serve(Socket peer, int number) throws IOException;
    }

    private final ServerSocket listener;
    private final String name;
    private final Serving serving;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    /** @param name of its threads */
    LoopbackServer(String name, Serving serving) {
        this.name = name;
        this.serving = serving;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket peer = listener.accept();
                int number = connections.getAndIncrement();
                open.add(peer);
                start(() -> serve(peer, number));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket peer, int number) {
        try (peer) {
            serving.serve(peer, number);
        } catch (IOException e) {
            // the other side hung up or the test is over
        } finally {
            open.remove(peer);
        }
    }

    private void start(Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
