package org.sealpost.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A peer with obsolete TLS, and a JVM on our side that would go along with it. */
class WeakTlsIT {

    private static final String REFUSED = " talks INSECURE INSECURE INSECURE unheard";
    private static final String TAKEN = " talks DELIVERED DELIVERED DELIVERED unheard";

    @TempDir
    Path folder;

    @Test
    void weakParametersAreRefusedWhateverTheJvmPermits() throws Exception {
        List<String> weak = List.of(
                "SSLv3/TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
                "SSLv3/SSL_RSA_WITH_RC4_128_MD5",
                "TLSv1/TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
                "TLSv1/SSL_RSA_EXPORT_WITH_RC4_40_MD5",
                "TLSv1/SSL_RSA_EXPORT_WITH_DES40_CBC_SHA",
                "TLSv1.1/TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
                "TLSv1.2/SSL_RSA_WITH_RC4_128_SHA",
                "TLSv1.2/TLS_ECDHE_RSA_WITH_RC4_128_SHA",
                "TLSv1.2/SSL_RSA_WITH_3DES_EDE_CBC_SHA",
                "TLSv1.2/TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA",
                "TLSv1.2/TLS_RSA_WITH_NULL_SHA256",
                "TLSv1.2/TLS_ECDHE_RSA_WITH_NULL_SHA",
                "TLSv1.2/TLS_DH_anon_WITH_AES_128_GCM_SHA256",
                "TLSv1.2/TLS_ECDH_anon_WITH_AES_128_CBC_SHA",
                "TLSv1.2/TLS_RSA_WITH_AES_128_GCM_SHA256",
                "TLSv1.2/TLS_DHE_RSA_WITH_AES_128_GCM_SHA256");
        // without FFDHE groups the server falls back to Diffie-Hellman of 1024 bits
        List<String> lines = trial(weak, "-Djdk.tls.ephemeralDHKeySize=1024", "-Djdk.tls.namedGroups=secp256r1");
        assertEquals(weak.stream().map(peer -> peer + REFUSED).toList(), lines);
    }

    @Test
    void signaturesWithSha1AreRefused() throws Exception {
        String peer = "TLSv1.2/TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
        assertEquals(List.of(peer + REFUSED), trial(List.of(peer), "-Djdk.tls.server.SignatureSchemes=rsa_pkcs1_sha1"));
    }

    @Test
    void strongParametersAreTaken() throws Exception {
        List<String> strong = List.of(
                "TLSv1.3/TLS_AES_128_GCM_SHA256",
                "TLSv1.3/TLS_AES_256_GCM_SHA384",
                "TLSv1.2/TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                "TLSv1.2/TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
                "TLSv1.2/TLS_DHE_RSA_WITH_AES_256_GCM_SHA384");
        assertEquals(strong.stream().map(peer -> peer + TAKEN).toList(), trial(strong));
    }

    private List<String> trial(List<String> peers, String... properties) throws IOException, InterruptedException {
        Path permissive = Files.writeString(folder.resolve("permissive.security"), """
                jdk.tls.disabledAlgorithms=
                jdk.tls.legacyAlgorithms=
                jdk.certpath.disabledAlgorithms=
                """);
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.security.properties=" + permissive, "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(properties));
        command.add("org.sealpost.transport.WeakTlsTrial");
        command.addAll(peers);
        Process trial = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String printed = new String(trial.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, trial.waitFor());
        return printed.lines().toList();
    }
}
