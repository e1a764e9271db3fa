package org.sealpost.tlsrpt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ReportReaderTest {

    private static final String HEAD = """
            {"organization-name": "Company-X", "contact-info": "tls@company-x.example", "report-id": "17",
             "date-range": {"start-datetime": "2026-11-23T00:00:00Z", "end-datetime": "2026-11-23T23:59:59Z"}, "policies": [""";
    private static final String RESULT = """
            {"policy": {"policy-type": "sts", "policy-string": ["version: STSv1", "mode: testing"], "policy-domain": "b.example",
                        "mx-host": ["*.mail.b.example"]},
             "summary": {"total-successful-session-count": 5326, "total-failure-session-count": 303},
             "failure-details": [{"result-type": "certificate-expired", "sending-mta-ip": "2001:db8:abcd:0012::1",
               "receiving-mx-hostname": "mx1.mail.b.example", "receiving-ip": "203.0.113.56", "failed-session-count": 100,
               "additional-information": "https://reports.company-x.example/?id=1", "failure-reason-code": "X509"}]}""";
    private static final String GOOD = HEAD + RESULT + "]}";

    private static final TlsReport MEANT = new TlsReport("Company-X", Instant.parse("2026-11-23T00:00:00Z"), Instant.parse("2026-11-23T23:59:59Z"),
            "tls@company-x.example", "17", List.of(new TlsReport.Result(PolicyType.STS, List.of("version: STSv1", "mode: testing"),
                    Optional.of("b.example"), List.of("*.mail.b.example"), 5326, 303, List.of(new TlsReport.Failures(ResultType.CERTIFICATE_EXPIRED,
                            Optional.of("2001:db8:abcd:0012::1"), Optional.of("mx1.mail.b.example"), Optional.empty(), Optional.of("203.0.113.56"),
                            100, Optional.of("https://reports.company-x.example/?id=1"), Optional.of("X509"))))));

    @Test
    void reportIsRead() throws MalformedReport {
        assertEquals(MEANT, read(GOOD));
        assertEquals(303, MEANT.failed());
        assertEquals(5326, MEANT.successful());
    }

    @Test
    void whatIsWrittenIsReadAgain() throws MalformedReport {
        assertEquals(MEANT, read(ReportText.of(MEANT)));
        byte[] packed = ReportText.gzip(MEANT);
        assertTrue(packed.length < ReportText.of(MEANT).length());
        assertEquals(MEANT, ReportReader.read(packed));
        assertEquals("company-x.example!b.example!1795392000!1795478399", ReportText.fileName(MEANT, "b.example"));
    }

    @Test
    void writtenReportKeepsToTheSchema() {
        assertEquals("{\"organization-name\":\"Company-X\",\"date-range\":{\"start-datetime\":\"2026-11-23T00:00:00Z\","
                + "\"end-datetime\":\"2026-11-23T23:59:59Z\"},\"contact-info\":\"tls@company-x.example\",\"report-id\":\"17\",\"policies\":["
                + "{\"policy\":{\"policy-type\":\"no-policy-found\",\"policy-domain\":\"b.example\"},\"summary\":{\"total-successful-session-count\":2,"
                + "\"total-failure-session-count\":0}}]}", ReportText.of(new TlsReport("Company-X", MEANT.from(), MEANT.until(), MEANT.contact(), "17",
                        List.of(new TlsReport.Result(PolicyType.NO_POLICY_FOUND, List.of(), Optional.of("b.example"), List.of(), 2, 0, List.of())))));
    }

    @Test
    void whatRealSendersWriteDifferentlyIsUnderstood() throws MalformedReport {
        TlsReport one = read(GOOD.replace("[\"*.mail.b.example\"]", "\"*.mail.b.example\"").replace("\"X509\"", "\"\"")
                .replace("T00:00:00Z", "T00:00:00").replace("T23:59:59Z", "T23:59:59.000+00:00").replace("\"17\"", "\"17\", \"unknown\": {\"x\": [1, null]}"));
        assertEquals(List.of("*.mail.b.example"), one.results().get(0).mxHosts());
        assertEquals(Optional.empty(), one.results().get(0).failures().get(0).reason());
        assertEquals(MEANT.from(), one.from());
        TlsReport bare = read(HEAD + "{\"policy\": {\"policy-type\": \"new\"}, \"summary\": {\"total-successful-session-count\": 1}}, "
                + RESULT.replace("certificate-expired", "new-result") + "]}");
        assertEquals(PolicyType.OTHER, bare.results().get(0).type());
        assertEquals(0, bare.results().get(0).failed());
        assertEquals(ResultType.OTHER, bare.results().get(1).failures().get(0).type());
    }

    @Test
    void anythingElseIsNoReport() {
        for (String wrong : new String[] {"", "[]", "null", "17", "{}", "not JSON", GOOD + "x", GOOD + GOOD, "\ufeff" + GOOD, GOOD.substring(0, 200),
            GOOD.replace("\"policies\"", "\"contact-info\""),
            GOOD.replace("5326", "-1"), GOOD.replace("5326", "1.5"), GOOD.replace("5326", "1e3"), GOOD.replace("5326", "\"5326\""),
            GOOD.replace("5326", "9999999999999"), GOOD.replace("5326", "1e999999999"), GOOD.replace("5326", "true"),
            GOOD.replace("Company-X", "Company\\u0000X"), GOOD.replace("\"Company-X\"", "{}"), GOOD.replace("2026-11-23T00", "2026-11-24T00"),
            GOOD.replace("2026-11-23T00", "2025-11-23T00"), GOOD.replace("2026-11-23T00:00:00Z", "yesterday"),
            GOOD.replace("\"date-range\"", "\"range\""), GOOD.replace("203.0.113.56", "<script>"), GOOD.replace("\"policy\":", "\"polic\":"),
            GOOD.replace("\"certificate-expired\"", "null"), GOOD.replace("[{\"result-type\"", "[17, {\"result-type\""),
            GOOD.replace("\"policies\": [", "\"policies\": 17, \"x\": ["), GOOD.replace("X509", "x".repeat(4_097))}) {
            assertThrows(MalformedReport.class, () -> read(wrong), wrong);
        }
        assertThrows(MalformedReport.class, () -> ReportReader.read(GOOD.replace("Company-X", "\u00e4").getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void nothingIsLargerOrDeeperThanAReportNeeds() throws IOException {
        assertEquals("too deep", flaw("[".repeat(100_000)));
        assertEquals("too deep", flaw(GOOD.replace("\"Company-X\"", "{\"a\":".repeat(20) + "1" + "}".repeat(20))));
        assertEquals("too many values", flaw("[" + "1,".repeat(200_001) + "1]"));
        assertEquals("too large", flaw(" ".repeat(10 * 1_024 * 1_024 + 1)));
        byte[] bomb = packed(GOOD + " ".repeat(9_000_000));
        assertTrue(bomb.length < 20_000);
        assertEquals("too large once unpacked", assertThrows(MalformedReport.class, () -> ReportReader.read(bomb)).getMessage());
        byte[] cut = packed(GOOD);
        cut[cut.length - 9] ^= 1;
        assertThrows(MalformedReport.class, () -> ReportReader.read(cut));
        assertThrows(MalformedReport.class, () -> ReportReader.read(new byte[] {0x1f, (byte) 0x8b, 8, 0}));
        assertThrows(MalformedReport.class, () -> ReportReader.read(packed(new String(packed(GOOD), StandardCharsets.ISO_8859_1))));
    }

    @Test
    void publicSamplesAreRead() throws Exception {
        Path vectors = Path.of("../shared/vectors/tlsrpt");
        Assumptions.assumeTrue(Files.isDirectory(vectors), "no public vectors beside the checkout: sample reports skipped");
        TlsReport sample = ReportReader.read(Files.readAllBytes(vectors.resolve("rfc8460.json")));
        assertEquals(List.of(100L, 200L, 3L), sample.results().get(0).failures().stream().map(TlsReport.Failures::sessions).toList());
        for (String name : List.of("rpt01", "rpt02", "rpt03")) {
            TlsReport report = ReportReader.read(Files.readAllBytes(vectors.resolve(name + ".json")));
            assertTrue(report.successful() > 0, name);
            assertEquals(report, read(ReportText.of(report)));
        }
    }

    @Test
    void flawCitesNothing() {
        assertFalse(flaw(GOOD.replace("5326", "\"secret\"")).contains("secret"));
    }

    private static String flaw(String json) {
        return assertThrows(MalformedReport.class, () -> read(json)).getMessage();
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private static TlsReport read(String json) throws MalformedReport {
        return ReportReader.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
