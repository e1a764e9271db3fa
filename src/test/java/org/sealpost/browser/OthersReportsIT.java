package org.sealpost.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Route;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.authentication.DkimSigner;
import org.sealpost.mail.Domain;
import org.sealpost.mail.RawMessage;
import org.sealpost.testing.RunningDemo;
import org.sealpost.tlsrpt.PolicyType;
import org.sealpost.tlsrpt.ReportText;
import org.sealpost.tlsrpt.ResultType;
import org.sealpost.tlsrpt.TlsReport;

/** Reports come in by SMTP, signed with the one pair of keys that the demo's DNS publishes, and Ada reads what they tell. */
class OthersReportsIT {

    private static RunningDemo demo;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws Exception {
        demo = RunningDemo.shared();
        chromium = new Chromium();
        List<String> good = List.of(mail("Company-X Mail Operations", "2026-11-26", 5_326, List.of(failures(ResultType.CERTIFICATE_EXPIRED, 4),
                failures(ResultType.STARTTLS_NOT_SUPPORTED, 41))), mail("clinic.test", "2026-11-25", 118, List.of()));
        for (String mail : good) {
            hand(signed(mail));
        }
        hand(signed(good.get(0)));
        hand(mail("<script>alert(1)</script>", "2026-11-24", 1, List.of()));
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true", "1280, true", "390, false"})
    void adaReadsWhatWasProvenAndHowMuchWasNot(int width, boolean dark) {
        try (Visitor ada = chromium.visitor(demo.url().toString(), width, dark)) {
            ada.signIn("ada@clinic.test", "sealpost-demo");
            ada.open("/admin/reports.xhtml");
            var rows = ada.page().locator("#others tbody tr");
            assertThat(rows).hasCount(2);
            assertThat(rows.nth(0)).containsText("Company-X Mail Operations");
            assertThat(rows.nth(0)).containsText("5326");
            assertThat(rows.nth(0)).containsText("45");
            assertThat(rows.nth(0)).containsText("No encryption offered");
            assertThat(rows.nth(1)).containsText("118");
            assertThat(ada.page().locator("#others")).containsText("1 without a valid signature, 1 sent again");
            assertThat(ada.page().locator("#others")).not().containsText("script");
            ada.page().evaluate("document.getElementById('others').scrollIntoView()");
            ada.look("others-reports");
            ada.page().route("**/reports.xhtml", OthersReportsIT::inGerman);
            ada.open("/admin/reports.xhtml");
            assertThat(ada.page().locator("#others")).containsText("1 ohne gültige Signatur, 1 noch einmal gesandt");
            ada.page().evaluate("document.getElementById('others').scrollIntoView()");
            ada.look("others-reports-german");
        }
    }

    private static void inGerman(Route route) {
        Map<String, String> headers = new HashMap<>(route.request().headers());
        headers.put("accept-language", "de");
        route.resume(new Route.ResumeOptions().setHeaders(headers));
    }

    private static TlsReport.Failures failures(ResultType type, long sessions) {
        return new TlsReport.Failures(type, Optional.empty(), Optional.of("mx.clinic.test"), Optional.empty(), Optional.empty(), sessions,
                Optional.empty(), Optional.empty());
    }

    private static String mail(String organization, String day, long successful, List<TlsReport.Failures> failures) {
        TlsReport report = new TlsReport(organization, Instant.parse(day + "T00:00:00Z"), Instant.parse(day + "T23:59:59Z"), "postmaster@clinic.test", day,
                List.of(new TlsReport.Result(PolicyType.NO_POLICY_FOUND, List.of(), Optional.of("clinic.test"), List.of(), successful,
                        failures.stream().mapToLong(TlsReport.Failures::sessions).sum(), failures)));
        return "From: postmaster@clinic.test\r\nTo: tlsrpt@clinic.test\r\nSubject: Report Domain: clinic.test Submitter: clinic.test Report-ID: <" + day
                + "@clinic.test>\r\nTLS-Report-Domain: clinic.test\r\nTLS-Report-Submitter: clinic.test\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/report; report-type=\"tlsrpt\"; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nA report.\r\n--b\r\n"
                + "Content-Type: application/tlsrpt+gzip\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(ReportText.gzip(report)) + "\r\n--b--\r\n";
    }

    private static String signed(String mail) throws Exception {
        String key = Files.readAllLines(demo.data().resolve("demo/clinic-dkim-ed25519")).get(0);
        DkimSigner.Key signing = new DkimSigner.Key(new Domain("clinic.test"), "demoe", "ed25519-sha256",
                KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key))));
        return new DkimSigner(InstantSource.system()).sign(RawMessage.of(mail.getBytes(US_ASCII)), List.of(signing)) + mail;
    }

    /** As another server does it, in clear and with a reverse-path: taken, whatever is thought of it. */
    private static void hand(String mail) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), demo.port("smtp"))) {
            socket.setSoTimeout(30_000);
            BufferedReader replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            for (String command : List.of("", "EHLO mx.verified.test\r\n", "MAIL FROM:<anna@verified.test>\r\n", "RCPT TO:<tlsrpt@clinic.test>\r\n",
                    "DATA\r\n", mail + ".\r\n", "QUIT\r\n")) {
                socket.getOutputStream().write(command.getBytes(US_ASCII));
                String reply = replies.readLine();
                while (reply.charAt(3) == '-') {
                    reply = replies.readLine();
                }
                assertTrue(reply.charAt(0) < '4', () -> command + " is answered by a refusal");
            }
        }
        assertTrue(demo.mailbox("anna@verified.test").stream().noneMatch(answer -> answer.raw().contains("report-type=delivery-status")));
    }
}
