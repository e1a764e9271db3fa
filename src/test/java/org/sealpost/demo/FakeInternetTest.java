package org.sealpost.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.app.Configuration;
import org.sealpost.app.Outside;
import org.sealpost.endtoend.Certificate;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mtasts.KnownPolicy;
import org.sealpost.mtasts.StsCache;
import org.sealpost.openpgp.KeysFound;
import org.sealpost.openpgp.OpenPgp;
import org.sealpost.openpgp.WebKeyDirectory;
import org.sealpost.smime.SmimeCertificate;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Name;
import org.xbill.DNS.SMIMEARecord;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

class FakeInternetTest {

    @TempDir
    private Path folder;

    private FakeInternet internet;
    private Socket socket;
    private BufferedReader replies;

    @BeforeEach
    void start() {
        internet = started();
    }

    @AfterEach
    void stop() throws Exception {
        internet.close();
    }

    @Test
    void whatArrivesOverTlsIsKeptWithItsVersionAndSuite() throws Exception {
        connect("mx.verified.test");
        say("EHLO sealpost.test", "250");
        say("STARTTLS", "220");
        secure("mx.verified.test");
        say("EHLO sealpost.test", "250");
        say("MAIL FROM:<sam@clinic.test> SIZE=20", "250");
        say("RCPT TO:<anna@verified.test>", "250");
        say("DATA", "354");
        say("Subject: hi\r\n\r\n..dot\r\n.", "250");
        say("QUIT", "221");

        List<Arrival> kept = mailboxes().of(Correspondent.ANNA);
        assertEquals(1, kept.size());
        assertTrue(kept.get(0).tls().orElseThrow().startsWith("TLSv1.3 TLS_"), kept.toString());
        assertEquals("sam@clinic.test", kept.get(0).envelopeFrom());
        assertArrayEquals("Subject: hi\r\n\r\n.dot\r\n".getBytes(StandardCharsets.US_ASCII), kept.get(0).octets());
    }

    @Test
    void bobsServerOffersNoTlsAndKeepsWhatCameInClear() throws Exception {
        connect("mx.no-tls.test");
        assertFalse(say("EHLO sealpost.test", "250").contains("STARTTLS"));
        say("STARTTLS", "502");
        say("MAIL FROM:<>", "250");
        say("RCPT TO:<bob@no-tls.test>", "250");
        say("DATA", "354");
        say("x\r\n.", "250");

        assertEquals(Optional.empty(), mailboxes().of(Correspondent.BOB).get(0).tls());
    }

    @Test
    void carolsServerSignedItsCertificateItself() throws Exception {
        connect("mx.bad-cert.test");
        say("EHLO sealpost.test", "250");
        say("STARTTLS", "220");
        assertThrows(SSLException.class, () -> secure("mx.bad-cert.test"));
        assertEquals(List.of(), mailboxes().of(Correspondent.CAROL));
    }

    @ParameterizedTest
    @CsvSource({"mx.expired.test, validity check failed", "mx.wrong-name.test, No subject alternative DNS name matching",
            "mx.old-tls.test, TLS10"})
    void certificatesAndVersionsAreAsBadAsTheirRowsSay(String host, String why) throws Exception {
        connect(host);
        say("EHLO sealpost.test", "250");
        say("STARTTLS", "220");
        SSLException refusal = assertThrows(SSLException.class, () -> secure(host));
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
    }

    @Test
    void joesServerNeverOffersTlsAgainOnceItWasUsedNotEvenAfterARestart() throws Exception {
        assertTrue(offersTls("mx.stripped.test"));
        assertTrue(offersTls("mx.stripped.test"), "an offer alone loses nothing");
        say("STARTTLS", "220");
        secure("mx.stripped.test");
        say("EHLO sealpost.test", "250");
        assertFalse(offersTls("mx.stripped.test"));
        internet.close();
        internet = started();
        assertFalse(offersTls("mx.stripped.test"));
    }

    @Test
    void giaPutsEachStrangerOffOnce() throws Exception {
        connect("mx.greylist.test");
        say("EHLO sealpost.test", "250");
        say("MAIL FROM:<sam@clinic.test>", "250");
        say("RCPT TO:<gia@greylist.test>", "451");
        say("RCPT TO:<gia@greylist.test>", "250");
    }

    @Test
    void fredsServerPromisesNothingInClear() throws Exception {
        connect("mx.requiretls.test");
        assertFalse(say("EHLO sealpost.test", "250").contains("REQUIRETLS"));
    }

    @ParameterizedTest
    @CsvSource({"EAVESDROPPER, mx.sts.test, mx.verified.test", "ENCRYPTION_VANISHES, mx.verified.test, mx.sts.test"})
    void strippedServerSaysNothingOfTlsUntilItIsMended(Mishap mishap, String host, String other) throws Exception {
        mishap.set(folder, true);
        assertFalse(offersTls(host));
        assertTrue(offersTls(other));
        mishap.set(folder, false);
        assertTrue(offersTls(host));
    }

    @Test
    void certificateExpiresForTheNextHandshake() throws Exception {
        Mishap.CERTIFICATE_EXPIRES.set(folder, true);
        assertTrue(offersTls("mx.verified.test"));
        say("STARTTLS", "220");
        assertThrows(SSLException.class, () -> secure("mx.verified.test"));
    }

    @Test
    void failingNameServersDenyNothing() throws Exception {
        Mishap.DNS_FAILS.set(folder, true);
        Lookup failed = lookup("verified.test", Type.MX);
        failed.run();
        assertEquals(Lookup.TRY_AGAIN, failed.getResult());
        Mishap.DNS_FAILS.set(folder, false);
        assertEquals(1, lookup("verified.test", Type.MX).run().length);
    }

    @Test
    void nobodyElseHasAMailbox() throws Exception {
        connect("mx.no-tls.test");
        say("EHLO sealpost.test", "250");
        say("MAIL FROM:<sam@clinic.test>", "250");
        say("RCPT TO:<stranger@no-tls.test>", "550");
        say("DATA", "554");
    }

    @Test
    void aMessageCutOffBeforeItsDotIsNotKept() throws Exception {
        connect("mx.no-tls.test");
        say("EHLO sealpost.test", "250");
        say("MAIL FROM:<sam@clinic.test>", "250");
        say("RCPT TO:<bob@no-tls.test>", "250");
        say("DATA", "354");
        socket.getOutputStream().write("half".getBytes(StandardCharsets.US_ASCII));
        socket.close();
        assertEquals(List.of(), mailboxes().of(Correspondent.BOB));
    }

    @Test
    void everyMailDomainHasItsHostOnLoopback() throws Exception {
        for (Correspondent owner : Correspondent.values()) {
            assertEquals(owner.mailHosts().isEmpty() ? 1 : owner.mailHosts().size(), lookup(owner.domain(), Type.MX).run().length);
            for (String host : owner.mailHosts()) {
                assertEquals("127.0.0.1", lookup(host, Type.A).run()[0].rdataToString());
                assertEquals("\"v=spf1 mx -all\"", lookup(owner.domain(), Type.TXT).run()[0].rdataToString());
            }
        }
    }

    @Test
    void whatIsNotThereIsDeniedHonestly() throws Exception {
        Lookup nothing = lookup("gmail.com", Type.MX);
        nothing.run();
        assertEquals(Lookup.HOST_NOT_FOUND, nothing.getResult());
        Lookup otherType = lookup("verified.test", Type.AAAA);
        otherType.run();
        assertEquals(Lookup.TYPE_NOT_FOUND, otherType.getResult());
    }

    @Test
    void theAuthorityAndTheMailOutliveARestart() throws Exception {
        String authority = Files.readString(folder.resolve("demo-ca.pem"));
        mailboxes().keep(Correspondent.ANNA, InstantSource.system().instant(), Optional.empty(), "", new byte[] {1});
        internet.close();
        internet = started();
        assertEquals(authority, Files.readString(folder.resolve("demo-ca.pem")));
        assertEquals(1, mailboxes().count(Correspondent.ANNA));
    }

    @Test
    void finnsDomainPublishesHisKeyWhereTheProductLooksForIt() throws Exception {
        Configuration configuration = new Configuration(key -> Optional.ofNullable(internet.settings().get(key)));
        OpenPgp pgp = new OpenPgp(InstantSource.system(), new SecureRandom());
        FinnsKeys keys = new FinnsKeys(folder, folder, InstantSource.system(), new SecureRandom());
        try (Outside outside = Outside.of(configuration, InstantSource.system(), new SecureRandom(), new Unremembered(), (domain, why) -> { })) {
            WebKeyDirectory directory = new WebKeyDirectory(outside.https(), pgp.keys(), InstantSource.system());
            assertEquals(fingerprint(pgp, keys), directory.find(Address.of("finn@pgp.test")).certificates().get(0).fingerprint());
            assertEquals(KeysFound.Kind.NONE, directory.find(Address.of("flynn@pgp.test")).kind());
            String before = fingerprint(pgp, keys);
            keys.change();
            String found = directory.find(Address.of("finn@pgp.test")).certificates().get(0).fingerprint();
            assertEquals(fingerprint(pgp, keys), found);
            assertNotEquals(before, found);
        }
    }

    @Test
    void miasDomainPublishesHerCertificateInItsSignedZone() throws Exception {
        // the first 28 octets of the SHA-256 of "mia" (RFC 8162 §3)
        String owner = "%s._smimecert.smime.test".formatted(HexFormat.of().formatHex(Arrays.copyOf(
                MessageDigest.getInstance("SHA-256").digest("mia".getBytes(StandardCharsets.US_ASCII)), 28)));
        SMIMEARecord record = (SMIMEARecord) lookup(owner, Type.SMIMEA).run()[0];
        assertEquals(List.of(3, 0, 0), List.of(record.getCertificateUsage(), record.getSelector(), record.getMatchingType()));
        assertEquals(List.of(Address.of("mia@smime.test")), SmimeCertificate.of(new Certificate(record.getCertificateAssociationData())).addresses());
        assertEquals(1, lookup("smime.test", Type.DNSKEY).run().length);
    }

    @Test
    void theKeysOfPeopleOutliveARestart() throws Exception {
        String finn = Files.readString(folder.resolve("finn.asc"));
        byte[] mia = Files.readAllBytes(folder.resolve("mia.p12"));
        internet.close();
        internet = started();
        assertEquals(finn, Files.readString(folder.resolve("finn.asc")));
        assertArrayEquals(mia, Files.readAllBytes(folder.resolve("mia.p12")));
    }

    private static String fingerprint(OpenPgp pgp, FinnsKeys keys) throws Exception {
        return pgp.keys().certificate(keys.certificate().octets()).fingerprint();
    }

    /** No policy is kept. */
    private static final class Unremembered implements StsCache {

        @Override
        public Optional<KnownPolicy> find(Domain domain) {
            return Optional.empty();
        }

        @Override
        public void keep(Domain domain, KnownPolicy policy) {
            // nobody asks for one here
        }
    }

    private FakeInternet started() {
        Map<String, Integer> anyPort = new HashMap<>(Map.of("dns", 0));
        FakeInternet.services().forEach(host -> anyPort.put(host, 0));
        return FakeInternet.start(folder, folder, anyPort, InstantSource.system(), new SecureRandom());
    }

    private Mailboxes mailboxes() {
        return new Mailboxes(folder.resolve("mailboxes"));
    }

    private Lookup lookup(String name, int type) throws Exception {
        String resolver = internet.settings().get("sealpost.dns.resolver");
        SimpleResolver dns = new SimpleResolver(InetAddress.getLoopbackAddress());
        dns.setPort(Integer.parseInt(resolver.substring(resolver.indexOf(':') + 1)));
        Lookup lookup = new Lookup(Name.fromString(name + "."), type);
        lookup.setResolver(dns);
        lookup.setCache(null);
        return lookup;
    }

    private void connect(String host) throws IOException {
        String[] pairs = internet.settings().get("sealpost.wire.port-map").split(",");
        int port = List.of(pairs).stream().filter(pair -> pair.startsWith(host + "="))
                .map(pair -> Integer.valueOf(pair.substring(pair.indexOf('=') + 1))).findAny().orElseThrow();
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        replies = reader(socket);
        assertTrue(reply().startsWith("220 " + host));
    }

    private boolean offersTls(String host) throws IOException {
        connect(host);
        return say("EHLO sealpost.test", "250").contains("STARTTLS");
    }

    private void secure(String host) throws Exception {
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        try (InputStream pem = Files.newInputStream(folder.resolve("demo-ca.pem"))) {
            anchors.setCertificateEntry("ca", (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        socket = secured;
        replies = reader(secured);
    }

    private String say(String line, String code) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        String reply = reply();
        assertTrue(reply.startsWith(code), line + " was answered " + reply);
        return reply;
    }

    private String reply() throws IOException {
        StringBuilder reply = new StringBuilder();
        String line = replies.readLine();
        for (; line.charAt(3) == '-'; line = replies.readLine()) {
            reply.append(line).append('\n');
        }
        return reply.append(line).toString();
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }
}
