package org.sealpost.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.assurance.TlsVersion;
import org.sealpost.policy.Decision;

class ColumnsTest {

    @Test
    void decisionComesBackAsItWas() {
        Decision decision = new Decision(Decision.Handling.SECURE, List.of(Protection.TLS, Protection.ESCROW), Decision.End.RETURN,
                TlsLevel.VERIFIED, TlsLevel.NONE, TlsVersion.TLS_1_3, false, Duration.ofHours(1), true, false,
                List.of(Reason.of("road.good.verified"), Reason.of("key.openpgp.expired", "9C1E \"D9F1\"")));
        DecisionColumn column = new DecisionColumn();
        assertEquals(decision, column.convertToEntityAttribute(column.convertToDatabaseColumn(decision)));
    }

    @Test
    void evidenceComesBackAsItWas() {
        Instant at = Instant.parse("2026-11-23T10:43:00Z");
        List<Evidence> evidence = List.of(
                Evidence.unreached(at, "mx1.a.test", Reason.of("mx.unreachable", "mx1.a.test")),
                new Evidence(at, "mx2.a.test", Optional.of("127.0.0.1"), Optional.of("TLSv1.3"), Optional.of("TLS_AES_256_GCM_SHA384"),
                        Optional.of(new Evidence.Certificate("CN=mx2.a.test", "CN=Demo CA", at, "ab".repeat(32))), TlsLevel.VERIFIED,
                        Reason.of("tls.verified", "mx2.a.test"),
                        new Evidence.Policy(TlsLevel.VERIFIED, Reason.of("policy.settings")), Optional.of("250 2.0.0 Ok\tqueued")));
        EvidenceColumn column = new EvidenceColumn();
        assertEquals(evidence, column.convertToEntityAttribute(column.convertToDatabaseColumn(evidence)));
        assertNull(column.convertToDatabaseColumn(List.of()));
        assertEquals(List.of(), column.convertToEntityAttribute(null));
    }
}
