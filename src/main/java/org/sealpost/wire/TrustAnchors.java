package org.sealpost.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The certification authorities that may vouch for a host. */
public record TrustAnchors(Set<TrustAnchor> anchors) {

    public TrustAnchors {
        anchors = Set.copyOf(anchors);
        if (anchors.isEmpty()) {
            throw new IllegalArgumentException("without trust anchors no certificate can be valid");
        }
    }

    /** Those that the JVM was set up with. */
    public static TrustAnchors ofSystem() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init((KeyStore) null);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(manager -> of(((X509TrustManager) manager).getAcceptedIssuers()))
                    .findFirst().orElseThrow();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JVM's trust anchors can't be read", e);
        }
    }

    /** Exactly those in a PEM file. @throws IOException if it can't be read or holds something else */
    public static TrustAnchors inPem(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(CertificateFactory.getInstance("X.509").generateCertificates(in).toArray(X509Certificate[]::new));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " holds no certificates", e);
        }
    }

    public static TrustAnchors of(X509Certificate... authorities) {
        Set<TrustAnchor> anchors = new HashSet<>();
        for (X509Certificate authority : authorities) {
            anchors.add(new TrustAnchor(authority, null));
        }
        return new TrustAnchors(anchors);
    }
}
