package org.sealpost.app.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Published;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.mail.Domain;
import org.sealpost.monitor.DomainLook;
import org.sealpost.transport.Survey;

class SurveyTextTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Evidence LISTED = new Evidence(NOON, "mx.sts.test", Optional.of("192.0.2.1"), Optional.of("TLSv1.3"),
            Optional.of("TLS_AES_256_GCM_SHA384"), Optional.of(new Evidence.Certificate("CN=mx.sts.test", "CN=Test CA",
                    Instant.parse("2027-02-22T12:00:00Z"), "00ff")), TlsLevel.AUTHENTICATED, Reason.of("tls.sts", "mx.sts.test"),
            Evidence.Policy.OPPORTUNISTIC, Optional.empty());
    private static final Evidence UNLISTED = Evidence.unreached(NOON, "old.sts.test", Reason.of("sts.mx", "old.sts.test"));

    @Test
    void everyServerIsShownWithWhatItProvedAndThenTheVerdict() {
        Survey survey = survey(TlsLevel.AUTHENTICATED, new RoadFloor(TlsLevel.AUTHENTICATED, Reason.of("floor.sts")), UNLISTED, LISTED);
        assertEquals("""

                old.sts.test, priority 10
                  not used     old.sts.test isn’t among the servers in its domain’s policy (MTA-STS).

                mx.sts.test, priority 20
                  address      192.0.2.1
                  STARTTLS     yes
                  TLS          TLSv1.3, TLS_AES_256_GCM_SHA384
                  certificate  CN=mx.sts.test
                  issued by    CN=Test CA
                  expires      22 February 2027
                  proven       mx.sts.test is one of the servers in its domain’s policy (MTA-STS), and its certificate is valid.

                  MTA-STS      enforced
                  DANE         none: the domain isn’t signed with DNSSEC
                  TLS reports  wanted

                Very good: mail to sts.test travels encrypted, to servers that the domain itself proves.""",
                String.join("\n", new SurveyText(DomainLook.of(survey, Map.of("old.sts.test", 10, "mx.sts.test", 20))).lines()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "VERIFIED      | NONE          | Good: mail to sts.test travels encrypted, to servers that prove who they are.",
        "ENCRYPTED     | NONE          | Not good enough by itself: mail to sts.test travels encrypted, but nothing proves to whom.",
        "NONE          | NONE          | Not usable: the servers of sts.test offer encryption, and it fails.",
        "VERIFIED      | AUTHENTICATED | The mail server of sts.test doesn’t keep to the policy of its domain (MTA-STS). Nothing is sent until it does."})
    void verdictIsOneSentence(TlsLevel level, TlsLevel floor, String sentence) {
        Survey survey = survey(level, new RoadFloor(floor, Reason.of("floor.sts")), LISTED);
        List<String> lines = new SurveyText(DomainLook.of(survey, Map.of())).lines();
        assertEquals(sentence, lines.get(lines.size() - 1));
    }

    private static Survey survey(TlsLevel level, RoadFloor floor, Evidence... hosts) {
        return new Survey(new Domain("sts.test"), NOON, Survey.Kind.REACHED, level, true, Reason.of("seen"), floor,
                new Published(Published.Dane.UNSIGNED, Published.Sts.ENFORCE, true), List.of(hosts));
    }
}
