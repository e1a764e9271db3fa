package org.sealpost.tlsrpt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every record and report, well meant or not. */
class ReportPropertiesTest {

    private static final String GOOD = "{\"organization-name\":\"X\",\"date-range\":{\"start-datetime\":\"2026-11-23T00:00:00Z\","
            + "\"end-datetime\":\"2026-11-23T23:59:59Z\"},\"report-id\":\"1\",\"policies\":[{\"policy\":{\"policy-type\":\"sts\","
            + "\"mx-host\":[\"*.b.test\"]},\"summary\":{\"total-successful-session-count\":1},\"failure-details\":["
            + "{\"result-type\":\"tlsa-invalid\",\"receiving-ip\":\"192.0.2.1\",\"failed-session-count\":3}]}]}";

    @Property(tries = 500)
    void whateverComesIsAPlaceToReportToOrNone(@ForAll("records") String txt) {
        ReportingPolicy.parse(txt).ifPresent(policy -> {
            assertFalse(policy.rua().isEmpty());
            policy.rua().forEach(uri -> assertFalse(uri.toString().matches("(?s).*[\\s,;!\\x00-\\x20].*"), txt));
        });
    }

    @Property(tries = 500)
    void reportThatIsReadCanBeWrittenAndReadAgain(@ForAll("reports") String json) throws MalformedReport {
        TlsReport report;
        try {
            report = ReportReader.read(json.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedReport e) {
            return;
        }
        assertEquals(report, ReportReader.read(ReportText.gzip(report)));
    }

    @Provide
    Arbitrary<String> records() {
        return Arbitraries.of("rua=", "mailto:", "https://", "a@b.test", "b.test/x", ",", ";", "; ", "!", " ", "=", "%2C", "\0", "\u00e4", "[", "x=y")
                .list().ofMaxSize(12).map(parts -> "v=TLSRPTv1; " + String.join("", parts));
    }

    /** A good one with some of its parts exchanged. */
    @Provide
    Arbitrary<String> reports() {
        List<String> parts = List.of("{", "}", "[", "]", "\"", ":", ",", "1", "3", "null", "-", "e9", "\\u0000", "\u00e4", "sts", "X", "b.test",
                "2026-11-23T", "Z", "policies", "policy", "\"mx-host\"");
        Arbitrary<String> part = Arbitraries.of(parts);
        return Arbitraries.integers().between(0, GOOD.length() - 1).list().ofMinSize(0).ofMaxSize(3).flatMap(places -> part.list().ofSize(places.size())
                .map(news -> {
                    StringBuilder json = new StringBuilder(GOOD);
                    for (int i = 0; i < places.size(); i++) {
                        int at = Math.min(places.get(i), json.length() - 1);
                        json.replace(at, at + 1, news.get(i));
                    }
                    return json.toString();
                }));
    }
}
