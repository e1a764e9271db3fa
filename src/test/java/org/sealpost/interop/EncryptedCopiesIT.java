package org.sealpost.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealpost.mail.Address;
import org.sealpost.openpgp.WebKeyDirectory;
import org.sealpost.testing.Programs;
import org.sealpost.testing.RunningDemo;
import org.sealpost.testing.Sam;

/**
 * Sam's mail program hands in one message for two people who have keys; what arrives at each is read with the real GnuPG and OpenSSL.
 * And the other way: what those made arrives over the wire, and Sam's page says what it is.
 */
class EncryptedCopiesIT {

    private static final String FINN = "finn@pgp.test";
    private static final String MIA = "mia@smime.test";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static RunningDemo demo;
    private static Path home;

    private final String canary = "knot-" + UUID.randomUUID();

    @BeforeAll
    static void start() throws Exception {
        demo = RunningDemo.shared();
        home = Files.createTempDirectory("gpg", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        assertEquals(0, gpg("--import", demo.data().resolve("finn.asc").toString()).exit());
        assertEquals(0, gpg("--import", Files.write(home.resolve("sam.pgp"), publishedKeyOfSam()).toString()).exit());
        askFor("FINN_SIGNED");
        askFor("MIA_SIGNED");
        Sam sam = new Sam(demo.url());
        sam.signIn();
        await().atMost(PATIENCE).until(() -> sam.get("/mail/contactkeys.xhtml"), page -> page.contains(FINN) && page.contains(MIA));
    }

    @AfterAll
    static void stopAgent() {
        Programs.run("", "gpgconf", "--homedir", home.toString(), "--kill", "all");
        RunningDemo.delete(home);
    }

    @Test
    void eachGetsACopyOfTheirOwnThatTheirProgramReadsAndNobodyElseIsNamed() throws Exception {
        submit(List.of(FINN, MIA), """
                From: Sam Berger <sam@clinic.test>
                To: %2$s
                Bcc: %3$s
                Subject: +encrypt+ Biopsy %1$s
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                It is benign, %1$s.
                --b
                Content-Type: application/pdf
                Content-Disposition: attachment; filename="scan-%1$s.pdf"

                %%PDF %1$s
                --b--
                """.formatted(canary, FINN, MIA));

        String toFinn = arrived(FINN, "BEGIN PGP MESSAGE");
        isOpaque(toFinn);
        assertFalse(toFinn.contains("smime.test"), "who got a blind copy is named nowhere");
        Path sealed = Files.writeString(home.resolve("finn-" + canary), toFinn.substring(toFinn.indexOf("-----BEGIN PGP")), StandardCharsets.US_ASCII);
        String packets = gpg("--list-packets", sealed.toString()).output();
        assertEquals(1, count(packets, ":pubkey enc packet:"), packets);
        Programs.Result finn = gpg("--decrypt", sealed.toString());
        assertEquals(0, finn.exit(), finn.output());
        assertTrue(finn.output().contains("[GNUPG:] GOODSIG") && finn.output().contains("<sam@clinic.test>"), finn.output());
        isWhatSamWrote(finn.output());
        assertFalse(finn.output().contains(MIA), "nor inside");

        String toMia = arrived(MIA, "application/pkcs7-mime");
        isOpaque(toMia);
        Path came = Files.writeString(home.resolve("mia-" + canary), toMia, ISO_8859_1);
        String structure = openssl("cms", "-cmsout", "-print", "-noout", "-inform", "SMIME", "-in", came.toString());
        assertEquals(1, count(structure, "d.ktri:") + count(structure, "d.kari:"), structure);
        assertTrue(structure.contains("id-smime-ct-authEnvelopedData") && structure.contains("aes-256-gcm"), "her signed letter said that she reads it");
        String mia = miaReads(came);
        isWhatSamWrote(mia);
        assertTrue(mia.contains(FINN), "who was written to openly is named to the others");
        assertFalse(mia.contains("Bcc"));
    }

    @Test
    void whatGnuPgSealedComesOverTheWireAndThePageSaysSo() throws Exception {
        String message = pgpMime(sealedByGpg("It is benign, " + canary + "."));
        deliver("From: Finn Olsen <finn@pgp.test>\nTo: sam@clinic.test\nSubject: outer " + canary + "\nMessage-ID: <" + canary + "@pgp.test>\nMIME-Version: 1.0\n" + message);

        String page = opened("outer " + canary);
        assertTrue(page.contains("It is benign, " + canary), page);
        assertTrue(page.contains("Encrypted for you. Signed by finn@pgp.test"), page);

        submit(List.of(FINN), "From: Sam Berger <sam@clinic.test>\nTo: finn@pgp.test\nSubject: Re: outer %1$s\nIn-Reply-To: <%1$s@pgp.test>\n\nanswer %1$s\n"
                .formatted(canary));
        String answer = arrived(FINN, "\r\nIn-Reply-To: <" + canary + "@pgp.test>");
        assertTrue(answer.contains("-----BEGIN PGP MESSAGE-----"), "what answers something encrypted is encrypted");
        assertFalse(answer.contains("answer " + canary) || answer.contains("Re: outer"), answer);
    }

    @Test
    void whatCameSealedWithoutTlsIsNotCalledReadable() throws Exception {
        deliver("--tls=off", "From: Finn Olsen <finn@pgp.test>\nTo: sam@clinic.test\nSubject: veiled %s\nMIME-Version: 1.0\n%s"
                .formatted(canary, pgpMime(sealedByGpg("It is benign, " + canary + "."))));
        String page = opened("veiled " + canary);
        assertTrue(page.contains("It is benign, " + canary), page);
        assertTrue(page.contains("without TLS: anybody on the way could see who wrote to whom, but not what was encrypted"), page);
        assertFalse(page.contains("anybody on the way could read it"), page);
        assertTrue(page.contains("Came without TLS"), page);

        deliver("--tls=off", "From: Finn Olsen <finn@pgp.test>\nTo: sam@clinic.test\nSubject: bare %1$s\n\nIt is benign, %1$s.\n".formatted(canary));
        assertTrue(opened("bare " + canary).contains("anybody on the way could read it"));
    }

    /** Whoever can't read a message may still send it again, under another name and with another place for answers. */
    @Test
    void whoSendsItAgainNamesNobodyElseAndIsToldNothingOfIt() throws Exception {
        String message = "MIME-Version: 1.0\n" + pgpMime(sealedByGpg("It is benign, " + canary + "."));
        deliver("From: Finn Olsen <finn@pgp.test>\nTo: sam@clinic.test\nSubject: first " + canary + "\n" + message);
        deliver("From: \"ceo@bank.test\" <finn@pgp.test>\nReply-To: mallory@old.example\nTo: sam@clinic.test\nSubject: again " + canary + "\n" + message);

        assertTrue(answerTo(opened("first " + canary)).contains("It is benign, " + canary), "its author is told again what they wrote");
        String page = opened("again " + canary);
        assertTrue(page.contains("Signed by finn@pgp.test"), page);
        assertFalse(page.contains("Signed by ceo@bank.test"), page);
        String answer = answerTo(page);
        assertTrue(answer.contains("mallory@old.example"), answer);
        assertFalse(answer.contains("It is benign"), answer);
    }

    private static String answerTo(String page) throws Exception {
        Sam sam = new Sam(demo.url());
        sam.signIn();
        Matcher link = Pattern.compile("(/mail/compose\\.xhtml\\?to=[^&\"]+)&amp;answer=reply").matcher(page);
        assertTrue(link.find(), page);
        return sam.get(link.group(1) + "&answer=reply");
    }

    @Test
    void whatWasChangedOnTheWayShowsNothingOfIt() throws Exception {
        String armor = sealedByGpg("It is benign, " + canary + ".");
        int middle = armor.length() / 2;
        String changed = armor.substring(0, middle) + (armor.charAt(middle) == 'A' ? 'B' : 'A') + armor.substring(middle + 1);
        deliver("From: Finn Olsen <finn@pgp.test>\nTo: sam@clinic.test\nSubject: changed " + canary + "\nMIME-Version: 1.0\n" + pgpMime(changed));

        String page = opened("changed " + canary);
        assertFalse(page.contains("It is benign"), page);
        assertFalse(page.contains("Signed by"), page);
    }

    @Test
    void whatOpensslSignedComesOverTheWireAndThePageSaysSo() throws Exception {
        Path key = pem("key", "-nocerts");
        Path certificate = pem("certificate", "-nokeys", "-clcerts");
        Path chain = pem("chain", "-nokeys", "-cacerts");
        Path entity = Files.writeString(home.resolve("entity-" + canary), "Content-Type: text/plain\r\n\r\nThe contract, " + canary + ".\r\n", UTF_8);
        Path signed = home.resolve("signed-" + canary);
        openssl("cms", "-sign", "-binary", "-in", entity.toString(), "-signer", certificate.toString(), "-inkey", key.toString(), "-certfile", chain.toString(),
                "-from", "Mia Lindner <mia@smime.test>", "-to", "sam@clinic.test", "-subject", "signed " + canary, "-out", signed.toString());
        String whole = Files.readString(signed, ISO_8859_1);
        deliver(whole);
        deliver(whole.replace("Subject: signed", "Subject: other").replace("The contract", "The Contract"));

        assertTrue(opened("signed " + canary).contains("Signed by mia@smime.test"));
        assertFalse(opened("other " + canary).contains("Signed by mia@smime.test"), "one letter was changed");
    }

    private void isOpaque(String raw) {
        assertFalse(raw.contains(canary) || raw.contains("Biopsy") || raw.contains("scan-") || raw.contains("+encrypt+"), raw);
        assertFalse(raw.contains(Base64.getEncoder().encodeToString(canary.substring(0, 30).getBytes(UTF_8)).substring(0, 36)), raw);
        assertTrue(raw.contains("\r\nSubject: [...]\r\n"), raw);
    }

    private void isWhatSamWrote(String clear) {
        assertTrue(clear.contains("Subject: Biopsy " + canary), clear);
        assertTrue(clear.contains("It is benign, " + canary), clear);
        assertTrue(clear.contains("scan-" + canary + ".pdf"), clear);
        assertFalse(clear.contains("+encrypt+"), clear);
    }

    /** With nothing but her file: {@code cms -decrypt} and {@code cms -verify}, who trusts the authority that the demo publishes. */
    private static String miaReads(Path came) throws IOException {
        Path key = pem("key", "-nocerts");
        Path certificate = pem("certificate", "-nokeys", "-clcerts");
        Path inner = home.resolve(came.getFileName() + ".inner");
        openssl("cms", "-decrypt", "-inform", "SMIME", "-in", came.toString(), "-recip", certificate.toString(), "-inkey", key.toString(), "-out", inner.toString());
        Path authority = pem("chain", "-nokeys", "-cacerts");
        return openssl("cms", "-verify", "-inform", "SMIME", "-in", inner.toString(), "-CAfile", authority.toString(), "-partial_chain", "-purpose", "any");
    }

    private static Path pem(String name, String... what) {
        Path out = home.resolve(name + ".pem");
        String[] start = {"pkcs12", "-in", demo.data().resolve("mia.p12").toString(), "-passin", "pass:demo", "-nodes", "-out", out.toString()};
        openssl(Stream.concat(List.of(start).stream(), List.of(what).stream()).toArray(String[]::new));
        return out;
    }

    private String sealedByGpg(String text) throws IOException {
        Path clear = Files.writeString(home.resolve("clear-" + canary), "Content-Type: text/plain\r\n\r\n" + text + "\r\n", UTF_8);
        Path sealed = home.resolve("sealed-" + canary);
        Programs.Result made = gpg("--armor", "--encrypt", "--sign", "--local-user", FINN, "--recipient", "sam@clinic.test", "--output", sealed.toString(), clear.toString());
        assertEquals(0, made.exit(), made.output());
        return Files.readString(sealed, StandardCharsets.US_ASCII);
    }

    private static String pgpMime(String armor) {
        return "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=x\n\n--x\nContent-Type: application/pgp-encrypted\n\n"
                + "Version: 1\n--x\nContent-Type: application/octet-stream\n\n" + armor + "\n--x--\n";
    }

    private static Programs.Result gpg(String... command) {
        String[] start = {"gpg", "--homedir", home.toString(), "--batch", "--yes", "--no-tty", "--trust-model", "always", "--no-auto-key-locate",
            "--disable-dirmngr", "--status-fd", "1"};
        return Programs.run("", Stream.concat(List.of(start).stream(), List.of(command).stream()).toArray(String[]::new));
    }

    private static String openssl(String... command) {
        Programs.Result result = Programs.run("", Stream.concat(Stream.of("openssl"), List.of(command).stream()).toArray(String[]::new));
        assertEquals(0, result.exit(), result.output());
        return result.output();
    }

    /** As any program asks for it (draft-koch-openpgp-webkey-service §3.1), by the Host that the directory has. */
    private static byte[] publishedKeyOfSam() throws IOException {
        URI place = WebKeyDirectory.advanced(Address.of("sam@clinic.test"));
        try (Socket socket = new Socket("localhost", demo.url().getPort())) {
            socket.getOutputStream().write(("GET " + place.getRawPath() + "?" + place.getRawQuery() + " HTTP/1.0\r\nHost: " + place.getHost() + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            assertTrue(answer.matches("(?s)HTTP/1\\.[01] 200[ \r].*"), answer);
            return answer.substring(answer.indexOf("\r\n\r\n") + 4).getBytes(ISO_8859_1);
        }
    }

    /** Presses one of the buttons of the demo's page. */
    private static void askFor(String letter) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(demo.url().resolve("/demo/write"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("what=" + URLEncoder.encode(letter, UTF_8))).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(303, answer.statusCode(), answer.body());
    }

    private static void submit(List<String> recipients, String message) {
        String[] command = {"msmtp", "--file=/dev/null", "--host=localhost", "--port=" + demo.port("submission"), "--tls=on", "--tls-starttls=on",
            "--tls-trust-file=" + demo.data().resolve("demo-ca.pem"), "--auth=plain", "--user=sam@clinic.test", "--passwordeval=echo sealpost-demo",
            "--from=sam@clinic.test"};
        Programs.Result sent = Programs.run(message, Stream.concat(List.of(command).stream(), recipients.stream()).toArray(String[]::new));
        assertEquals(0, sent.exit(), sent.output());
    }

    /** As another server does: with STARTTLS, and believing our certificate. */
    private static void deliver(String message) {
        deliver("--tls=on", message);
    }

    private static void deliver(String tls, String message) {
        Programs.Result sent = Programs.run(message, "msmtp", "--file=/dev/null", "--host=localhost", "--port=" + demo.port("smtp"), tls,
                "--tls-starttls=on", "--tls-trust-file=" + demo.data().resolve("demo-ca.pem"), "--auth=off", "--from=finn@pgp.test", "sam@clinic.test");
        assertEquals(0, sent.exit(), sent.output());
    }

    private static String arrived(String mailbox, String words) {
        return await().atMost(PATIENCE).until(() -> demo.mailbox(mailbox).stream().map(RunningDemo.Mail::raw)
                .filter(raw -> raw.contains(words)).reduce((one, other) -> other), Optional::isPresent).orElseThrow();
    }

    private static String opened(String subject) throws Exception {
        Sam sam = new Sam(demo.url());
        sam.signIn();
        return sam.opened(subject);
    }

    private static int count(String text, String words) {
        return text.split(Pattern.quote(words), -1).length - 1;
    }
}
