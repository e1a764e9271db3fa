package org.sealpost.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.endtoend.EndToEnd;
import org.sealpost.endtoend.EndToEndContract;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.interop.OpensslCms.Desk;
import org.sealpost.smime.CertificateFiles;
import org.sealpost.smime.Csr;
import org.sealpost.smime.KeyKind;
import org.sealpost.smime.Pkcs12File;
import org.sealpost.smime.Smime;
import org.sealpost.smime.SmimeCertificate;
import org.sealpost.smime.SmimeEntities;
import org.sealpost.smime.SmimeOpened;
import org.sealpost.smime.SmimeRecipient;
import org.sealpost.smime.SmimeRecipient.Reads;
import org.sealpost.smime.SmimeSignature;
import org.sealpost.testing.FixedTime;

/** Our S/MIME and OpenSSL's, in both directions. */
class SmimeIT extends EndToEndContract {

    private static final byte[] ENTITY = "Content-Type: text/plain\r\n\r\nThe result is negative.\r\n".getBytes(UTF_8);

    private final Smime smime = new Smime(FixedTime.atNoon(), new SecureRandom());
    private final SmimeEntities entities = new SmimeEntities(smime, new SecureRandom());

    @Override
    protected EndToEnd ours(InstantSource clock) {
        return new Smime(clock, new SecureRandom());
    }

    @Override
    protected EndToEnd peer(InstantSource clock) {
        return new OpensslCms(clock);
    }

    @Override
    protected Instant signsAt(EndToEnd writer) {
        return writer instanceof OpensslCms ? Instant.now() : super.signsAt(writer);
    }

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void opensslReadsGcmAndOaepAndEcdhOfOurs(KeyKind kind) throws Exception {
        SecretKey key = smime.generate("Sam <sam@clinic.test>", Duration.ofDays(9), kind);
        for (Reads reads : Reads.values()) {
            ByteArrayOutputStream sealed = new ByteArrayOutputStream();
            smime.encryptTo(new ByteArrayInputStream(ENTITY), sealed, List.of(new SmimeRecipient(smime.certificate(key), reads)), Optional.empty());
            try (Desk desk = new Desk()) {
                assertTrue(desk.takeKey(key, "key"), "it reads our PKCS#12");
                desk.write("sealed", sealed.toByteArray());
                desk.must("cms", "-decrypt", "-binary", "-inform", "DER", "-in", "sealed", "-inkey", "key.pem", "-recip", "key.cert.pem", "-out", "clear");
                assertArrayEquals(ENTITY, desk.read("clear"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"-aes256, AES-256 CBC, false", "-aes-128-cbc, AES-128 CBC, false", "-des3, 3DES CBC, false", "-aes-256-gcm, AES-256 GCM, true",
        "-aes-128-gcm, AES-128 GCM, true"})
    void itsCiphersAreRead(String option, String cipher, boolean authenticated) throws Exception {
        for (KeyKind kind : List.of(KeyKind.EC_P256, KeyKind.RSA_2048)) {
            SecretKey key = smime.generate("Sam <sam@clinic.test>", Duration.ofDays(9), kind);
            for (String keyopt : kind == KeyKind.EC_P256 ? List.of("ecdh_kdf_md:sha256", "ecdh_kdf_md:sha1") : List.of("rsa_padding_mode:oaep", "rsa_padding_mode:pkcs1")) {
                try (Desk desk = new Desk()) {
                    desk.write("clear", ENTITY);
                    desk.must("cms", "-encrypt", "-binary", option, "-stream", "-outform", "DER", "-in", "clear", "-out", "sealed", "-recip",
                            desk.takeCertificates("to", List.of(smime.certificate(key))), "-keyopt", keyopt);
                    ByteArrayOutputStream clear = new ByteArrayOutputStream();
                    SmimeOpened opened = smime.open(new ByteArrayInputStream(desk.read("sealed")), clear, List.of(key), List.of());
                    assertArrayEquals(ENTITY, clear.toByteArray());
                    assertEquals(cipher, opened.cipher());
                    assertEquals(authenticated, opened.opened().authenticated());
                }
            }
        }
    }

    @Test
    void itVerifiesTheSignedEntityOfOurs() throws Exception {
        SecretKey key = smime.generate("Sam <sam@clinic.test>", Duration.ofDays(9));
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        entities.writeSigned(new ByteArrayInputStream(ENTITY), signed, key);
        try (Desk desk = new Desk()) {
            desk.write("signed", signed.toByteArray());
            desk.must("cms", "-verify", "-noverify", "-nointern", "-certfile", desk.takeCertificates("known", List.of(smime.certificate(key))),
                    "-in", "signed", "-out", "content");
            assertArrayEquals(ENTITY, desk.read("content"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-nodetach", "-stream"})
    void itsSignedEntitiesAreRead(String form) throws Exception {
        SecretKey key = smime.generate("Sam <sam@clinic.test>", Duration.ofDays(9));
        try (Desk desk = new Desk()) {
            desk.takeKey(key, "key");
            desk.write("content", ENTITY);
            desk.must("cms", "-sign", "-binary", form, "-crlfeol", "-signer", "key.cert.pem", "-inkey", "key.pem", "-in", "content", "-out", "signed");
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            List<SmimeSignature> found = entities.verify(new ByteArrayInputStream(desk.read("signed")), content, List.of(smime.certificate(key)));
            assertEquals(List.of(Reads.WHAT_ALL_DO), found.stream().map(SmimeSignature::reads).toList(), "it names no GCM of its own");
            assertEquals(Standing.GOOD, found.get(0).found().standing());
            assertArrayEquals(ENTITY, content.toByteArray());
        }
    }

    @Test
    void itIssuesForOurRequestAndWeReadItsFiles() throws Exception {
        Csr csr = Csr.make("Sam Berg <sam@clinic.test>", KeyKind.EC_P256, new SecureRandom());
        try (Desk desk = new Desk()) {
            desk.write("csr", csr.request());
            desk.must("req", "-verify", "-noout", "-inform", "DER", "-in", "csr");
            desk.must("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Some CA", "-keyout", "ca.key", "-out", "ca.pem");
            desk.must("x509", "-req", "-inform", "DER", "-in", "csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-copy_extensions", "copy", "-out", "issued.pem");
            desk.must("crl2pkcs7", "-nocrl", "-certfile", "issued.pem", "-certfile", "ca.pem", "-out", "bundle.p7b");
            List<SmimeCertificate> issued = CertificateFiles.read(desk.read("bundle.p7b"));
            assertEquals(2, issued.size());
            SecretKey key = csr.joined(issued);
            SmimeCertificate own = SmimeCertificate.of(smime.certificate(key));
            assertEquals("[sam@clinic.test]", own.addresses().toString());
            assertFalse(own.isSelfSigned());
        }
    }

    @Test
    void keyOfItsPkcs12IsTakenOver() throws Exception {
        try (Desk desk = new Desk()) {
            desk.takeKey(smime.generate("Sam <sam@clinic.test>", Duration.ofDays(9)), "key");
            desk.must("pkcs12", "-export", "-inkey", "key.pem", "-in", "key.cert.pem", "-passout", "pass:secret", "-out", "file.p12");
            SecretKey key = Pkcs12File.read(desk.read("file.p12"), "secret".toCharArray());
            assertEquals("[sam@clinic.test]", SmimeCertificate.of(smime.certificate(key)).addresses().toString());
        }
    }
}
