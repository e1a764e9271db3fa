package org.sealpost.tlsrpt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The golden file has the members of RFC 8460 §4.4 in their order there; only the spaces between them are for its readers. */
class ReportTextTest {

    private static final Path GOLDEN = Path.of("src/test/resources/org/sealpost/tlsrpt/report.json");

    private static final TlsReport.Failures EXPIRED = new TlsReport.Failures(ResultType.CERTIFICATE_EXPIRED,
            Optional.of("2001:db8:abcd:12::1"), Optional.of("mx1.mail.b.example"), Optional.of("mail.b.example"), Optional.of("203.0.113.56"),
            100, Optional.of("https://reports.clinic.test/?id=1&b=2"), Optional.of("X509_V_ERR_CERT_HAS_EXPIRED"));
    private static final TlsReport.Failures WITHOUT_TLS = new TlsReport.Failures(ResultType.STARTTLS_NOT_SUPPORTED,
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 203, Optional.empty(), Optional.empty());
    private static final TlsReport.Failures FORGED = new TlsReport.Failures(ResultType.DNSSEC_INVALID,
            Optional.empty(), Optional.of("mx2.mail.b.example"), Optional.empty(), Optional.empty(), 1, Optional.empty(), Optional.empty());

    private static final TlsReport REPORT = new TlsReport("Praxis Müller \"Süd\"", Instant.parse("2026-11-23T00:00:00Z"),
            Instant.parse("2026-11-23T23:59:59Z"), "tls@clinic.test", "2026-11-23.b.example@clinic.test", List.of(
                    new TlsReport.Result(PolicyType.STS,
                            List.of("version: STSv1", "mode: enforce", "mx: *.mail.b.example", "max_age: 86400"),
                            Optional.of("b.example"), List.of("*.mail.b.example"), 5326, 303, List.of(EXPIRED, WITHOUT_TLS)),
                    new TlsReport.Result(PolicyType.TLSA,
                            List.of("3 1 1 1F850A337E6DB9C609C522D136A475638CC43E1ED424F8EEC8513D747D1D085D"),
                            Optional.of("mx2.mail.b.example"), List.of(), 0, 1, List.of(FORGED)),
                    new TlsReport.Result(PolicyType.NO_POLICY_FOUND, List.of(), Optional.empty(), List.of(), 2, 0, List.of())));

    @Test
    void reportIsWrittenAsInTheGoldenFile() throws IOException {
        assertEquals(withoutSpaces(Files.readString(GOLDEN)), ReportText.of(REPORT));
    }

    @Test
    void goldenFileIsReadAsTheReport() throws IOException, MalformedReport {
        assertEquals(REPORT, ReportReader.read(Files.readAllBytes(GOLDEN)));
    }

    /** Members and their order stay. */
    private static String withoutSpaces(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject().toString();
        }
    }
}
