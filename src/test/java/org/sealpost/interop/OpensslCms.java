package org.sealpost.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.EndToEnd;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.Opened;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.endtoend.UnfitKey;

/** The verbs as {@code openssl cms} does them, with RSA keys of its own. It signs at the machine's time. */
final class OpensslCms implements EndToEnd {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern SIGNED_AT = Pattern.compile("signingTime.*?UTCTIME:(\\w{3} +\\d+ [\\d:]{8} \\d{4}) GMT", Pattern.DOTALL);
    private static final DateTimeFormatter PRINTED = DateTimeFormatter.ofPattern("MMM d HH:mm:ss yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final InstantSource clock;

    OpensslCms(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public SecretKey generate(String person, Duration life) {
        try (Desk desk = new Desk()) {
            String name = person.substring(0, person.indexOf('<')).strip();
            String address = person.substring(person.indexOf('<') + 1, person.indexOf('>'));
            desk.write("config", ("[ca]\ndefault_ca=d\n[d]\ndatabase=index\nnew_certs_dir=.\nrand_serial=yes\ndefault_md=sha256\npolicy=any\n"
                    + "unique_subject=no\nx509_extensions=ext\n[any]\ncommonName=supplied\n[ext]\nbasicConstraints=critical,CA:false\n"
                    + "keyUsage=critical,digitalSignature,keyEncipherment\nextendedKeyUsage=emailProtection\nsubjectKeyIdentifier=hash\n"
                    + "subjectAltName=email:" + address + "\n[req]\nstring_mask=utf8only\ndistinguished_name=dn\n[dn]\n").getBytes(UTF_8));
            desk.write("index", new byte[0]);
            desk.must("req", "-config", "config", "-new", "-newkey", "rsa:2048", "-nodes", "-utf8", "-subj", "/CN=" + name, "-keyout", "key.pem", "-out", "csr.pem");
            Instant from = clock.instant().minus(Duration.ofHours(1));
            desk.must("ca", "-config", "config", "-batch", "-utf8", "-notext", "-selfsign", "-keyfile", "key.pem", "-in", "csr.pem", "-out", "cert.pem",
                    "-startdate", TIME.format(from), "-enddate", TIME.format(clock.instant().plus(life)));
            desk.must("pkcs12", "-export", "-inkey", "key.pem", "-in", "cert.pem", "-passout", "pass:", "-out", "key.p12");
            return new SecretKey(desk.read("key.p12"));
        }
    }

    @Override
    public Certificate certificate(SecretKey key) {
        try (Desk desk = new Desk()) {
            desk.takeKey(key, "key");
            desk.must("x509", "-in", "key.cert.pem", "-outform", "DER", "-out", "cert.der");
            return new Certificate(desk.read("cert.der"));
        }
    }

    @Override
    public void encrypt(InputStream clear, OutputStream sealed, List<Certificate> recipients, Optional<SecretKey> signer) throws IOException, UnfitKey {
        try (Desk desk = new Desk()) {
            List<String> command = new ArrayList<>(List.of("cms", "-encrypt", "-binary", "-aes256", "-outform", "DER", "-in", "clear", "-out", "sealed"));
            for (int i = 0; i < recipients.size(); i++) {
                refuseExpired(recipients.get(i));
                command.add(desk.takeCertificates("recipient" + i, List.of(recipients.get(i))));
            }
            if (signer.isPresent()) {
                desk.takeKey(signer.get(), "key");
                desk.write("unsigned", clear);
                desk.must("cms", "-sign", "-binary", "-nodetach", "-signer", "key.cert.pem", "-inkey", "key.pem", "-in", "unsigned", "-out", "clear");
            } else {
                desk.write("clear", clear);
            }
            desk.must(command.toArray(String[]::new));
            desk.copy("sealed", sealed);
        }
    }

    private void refuseExpired(Certificate certificate) throws UnfitKey {
        if (x509(certificate.octets()).getNotAfter().toInstant().isBefore(clock.instant())) {
            throw new UnfitKey(UnfitKey.Why.EXPIRED, fingerprint(certificate.octets()));
        }
    }

    @Override
    public Opened decrypt(InputStream sealed, OutputStream clear, List<SecretKey> keys, List<Certificate> signers) throws IOException, NotOpened {
        try (Desk desk = new Desk()) {
            desk.write("sealed", sealed);
            NotOpened.Why why = NotOpened.Why.NO_KEY;
            for (int i = 0; i < keys.size(); i++) {
                if (!desk.takeKey(keys.get(i), "key" + i)) {
                    continue;
                }
                if (desk.run("cms", "-decrypt", "-binary", "-inform", "DER", "-in", "sealed", "-inkey", "key" + i + ".pem", "-recip",
                        "key" + i + ".cert.pem", "-out", "inner")) {
                    return opened(desk, clear, signers);
                }
                // without an entry for the key it fails and names no error
                if (desk.said(":error:")) {
                    why = NotOpened.Why.BROKEN;
                }
            }
            throw new NotOpened(why, desk.said);
        }
    }

    private static Opened opened(Desk desk, OutputStream clear, List<Certificate> signers) throws IOException, NotOpened {
        byte[] inner = desk.read("inner");
        String begin = new String(inner, 0, Math.min(inner.length, 1_000), ISO_8859_1);
        if (!begin.contains("application/pkcs7-mime") || !begin.contains("signed-data")) {
            clear.write(inner);
            return new Opened("AES-256 CBC", List.of(), false);
        }
        SignatureFound found = found(desk, signers, "-inform", "SMIME", "-in", "inner", "-out", "content");
        if (found.standing() == Standing.BAD) {
            throw new NotOpened(NotOpened.Why.BROKEN, desk.said);
        }
        desk.copy("content", clear);
        return new Opened("AES-256 CBC", List.of(found), found.standing() == Standing.GOOD);
    }

    /** Asked twice: whether one of these signed it, or else whether the signature fits the certificate that came with it. */
    private static SignatureFound found(Desk desk, List<Certificate> signers, String... what) throws IOException {
        String known = desk.takeCertificates("known", signers);
        boolean good = !signers.isEmpty() && desk.run(with(what, "cms", "-verify", "-binary", "-noverify", "-nointern", "-certfile", known, "-signer", "signer.pem"));
        boolean whole = good || desk.run(with(what, "cms", "-verify", "-binary", "-noverify", "-signer", "signer.pem"));
        String fingerprint = whole ? fingerprint(desk.read("signer.pem")) : "";
        desk.run("cms", "-cmsout", "-print", "-noout", what[0], what[1], what[2], what[3]);
        Matcher at = SIGNED_AT.matcher(desk.printed());
        return new SignatureFound(good ? Standing.GOOD : whole ? Standing.UNKNOWN_SIGNER : Standing.BAD, fingerprint,
                at.find() ? Optional.of(Instant.from(PRINTED.parse(at.group(1).replaceAll(" +", " ")))) : Optional.empty());
    }

    private static String[] with(String[] what, String... command) {
        return Stream.concat(Stream.of(command), Stream.of(what)).toArray(String[]::new);
    }

    @Override
    public byte[] sign(InputStream octets, SecretKey signer) throws IOException {
        try (Desk desk = new Desk()) {
            desk.takeKey(signer, "key");
            desk.write("content", octets);
            desk.must("cms", "-sign", "-binary", "-outform", "DER", "-signer", "key.cert.pem", "-inkey", "key.pem", "-in", "content", "-out", "signature");
            return desk.read("signature");
        }
    }

    @Override
    public List<SignatureFound> verify(InputStream octets, byte[] signature, List<Certificate> signers) throws IOException {
        try (Desk desk = new Desk()) {
            desk.write("content", octets);
            desk.write("signature", signature);
            return List.of(found(desk, signers, "-inform", "DER", "-in", "signature", "-content", "content", "-out", "same"));
        }
    }

    static X509Certificate x509(byte[] octets) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(octets));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String fingerprint(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(x509(octets).getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A folder for one task. */
    static final class Desk implements AutoCloseable {

        private final Path folder;
        private String said = "";

        Desk() {
            try {
                folder = Files.createTempDirectory("openssl");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        boolean takeKey(SecretKey key, String name) {
            write(name + ".p12", key.octets());
            // ours have no MAC
            return run("pkcs12", "-in", name + ".p12", "-passin", "pass:", "-nomacver", "-nodes", "-nocerts", "-out", name + ".pem")
                    && run("pkcs12", "-in", name + ".p12", "-passin", "pass:", "-nomacver", "-nokeys", "-clcerts", "-out", name + ".cert.pem");
        }

        String takeCertificates(String name, List<Certificate> certificates) {
            StringBuilder pem = new StringBuilder();
            certificates.forEach(one -> pem.append("-----BEGIN CERTIFICATE-----\n")
                    .append(Base64.getMimeEncoder().encodeToString(one.octets())).append("\n-----END CERTIFICATE-----\n"));
            write(name + ".pem", pem.toString().getBytes(UTF_8));
            return name + ".pem";
        }

        void must(String... command) {
            if (!run(command)) {
                throw new IllegalStateException(String.join(" ", command) + "\n" + said);
            }
        }

        boolean run(String... command) {
            try {
                Process openssl = new ProcessBuilder(Stream.concat(Stream.of("openssl"), Stream.of(command)).toList()).directory(folder.toFile())
                        .redirectOutput(folder.resolve("printed").toFile()).start();
                openssl.getOutputStream().close();
                said = new String(openssl.getErrorStream().readAllBytes(), UTF_8);
                if (!openssl.waitFor(60, TimeUnit.SECONDS)) {
                    openssl.destroyForcibly();
                    throw new IOException("openssl doesn't end");
                }
                return openssl.exitValue() == 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        boolean said(String words) {
            return said.contains(words);
        }

        String printed() {
            return new String(read("printed"), ISO_8859_1);
        }

        void write(String name, byte[] octets) {
            write(name, new ByteArrayInputStream(octets));
        }

        void write(String name, InputStream octets) {
            try {
                Files.copy(octets, folder.resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        byte[] read(String name) {
            try {
                return Files.readAllBytes(folder.resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void copy(String name, OutputStream to) throws IOException {
            Files.copy(folder.resolve(name), to);
        }

        @Override
        public void close() {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
