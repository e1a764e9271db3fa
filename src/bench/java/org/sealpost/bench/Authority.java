package org.sealpost.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certification authority for one run, and the one certificate that all mail servers of the bench show: ECDSA, P-256. */
final class Authority {

    private static final String SECRET = "bench-only";

    private final Path folder;
    private final String names;

    /** @param hosts the names that the certificate proves */
    Authority(Path folder, List<String> hosts) throws IOException {
        this.folder = folder;
        this.names = hosts.stream().map(host -> "dns:" + host).collect(Collectors.joining(","));
        keytool("-genkeypair", "-alias", "ca", "-dname", "CN=Bench CA", "-ext", "bc:c=ca:true", "-ext", "ku:c=keyCertSign");
        keytool("-genkeypair", "-alias", "mx", "-dname", "CN=" + hosts.get(0));
        keytool("-certreq", "-alias", "mx", "-file", "mx.csr");
        keytool("-gencert", "-alias", "ca", "-infile", "mx.csr", "-outfile", "mx.pem", "-rfc", "-validity", "30",
                "-ext", "san=" + names, "-ext", "ku:c=digitalSignature", "-ext", "eku=serverAuth");
        keytool("-exportcert", "-alias", "ca", "-rfc", "-file", "ca.pem");
        keytool("-importcert", "-alias", "mx", "-noprompt", "-file", "mx.pem");
    }

    /** What relays are to trust. */
    Path anchor() {
        return folder.resolve("ca.pem");
    }

    /** Key and chain in one PEM file, as relays take them that are to be handed mail inside TLS. */
    Path credentials() throws IOException {
        try {
            KeyStore store = store();
            StringBuilder text = new StringBuilder(pem("PRIVATE KEY", store.getKey("mx", SECRET.toCharArray()).getEncoded()));
            for (Certificate certificate : store.getCertificateChain("mx")) {
                text.append(pem("CERTIFICATE", certificate.getEncoded()));
            }
            return Files.writeString(folder.resolve("relay.pem"), text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Trusts this authority and nobody else. */
    SSLContext clientContext() throws IOException {
        try {
            KeyStore anchors = KeyStore.getInstance("PKCS12");
            anchors.load(null, null);
            anchors.setCertificateEntry("ca", store().getCertificate("ca"));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(anchors);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    SSLContext serverContext() throws IOException {
        try {
            KeyStore store = store();
            store.deleteEntry("ca");
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, SECRET.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore store() throws IOException, GeneralSecurityException {
        try (var file = Files.newInputStream(folder.resolve("keys.p12"))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, SECRET.toCharArray());
            return store;
        }
    }

    private static String pem(String what, byte[] octets) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets)
                + "\n-----END " + what + "-----\n";
    }

    static List<String> hosts(int most) {
        return IntStream.rangeClosed(0, most).mapToObj(Authority::host).toList();
    }

    static String host(int index) {
        return "mx" + index + ".bench.test";
    }

    private void keytool(String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        line.addAll(List.of(words));
        line.addAll(List.of("-keystore", "keys.p12", "-storetype", "PKCS12", "-storepass", SECRET));
        if (words[0].equals("-genkeypair")) {
            line.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-sigalg", "SHA256withECDSA"));
        }
        Programs.run(folder, line);
    }
}
