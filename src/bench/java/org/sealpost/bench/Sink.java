package org.sealpost.bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * A mail server that takes everything at once and keeps nothing: it counts connections, handshakes and messages, and knows
 * which have arrived and when. One port on 127.0.0.1 and on an address of its own for each further domain.
 */
final class Sink implements Closeable {

    private static final int BACKLOG = 200;

    private final SSLContext tls;
    private final List<ServerSocket> listeners = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger handshakes = new AtomicInteger();
    private BitSet arrived = new BitSet();
    private int twice;
    private long last;

    Sink(SSLContext tls, int domains) throws IOException {
        this.tls = tls;
        listen(0, 0);
        for (int i = 1; i <= domains; i++) {
            listen(i, port());
        }
    }

    int port() {
        return listeners.get(0).getLocalPort();
    }

    /** Where a relay without our DNS finds the mail server of a domain. */
    static String address(int domain) {
        return domain == 0 ? "127.0.0.1" : "127.0.1." + domain;
    }

    synchronized void forget() {
        connections.set(0);
        handshakes.set(0);
        arrived = new BitSet();
        twice = 0;
    }

    int connections() {
        return connections.get();
    }

    int handshakes() {
        return handshakes.get();
    }

    synchronized int arrived() {
        return arrived.cardinality();
    }

    /** Messages that came again. */
    synchronized int twice() {
        return twice;
    }

    /** Waits for so many different messages. @return {@link System#nanoTime} of the last one's final dot */
    synchronized long await(int messages, long patienceMillis) throws IOException {
        long end = System.nanoTime() + patienceMillis * 1_000_000;
        while (arrived.cardinality() < messages) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new IOException("only " + arrived.cardinality() + " of " + messages + " messages arrived");
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
        return last;
    }

    synchronized void take(int number) {
        last = System.nanoTime();
        if (arrived.get(number)) {
            twice++;
        }
        arrived.set(number);
        notifyAll();
    }

    void shakenHands() {
        handshakes.incrementAndGet();
    }

    @Override
    public void close() throws IOException {
        for (ServerSocket listener : listeners) {
            listener.close();
        }
    }

    private void listen(int domain, int port) throws IOException {
        ServerSocket listener = new ServerSocket(port, BACKLOG, InetAddress.getByName(address(domain)));
        listeners.add(listener);
        start(() -> serve(listener), "sink-" + domain);
    }

    private void serve(ServerSocket listener) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                start(new SinkSession(this, tls, socket), "sink-session");
            } catch (IOException e) {
                // closed
            }
        }
    }

    private static void start(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
