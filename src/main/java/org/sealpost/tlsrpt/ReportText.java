package org.sealpost.tlsrpt;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Reports as they travel (RFC 8460 §4.4, §5.1, §5.2). */
public final class ReportText {

    private ReportText() { }

    public static String of(TlsReport report) {
        JsonArrayBuilder policies = Json.createArrayBuilder();
        report.results().forEach(result -> policies.add(json(result)));
        return Json.createObjectBuilder()
                .add("organization-name", report.organization())
                .add("date-range", Json.createObjectBuilder()
                        .add("start-datetime", report.from().toString())
                        .add("end-datetime", report.until().toString()))
                .add("contact-info", report.contact())
                .add("report-id", report.id())
                .add("policies", policies)
                .build().toString();
    }

    public static byte[] gzip(TlsReport report) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(of(report).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** The recommended name, without its extension. @param domain about which it reports */
    public static String fileName(TlsReport report, String domain) {
        String sender = report.contact().substring(report.contact().lastIndexOf('@') + 1);
        return sender + "!" + domain + "!" + report.from().getEpochSecond() + "!" + report.until().getEpochSecond();
    }

    private static JsonObjectBuilder json(TlsReport.Result result) {
        JsonObjectBuilder policy = Json.createObjectBuilder().add("policy-type", result.type().text());
        if (!result.policy().isEmpty()) {
            policy.add("policy-string", Json.createArrayBuilder(result.policy()));
        }
        result.domain().ifPresent(domain -> policy.add("policy-domain", domain));
        if (!result.mxHosts().isEmpty()) {
            policy.add("mx-host", Json.createArrayBuilder(result.mxHosts()));
        }
        JsonObjectBuilder json = Json.createObjectBuilder().add("policy", policy)
                .add("summary", Json.createObjectBuilder()
                        .add("total-successful-session-count", result.successful())
                        .add("total-failure-session-count", result.failed()));
        JsonArrayBuilder details = Json.createArrayBuilder();
        result.failures().forEach(failures -> details.add(json(failures)));
        return result.failures().isEmpty() ? json : json.add("failure-details", details);
    }

    private static JsonObjectBuilder json(TlsReport.Failures failures) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("result-type", failures.type().text());
        failures.sendingIp().ifPresent(value -> json.add("sending-mta-ip", value));
        failures.mxHost().ifPresent(value -> json.add("receiving-mx-hostname", value));
        failures.mxHelo().ifPresent(value -> json.add("receiving-mx-helo", value));
        failures.mxIp().ifPresent(value -> json.add("receiving-ip", value));
        json.add("failed-session-count", failures.sessions());
        failures.information().ifPresent(value -> json.add("additional-information", value));
        failures.reason().ifPresent(value -> json.add("failure-reason-code", value));
        return json;
    }
}
