package org.sealpost.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import org.sealpost.assurance.Reason;
import org.sealpost.wire.Dialer;
import org.sealpost.wire.Watchdog;

/** One GET and the time it has. */
final class Exchange {

    /** What happens once there is a connection. */
    @FunctionalInterface
    interface Talk {
        Fetch over(RawSocket raw) throws IOException;
    }

    private final Dialer dialer;
    private final Watchdog watchdog;
    private final String host;
    private final FetchLimits limits;
    private final Talk talk;
    private final long end;

    /** Its time begins now. */
    Exchange(Dialer dialer, Watchdog watchdog, String host, FetchLimits limits, Talk talk) {
        this.dialer = dialer;
        this.watchdog = watchdog;
        this.host = host;
        this.limits = limits;
        this.talk = talk;
        this.end = System.nanoTime() + limits.total().toNanos();
    }

    static byte[] request(String host, URI url) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String target = URI.create(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery()).toASCIIString();
        return ("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: Sealpost\r\nAccept-Encoding: identity\r\n"
                + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** The next address only where nobody answered: an answer that we don't like is an answer. */
    Fetch tryAll(List<InetSocketAddress> routes) {
        Fetch fetch = Fetch.unreached("http.slow", host);
        for (InetSocketAddress route : routes) {
            Duration left = left();
            if (left.toMillis() < 1) {
                return Fetch.unreached("http.slow", host);
            }
            fetch = attempt(route, left);
            if (!(fetch instanceof Fetch.Failure failure) || failure.kind() != Fetch.Kind.UNREACHED) {
                return fetch;
            }
        }
        return fetch;
    }

    private Fetch attempt(InetSocketAddress route, Duration left) {
        try (RawSocket raw = dialer.connect(new RawSocket(), route, shorter(limits.connect(), left));
                Watchdog.Watch watch = watchdog.watch(raw, left())) {
            try {
                raw.setTcpNoDelay(true);
                raw.setSoTimeout((int) limits.silence().toMillis());
                return talk.over(raw);
            } catch (UnreadableResponse e) {
                return Fetch.unreadable(e.getMessage(), host);
            } catch (IOException e) {
                return broken(e, watch.hasBitten());
            }
        } catch (IOException e) {
            return Fetch.unreached("http.unreachable", host);
        }
    }

    private Fetch broken(IOException fault, boolean tooLong) {
        if (tooLong || fault instanceof SocketTimeoutException) {
            return Fetch.unreached("http.slow", host);
        }
        return fault instanceof SSLException ? Fetch.untrusted(Reason.of("http.handshake", host)) : Fetch.unreached("http.lost", host);
    }

    private Duration left() {
        return Duration.ofNanos(end - System.nanoTime());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
