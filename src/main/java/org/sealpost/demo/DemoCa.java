package org.sealpost.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

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

/**
 * The demo's certificate authority. It is made once and kept with the demo's data; the certificates of the mail servers
 * are made anew at each start.
 */
final class DemoCa {

    /** Of its files, which hold no secret. */
    static final String PASSWORD = "demo";

    private static final char[] NO_SECRET = PASSWORD.toCharArray();
    private static final String ALIAS = "ca";
    private static final X500Name NAME = new X500Name("CN=Sealpost Demo CA, O=The demo internet");
    private static final Duration CA_LIFE = Duration.ofDays(3650);
    private static final Duration BACKDATED = Duration.ofDays(1);

    private final PrivateKey key;
    private final X509Certificate certificate;
    private final SecureRandom random;

    private DemoCa(PrivateKey key, X509Certificate certificate, SecureRandom random) {
        this.key = key;
        this.certificate = certificate;
        this.random = random;
    }

    /** The authority kept in a folder, made there first if there is none. */
    static DemoCa in(Path folder, Instant now, SecureRandom random) throws IOException, GeneralSecurityException {
        Path file = folder.resolve("ca.p12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, NO_SECRET);
            }
        } else {
            store.load(null, null);
            KeyPair pair = keyPair(random);
            X509Certificate root = issue(NAME, pair, NAME, pair.getPrivate(), now, CA_LIFE, List.of(), random);
            store.setKeyEntry(ALIAS, pair.getPrivate(), NO_SECRET, new Certificate[] {root});
            keep(store, file);
        }
        return new DemoCa((PrivateKey) store.getKey(ALIAS, NO_SECRET), (X509Certificate) store.getCertificate(ALIAS), random);
    }

    static void keep(KeyStore store, Path file) throws IOException, GeneralSecurityException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = Files.newOutputStream(draft)) {
            store.store(out, NO_SECRET);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The authority's certificate, for those who are to trust it. */
    String pem() throws GeneralSecurityException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    /** A certificate from this authority. @param from when it was issued, so to speak */
    Certificates.Shown vouchedFor(Instant from, Duration life, String... hosts) throws GeneralSecurityException, IOException {
        KeyPair pair = keyPair(random);
        X509Certificate own = issue(new X500Name("CN=" + hosts[0]), pair, NAME, key, from, life, List.of(hosts), random);
        return new Certificates.Shown(context(pair.getPrivate(), random, own, certificate), own);
    }

    /** The same with its key as a file, for a server that is not of this internet: the product's own. */
    void issueTo(Path file, Instant from, Duration life, String... hosts) throws GeneralSecurityException, IOException {
        KeyPair pair = keyPair(random);
        X509Certificate own = issue(new X500Name("CN=" + hosts[0]), pair, NAME, key, from, life, List.of(hosts), random);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(hosts[0], pair.getPrivate(), NO_SECRET, new Certificate[] {own, certificate});
        keep(store, file);
    }

    /** An authority below this one. */
    X509Certificate authorityBelow(X500Name name, KeyPair pair, Instant now, Duration life) throws GeneralSecurityException, IOException {
        return issue(name, pair, NAME, key, now, life, List.of(), random);
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** A certificate that a host signed itself. */
    Certificates.Shown selfSigned(Instant from, Duration life, String... hosts) throws GeneralSecurityException, IOException {
        KeyPair pair = keyPair(random);
        X500Name name = new X500Name("CN=" + hosts[0]);
        X509Certificate own = issue(name, pair, name, pair.getPrivate(), from, life, List.of(hosts), random);
        return new Certificates.Shown(context(pair.getPrivate(), random, own), own);
    }

    private static X509Certificate issue(X500Name subject, KeyPair pair, X500Name issuer, PrivateKey issuerKey,
            Instant now, Duration life, List<String> hosts, SecureRandom random) throws GeneralSecurityException, IOException {
        boolean authority = hosts.isEmpty();
        var builder = new JcaX509v3CertificateBuilder(issuer, new BigInteger(120, random).setBit(120),
                Date.from(now.minus(BACKDATED)), Date.from(now.plus(life)), subject, pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        builder.addExtension(Extension.keyUsage, true,
                new KeyUsage(authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
        if (!authority) {
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(Extension.subjectAlternativeName, false,
                    new GeneralNames(hosts.stream().map(host -> new GeneralName(GeneralName.dNSName, host)).toArray(GeneralName[]::new)));
        }
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    static KeyPair keyPair(SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private static SSLContext context(PrivateKey key, SecureRandom random, Certificate... chain)
            throws GeneralSecurityException, IOException {
        // never leaves memory: the other kind derives a key from the password, which takes a second for all hosts together
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        store.setKeyEntry("host", key, NO_SECRET, chain);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, NO_SECRET);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, random);
        return context;
    }
}
