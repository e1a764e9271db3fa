package org.sealpost.app.launcher;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where browsers are answered.
 *
 * @param url         what they type
 * @param address     the network address to listen on
 * @param certificate makes it HTTPS
 */
record Web(URI url, String address, int port, Optional<Certificate> certificate) {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String EVERYWHERE = "0.0.0.0";

    /** A PKCS#12 file with one key in it. */
    record Certificate(Path file, char[] password, String alias) { }

    /** Passwords of the demo are public: it listens on loopback and nowhere else. */
    static Web ofDemo(int port) {
        return new Web(URI.create("http://localhost:" + port), LOOPBACK, port, Optional.empty());
    }

    /** @throws CannotStart if what is said to be HTTPS wouldn't be */
    static Web of(Settings settings, int offset, Optional<Certificate> certificate) {
        int port = settings.webPort(certificate.isPresent() ? 8443 : 8080) + offset;
        URI url = settings.webUrl()
                .orElseGet(() -> URI.create((certificate.isPresent() ? "https" : "http") + "://localhost:" + port));
        boolean local = "localhost".equals(url.getHost());
        boolean secure = certificate.isPresent() || settings.behindProxy();
        if (!local && !secure) {
            throw new CannotStart("Browsers need HTTPS at " + url + ": name a certificate with sealpost.web.certificate,"
                    + " or set sealpost.web.behind-proxy=true if a proxy in front has it.");
        }
        if (!local && !"https".equals(url.getScheme())) {
            throw new CannotStart("sealpost.web.url is \"" + url + "\", but must begin with https://.");
        }
        return new Web(url, settings.webAddress(certificate.isPresent() ? EVERYWHERE : LOOPBACK), port, certificate);
    }

    /** What to listen on. */
    InetAddress listening() {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new CannotStart("sealpost.web.address is \"" + address + "\", which is no address of this machine.", e);
        }
    }

    /** Where this machine itself reaches it. */
    InetSocketAddress nearby() {
        InetAddress address = listening();
        return new InetSocketAddress(address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address, port);
    }
}
