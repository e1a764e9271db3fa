package org.sealpost.app.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.testing.Identity;
import org.sealpost.testing.TestCa;

class CertificateFileTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pemBecomesThePkcs12ThatTheServerReads(boolean rsa) throws Exception {
        TestCa.Order order = TestCa.root().order("mail.example.org");
        Identity host = (rsa ? order.rsa(2048) : order).issue();
        Path pem = host.writePem(folder.resolve("host.pem"));

        Web.Certificate made = given("sealpost.web.certificate=" + pem).orElseThrow();

        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(made.file())) {
            store.load(in, made.password());
        }
        assertEquals(host.key(), store.getKey(made.alias(), made.password()));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made.file())));
    }

    @Test
    void aCertificateWithoutItsKeyIsOneSentence() throws Exception {
        Path chain = Files.writeString(folder.resolve("chain.pem"),
                Identity.pem(TestCa.selfSigned("mail.example.org").certificate()));
        assertThrows(CannotStart.class, () -> given("sealpost.web.certificate=" + chain));
        assertThrows(CannotStart.class, () -> given("sealpost.web.certificate=" + folder.resolve("none.p12")));
    }

    @Test
    void withoutOneThereIsNone() throws Exception {
        assertEquals(Optional.empty(), given(""));
    }

    private Optional<Web.Certificate> given(String lines) throws Exception {
        Path file = Files.writeString(folder.resolve("sealpost.properties"), lines);
        return CertificateFile.of(Settings.read(Map.of(), file, true), folder, new SecureRandom());
    }
}
