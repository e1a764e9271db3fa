package org.sealpost.monitor;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Reason;
import org.sealpost.destination.Destinations;
import org.sealpost.mail.Domain;

/** In the internet of the demo. The accounts' numbers are those of nobody. */
@ExtendWith(ArquillianExtension.class)
class LiveLooksIT {

    private static final long ASKS = -41;
    private static final long ELSE = -42;

    @Inject
    private LiveLooks looks;
    @Inject
    private Destinations destinations;

    @Test
    void aLookIsShownToWhoAskedAndToNobodyElse() {
        Domain dane = new Domain("dane.test");
        assertEquals(Optional.empty(), looks.find(ASKS, dane));
        DomainLook look = look(dane);
        assertEquals(Reason.of("verdict.authenticated", "dane.test"), look.verdict());
        assertEquals(Optional.of(10), look.hosts().get(0).priority());
        assertEquals(HostLook.Proof.PROVEN, look.hosts().get(0).proof());
        assertEquals(Optional.empty(), looks.find(ELSE, dane));

        assertTrue(looks.begin(ELSE, dane));
        assertEquals(Optional.of(look), looks.find(ELSE, dane), "what is some seconds old is shown instead of looking again");
        assertFalse(looks.isUnderWay(ELSE, dane));
    }

    @Test
    void whatNobodyKnewLeavesNoTrace() {
        Domain nowhere = new Domain("curious.test");
        assertEquals(Reason.of("verdict.nomail"), look(nowhere).verdict());
        assertFalse(destinations.isKnown(nowhere));
    }

    @Test
    void whatIsKnownIsRememberedAfterALook() {
        Domain expired = new Domain("expired.test");
        destinations.learn(expired, Evidence.unreached(Instant.now(), "mx.expired.test", Reason.of("tls.none")));
        assertEquals("tls.certificate.expired", look(expired).hosts().get(0).seen().levelReason().code());
        assertEquals("tls.certificate.expired", destinations.facts(expired).orElseThrow().evidence().get(0).levelReason().code());
    }

    private DomainLook look(Domain domain) {
        assertTrue(looks.begin(ASKS, domain));
        await().atMost(Duration.ofSeconds(30)).until(() -> looks.find(ASKS, domain).isPresent() && !looks.isUnderWay(ASKS, domain));
        return looks.find(ASKS, domain).orElseThrow();
    }
}
