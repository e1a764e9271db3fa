package org.sealpost.wire;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * TLS as a server: versions 1.2 and 1.3 with the suites of {@link StrongTls}, in the server's order. The certificate is read again
 * when its file has changed; while the new one can't be read, the old one is shown.
 */
public final class ServerTls {

    private static final System.Logger LOG = System.getLogger(ServerTls.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final String ALIAS = "own";

    private final CertificateFiles files;
    private final SecureRandom random;
    private final InstantSource clock;
    private SSLContext context;
    private List<FileTime> read;
    private Instant looked;

    /** @throws IOException also if the files hold no certificate with its key; see {@link KeyFile} */
    public ServerTls(CertificateFiles files, SecureRandom random, InstantSource clock) throws IOException, GeneralSecurityException {
        this.files = files;
        this.random = random;
        this.clock = clock;
        this.read = times();
        this.looked = clock.instant();
        this.context = load();
    }

    /** A TLS socket over an accepted one, not yet shaken hands. Closes it as well. @param asks whether the client may show a certificate */
    public SSLSocket upon(Socket raw, boolean asks) throws IOException {
        SSLSocket socket = (SSLSocket) current().getSocketFactory().createSocket(raw, null, raw.getPort(), true);
        socket.setUseClientMode(false);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(StrongTls.VERSIONS.toArray(String[]::new));
        parameters.setCipherSuites(StrongTls.supported(socket));
        parameters.setUseCipherSuitesOrder(true);
        parameters.setAlgorithmConstraints(new StrongTls.NothingWeak());
        parameters.setWantClientAuth(asks);
        socket.setSSLParameters(parameters);
        return socket;
    }

    private synchronized SSLContext current() {
        Instant now = clock.instant();
        if (now.isBefore(looked.plus(LOOK))) {
            return context;
        }
        looked = now;
        try {
            List<FileTime> times = times();
            if (!times.equals(read)) {
                context = load();
                read = times;
                LOG.log(Level.INFO, "the certificate in {0} was read again", files.file());
            }
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            LOG.log(Level.WARNING, "the certificate in {0} has changed and can''t be read; the old one is still shown: {1}", files.file(), e.getMessage());
        }
        return context;
    }

    private List<FileTime> times() throws IOException {
        return List.of(Files.getLastModifiedTime(files.file()), Files.getLastModifiedTime(files.keyFile().orElse(files.file())));
    }

    private SSLContext load() throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        char[] inMemory = ALIAS.toCharArray();
        keys.init(files.read().store(ALIAS, inMemory), inMemory);
        KeyManager[] managers = keys.getKeyManagers();
        SSLContext fresh = SSLContext.getInstance("TLS");
        // whoever asks for a client's certificate judges it himself
        fresh.init(managers, new TrustManager[] {new StrongTls.JudgedLater()}, random);
        return fresh;
    }
}
