package org.sealpost.demo;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The authority that issues S/MIME certificates (RFC 8550 §4.4), below the demo's own; kept with the demo's data. */
final class MailAuthority {

    /** Who has one of its certificates. */
    enum Person {
        MIA("Mia Lindner", "mia@smime.test", "mia.p12"),
        SAM("Sam Berger", "sam@clinic.test", "sam.p12");

        private final String commonName;
        private final String address;
        private final String file;

        Person(String commonName, String address, String file) {
            this.commonName = commonName;
            this.address = address;
            this.file = file;
        }

        /** Issues it, with a key, if the folder holds none. */
        void in(Path folder, MailAuthority authority, Instant now) throws GeneralSecurityException, IOException {
            Path kept = file(folder);
            if (!Files.exists(kept)) {
                authority.issueTo(kept, this, now);
            }
        }

        /** PKCS#12 with key and chain, under {@link DemoCa#PASSWORD}. */
        Path file(Path folder) {
            return folder.resolve(file);
        }

        X509Certificate certificate(Path folder) throws GeneralSecurityException, IOException {
            return (X509Certificate) load(file(folder)).getCertificate(address);
        }
    }

    private static final String ALIAS = "ca";
    private static final X500Name NAME = new X500Name("CN=Sealpost Demo Mail CA, O=The demo internet");
    private static final Duration LIFE = Duration.ofDays(3650);
    private static final Duration PERSONS = Duration.ofDays(730);
    private static final Duration BACKDATED = Duration.ofDays(1);
    private static final int SERIAL_BITS = 120;

    private final PrivateKey key;
    private final X509Certificate certificate;
    private final X509Certificate above;
    private final SecureRandom random;

    private MailAuthority(PrivateKey key, X509Certificate certificate, X509Certificate above, SecureRandom random) {
        this.key = key;
        this.certificate = certificate;
        this.above = above;
        this.random = random;
    }

    /** The authority kept in a folder, made there first if there is none. */
    static MailAuthority in(Path folder, DemoCa root, Instant now, SecureRandom random) throws IOException, GeneralSecurityException {
        Path file = folder.resolve("mail-ca.p12");
        if (!Files.exists(file)) {
            KeyPair pair = DemoCa.keyPair(random);
            X509Certificate own = root.authorityBelow(NAME, pair, now, LIFE);
            keep(file, ALIAS, pair.getPrivate(), own, root.certificate());
        }
        KeyStore store = load(file);
        return new MailAuthority((PrivateKey) store.getKey(ALIAS, DemoCa.PASSWORD.toCharArray()), (X509Certificate) store.getCertificate(ALIAS),
                root.certificate(), random);
    }

    private void issueTo(Path file, Person person, Instant now) throws GeneralSecurityException, IOException {
        KeyPair pair = DemoCa.keyPair(random);
        var builder = new JcaX509v3CertificateBuilder(certificate, new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS),
                Date.from(now.minus(BACKDATED)), Date.from(now.plus(PERSONS)), new X500Name("CN=" + person.commonName), pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyAgreement));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_emailProtection));
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(GeneralName.rfc822Name, person.address)));
        try {
            X509Certificate own = new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
            keep(file, person.address, pair.getPrivate(), own, certificate, above);
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static void keep(Path file, String alias, PrivateKey key, Certificate... chain) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(alias, key, DemoCa.PASSWORD.toCharArray(), chain);
        DemoCa.keep(store, file);
    }

    private static KeyStore load(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, DemoCa.PASSWORD.toCharArray());
        }
        return store;
    }
}
