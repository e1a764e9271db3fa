package org.sealpost.interop;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Reader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealpost.authentication.DkimResult;
import org.sealpost.authentication.DkimVerifier;
import org.sealpost.dns.DnsjavaResolver;
import org.sealpost.mail.RawMessage;
import org.sealpost.testing.Postfix;
import org.sealpost.testing.Programs;
import org.sealpost.testing.RunningDemo;
import org.sealpost.testing.Sam;

/** Real mail programs, and a real Postfix that relays for them, at the submission ports of a running demo. */
class MailProgramsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static RunningDemo demo;

    private final String canary = "knot-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        demo = RunningDemo.shared();
    }

    @Test
    void msmtpSendsByPickupPageWhereTheSubjectAsksForIt() {
        Programs.Result sent = msmtp("submission", "on", "sealpost-demo", List.of("anna@verified.test"), """
                From: Sam <sam@clinic.test>
                To: anna@verified.test
                Subject: Findings +escrow+ %1$s

                %1$s
                """.formatted(canary));

        assertEquals(0, sent.exit(), sent.output());
        RunningDemo.Mail notice = arrived("anna@verified.test", "localhost:" + demo.url().getPort() + "/p/");
        assertFalse(notice.raw().contains(canary), "neither subject nor text left the house");
        assertFalse(notice.raw().contains("+escrow+"));
    }

    @Test
    void msmtpOverImplicitTlsSendsToTheInboxWithoutBccAndWithDate() {
        Programs.Result sent = msmtp("submissions", "off", "sealpost-demo", List.of("anna@verified.test", "ada@clinic.test"), """
                From: Sam <sam@clinic.test>
                To: anna@verified.test
                Bcc: ada@clinic.test
                Subject: Plain %1$s

                .leading dot
                """.formatted(canary));

        assertEquals(0, sent.exit(), sent.output());
        RunningDemo.Mail mail = arrived("anna@verified.test", canary);
        assertTrue(mail.tls().orElse("").startsWith("TLSv1.3"));
        assertTrue(mail.raw().contains("\r\n.leading dot\r\n"), mail.raw());
        assertTrue(mail.raw().contains("\r\nDate: ") && mail.raw().contains("\r\nMessage-ID: <"), mail.raw());
        assertFalse(mail.raw().contains("Bcc") || mail.raw().contains("ada@clinic.test"), "who got a blind copy stays hidden");
    }

    @Test
    void whatLeavesInOurNameIsSignedAndTheDnsProvesIt() throws Exception {
        assertEquals(0, msmtp("submission", "on", "sealpost-demo", List.of("anna@verified.test"),
                "From: Sam <sam@clinic.test>\nTo: anna@verified.test\nSubject: signed " + canary + "\n\nhello\n").exit());
        String raw = arrived("anna@verified.test", canary).raw();
        Properties wire = new Properties();
        try (Reader file = Files.newBufferedReader(demo.data().resolve("demo/wire.properties"))) {
            wire.load(file);
        }
        String[] dns = wire.getProperty("sealpost.dns.resolver").split(":");
        DkimVerifier verifier = new DkimVerifier(DnsjavaResolver.believing(List.of(new InetSocketAddress(dns[0], Integer.parseInt(dns[1]))),
                Duration.ofSeconds(5), InstantSource.system()), InstantSource.system());

        assertEquals(List.of("demoe", "demor"), verifier.verify(RawMessage.of(raw.getBytes(StandardCharsets.UTF_8))).stream()
                .filter(DkimResult::passes).map(DkimResult::selector).sorted().toList());
        assertTrue(verifier.verify(RawMessage.of(raw.replace("hello", "hallo").getBytes(StandardCharsets.UTF_8))).stream()
                .noneMatch(DkimResult::passes));
    }

    @Test
    void aWrongPasswordSendsNothing() {
        Programs.Result sent = msmtp("submission", "on", "guess-" + canary, List.of("anna@verified.test"), "Subject: " + canary + "\n\nx\n");

        assertNotEquals(0, sent.exit());
        assertTrue(sent.output().contains("5.7.8"), sent.output());
        assertFalse(sent.output().contains("guess-"), "the answer repeats no password");
    }

    @Test
    void anotherAuthorIsRefused() {
        Programs.Result sent = msmtp("submission", "on", "sealpost-demo", List.of("anna@verified.test"),
                "From: Ada <ada@clinic.test>\nSubject: " + canary + "\n\nx\n");

        assertNotEquals(0, sent.exit());
        assertTrue(sent.output().contains("550"), sent.output());
        assertTrue(demo.mailbox("anna@verified.test").stream().noneMatch(mail -> mail.raw().contains(canary)));
    }

    @Test
    void pythonSendsWithStartTls() {
        Programs.Result sent = Programs.run("""
                import smtplib, ssl, sys
                context = ssl.create_default_context(cafile='%s')
                with smtplib.SMTP('localhost', %d) as server:
                    try:
                        server.login('sam@clinic.test', 'sealpost-demo')
                        sys.exit('AUTH in clear')
                    except smtplib.SMTPNotSupportedError:
                        pass
                    server.starttls(context=context)
                    server.login('sam@clinic.test', 'sealpost-demo')
                    server.sendmail('sam@clinic.test', ['anna@verified.test'],
                        'From: sam@clinic.test\\r\\nTo: anna@verified.test\\r\\nSubject: %s\\r\\n\\r\\nhello\\r\\n')
                """.formatted(ca(), demo.port("submission"), canary), "python3", "-");

        assertEquals(0, sent.exit(), sent.output());
        arrived("anna@verified.test", canary);
    }

    /** As a program does that knows nothing but an address: it asks the domain, and believes what it is told. */
    @Test
    void aProgramSetUpByAutoconfigEscalatesByItsSubject() {
        long before = notices("anna@verified.test");
        Programs.Result sent = Programs.run("""
                import smtplib, ssl, urllib.request, xml.etree.ElementTree
                asked = urllib.request.Request('%s/mail/config-v1.1.xml?emailaddress=sam@clinic.test', headers={'Host': 'autoconfig.clinic.test'})
                told = xml.etree.ElementTree.fromstring(urllib.request.urlopen(asked).read())
                first = told.find('emailProvider/outgoingServer')
                assert first.findtext('socketType') == 'SSL' and first.findtext('hostname') == 'mx.clinic.test'
                context = ssl.create_default_context(cafile='%s')
                context.check_hostname = False
                for subject in ('one %3$s', '+encrypt+ two %3$s', 'three %3$s +escrow+'):
                    with smtplib.SMTP_SSL('localhost', int(first.findtext('port')), context=context) as server:
                        server.login(first.findtext('username').replace('%%EMAILADDRESS%%', 'sam@clinic.test'), 'sealpost-demo')
                        server.sendmail('sam@clinic.test', ['anna@verified.test'],
                            'From: sam@clinic.test\\r\\nTo: anna@verified.test\\r\\nSubject: ' + subject + '\\r\\n\\r\\nhello\\r\\n')
                """.formatted(demo.url(), ca(), canary), "python3", "-");

        assertEquals(0, sent.exit(), sent.output());
        arrived("anna@verified.test", "one " + canary);
        await().atMost(PATIENCE).until(() -> notices("anna@verified.test") == before + 2);
        assertTrue(demo.mailbox("anna@verified.test").stream().noneMatch(mail -> mail.raw().matches("(?s).*(two|three) " + canary + ".*")),
                "neither subject nor text of what is escalated leaves the house");
    }

    @Test
    void swaksMeetsAuthOnlyInsideTls() {
        Programs.Result clear = Programs.run("", "swaks", "--server", "127.0.0.1", "--port", port("submission"), "--auth", "PLAIN",
                "--auth-user", "sam@clinic.test", "--auth-password", "sealpost-demo", "--to", "anna@verified.test");
        assertNotEquals(0, clear.exit(), clear.output());
        assertFalse(clear.output().contains("250-AUTH") || clear.output().contains("250 AUTH"), "nothing is offered in clear");

        Programs.Result inTls = Programs.run("", "swaks", "--server", "127.0.0.1", "--port", port("submissions"), "--tls-on-connect",
                "--auth", "LOGIN", "--auth-user", "sam@clinic.test", "--auth-password", "sealpost-demo", "--from", "sam@clinic.test",
                "--to", "anna@verified.test", "--header", "Subject: " + canary);
        assertEquals(0, inTls.exit(), inTls.output());
        arrived("anna@verified.test", canary);
    }

    @Test
    void aPostfixRelaysThroughUsForItsUsers() {
        try (Postfix postfix = new Postfix().listeningInClear("in").with(
                "mynetworks = 127.0.0.0/8",
                "smtpd_relay_restrictions = permit_mynetworks, reject",
                "smtpd_recipient_restrictions =",
                "relayhost = [localhost]:" + port("submission"),
                "smtp_host_lookup = native",
                "smtp_sasl_auth_enable = yes",
                "smtp_sasl_password_maps = inline:{ [localhost]:" + port("submission") + "=sam@clinic.test:sealpost-demo }",
                "smtp_sasl_security_options = noanonymous",
                "smtp_tls_security_level = secure",
                "smtp_tls_CAfile = " + ca()).start()) {
            handIn(postfix, "sam@clinic.test", "anna@verified.test", "relayed " + canary);
            RunningDemo.Mail mail = arrived("anna@verified.test", canary);
            assertTrue(mail.tls().isPresent());
        }
    }

    @Test
    void otherServersDeliverWithAndWithoutTlsAndThePageSaysWhich() throws Exception {
        try (Postfix postfix = new Postfix().listeningInClear("in").with(
                "myhostname = mx.postfix.test",
                "mynetworks = 127.0.0.0/8",
                "smtpd_relay_restrictions = permit_mynetworks, reject",
                "smtpd_recipient_restrictions =",
                "relayhost = [localhost]:" + port("smtp"),
                "smtp_host_lookup = native",
                "smtp_tls_policy_maps = inline:{ { [localhost]:" + port("smtp") + " = secure match=localhost } }",
                "smtp_tls_CAfile = " + ca()).start()) {
            handIn(postfix, "vos@vos.example", "sam@clinic.test", "encrypted " + canary + " +clear+");
            assertTrue(opened("encrypted " + canary).contains("Received over TLS 1.3 from mx.postfix.test"));
        }
        Programs.Result clear = Programs.run("", "swaks", "--server", "127.0.0.1", "--port", port("smtp"), "--ehlo", "mx.old.example",
                "--from", "x@old.example", "--to", "sam@clinic.test,SAM@clinic.test", "--header", "Subject: readable " + canary);
        assertEquals(0, clear.exit(), clear.output());
        assertTrue(opened("readable " + canary).contains("Received from mx.old.example without encryption"));
        Sam sam = new Sam(demo.url());
        sam.signIn();
        assertEquals(2, sam.get("/mail/inbox.xhtml").split("sp-subj clip\"><bdi>readable " + canary, -1).length, "one mailbox gets it once, whatever it is called");
    }

    @Test
    void nobodyRelaysThroughTheDoorForOthers() {
        for (String stranger : List.of("someone@else.example", "sam%else.example@clinic.test", "\"sam@else.example\"@clinic.test",
                "@clinic.test:sam@else.example", "nobody-here@clinic.test")) {
            Programs.Result result = Programs.run("", "swaks", "--server", "127.0.0.1", "--port", port("smtp"), "--from", "x@old.example",
                    "--to", stranger, "--header", "Subject: " + canary);
            assertNotEquals(0, result.exit(), stranger + ": " + result.output());
            assertTrue(result.output().contains("<** 55"), stranger + ": " + result.output());
        }
    }

    private static void handIn(Postfix postfix, String from, String to, String subject) {
        Programs.Result taken = Programs.run("", "swaks", "--server", "127.0.0.1", "--port", Integer.toString(postfix.port("in")),
                "--from", from, "--to", to, "--header", "Subject: " + subject);
        assertEquals(0, taken.exit(), taken.output());
    }

    private static String opened(String subject) throws Exception {
        Sam sam = new Sam(demo.url());
        sam.signIn();
        String page = sam.opened(subject);
        assertFalse(sam.get("/mail/inbox.xhtml").contains("+clear+"), "an order from outside is no order");
        return page;
    }

    private RunningDemo.Mail arrived(String mailbox, String words) {
        return await().atMost(PATIENCE).until(() -> demo.mailbox(mailbox).stream()
                .filter(mail -> mail.raw().contains(words)).reduce((one, other) -> other), Optional::isPresent).orElseThrow();
    }

    private static long notices(String mailbox) {
        return demo.mailbox(mailbox).stream().filter(mail -> mail.raw().contains("localhost:" + demo.url().getPort() + "/p/")).count();
    }

    private static Programs.Result msmtp(String port, String startTls, String password, List<String> recipients, String message) {
        String[] command = {"msmtp", "--file=/dev/null", "--host=localhost", "--port=" + port(port), "--tls=on", "--tls-starttls=" + startTls,
            "--tls-trust-file=" + ca(), "--auth=plain", "--user=sam@clinic.test", "--passwordeval=echo " + password, "--from=sam@clinic.test"};
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(recipients);
        return Programs.run(message, line.toArray(String[]::new));
    }

    private static String port(String name) {
        return Integer.toString(demo.port(name));
    }

    private static Path ca() {
        return demo.data().resolve("demo-ca.pem");
    }
}
