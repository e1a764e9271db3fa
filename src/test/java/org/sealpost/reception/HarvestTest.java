package org.sealpost.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sealpost.testing.FixedTime.NOON;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.Standard;
import org.sealpost.http.SignedObjectClient;
import org.sealpost.keyring.Keyring;
import org.sealpost.keyring.Offer;
import org.sealpost.keyring.Source;
import org.sealpost.keyring.Taken;
import org.sealpost.keysearch.Authorities;
import org.sealpost.mail.Address;
import org.sealpost.mail.RawMessage;
import org.sealpost.smime.AlgorithmPolicy;
import org.sealpost.smime.MailCertificates;
import org.sealpost.smime.RevocationCheck;
import org.sealpost.smime.SmimeCertificate;
import org.sealpost.testing.FakeZones;
import org.sealpost.testing.HttpHost;
import org.sealpost.wire.Dialer;

/** What a message brought along is offered to the keyring as proven or not. */
class HarvestTest {

    private static final Address VOS = Address.of("vos@peer.test");

    private final HttpHost lists = HttpHost.start();
    private final SignedObjectClient client = new SignedObjectClient(FakeZones.of("crl.test A 192.0.2.1\n"),
            Dialer.loopback(Map.of("crl.test:80", lists.port())));
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final MailCertificates authority = new MailCertificates("CN=CA");
    private final Offered offered = new Offered();

    /** Remembers what it is offered. */
    private static final class Offered extends Keyring {

        private final List<Offer> all = new CopyOnWriteArrayList<>();

        @Override
        public Taken offer(long accountId, Offer offer, String actor) {
            all.add(offer);
            return null;
        }
    }

    @AfterEach
    void end() {
        executor.shutdownNow();
        client.close();
        lists.close();
    }

    @Test
    void whomATrustedAuthorityVouchesForIsProven() throws Exception {
        lists.publishing(authority.list(NOON));
        assertEquals(List.of(true), reaped(List.of(authority.authority()), authority.issue("vos@peer.test", NOON, true), false));
    }

    @Test
    void whomAStrangerVouchesForIsNot() throws Exception {
        lists.publishing(authority.list(NOON));
        assertEquals(List.of(false), reaped(List.of(authority.authority()), new MailCertificates("CN=CA").issue("vos@peer.test", NOON, true), false));
    }

    @Test
    void withoutAuthoritiesNobodyIsAskedAndNothingIsProven() throws Exception {
        assertEquals(List.of(false), reaped(List.of(), authority.issue("vos@peer.test", NOON, true), false));
        assertEquals(List.of(), lists.requests());
    }

    @Test
    void whatTheDomainProvesNeedsNoAuthority() throws Exception {
        assertEquals(List.of(true), reaped(List.of(authority.authority()), authority.issue("vos@peer.test", NOON, true), true));
        assertEquals(List.of(), lists.requests());
    }

    @Test
    void aFieldThatTheDomainDoesNotVouchForIsNotProven() throws Exception {
        String message = "From: vos@peer.test\r\nAutocrypt: addr=vos@peer.test; keydata=AAAA\r\n\r\nhello\r\n";
        assertEquals(List.of(false), harvested(message, true, false), "anybody may have added it to what the domain signed");
        assertEquals(List.of(true), harvested(message, true, true));
        assertEquals(List.of(false), harvested(message, false, false));
    }

    private static List<Boolean> harvested(String message, boolean proven, boolean fieldProven) throws Exception {
        return Harvest.of(1, VOS, RawMessage.of(message.getBytes(StandardCharsets.US_ASCII)), Optional.empty(), proven, fieldProven).offers().stream()
                .map(Offer::proven).toList();
    }

    /** @return of each offer whether it is proven */
    private List<Boolean> reaped(List<SmimeCertificate> anchors, Certificate certificate, boolean proven) throws Exception {
        Authorities authorities = new Authorities(anchors, new RevocationCheck(client, AlgorithmPolicy.usual()));
        Harvest harvest = new Harvest(offered, authorities, () -> NOON, executor);
        harvest.reap(List.of(new Harvest.Sheaf(1, List.of(new Offer(Standard.SMIME, VOS, certificate, Source.SIGNED_MAIL, proven)))));
        executor.shutdown();
        assertTrue(executor.awaitTermination(20, TimeUnit.SECONDS));
        return offered.all.stream().map(Offer::proven).toList();
    }
}
