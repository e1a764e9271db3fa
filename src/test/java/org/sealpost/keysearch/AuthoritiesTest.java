package org.sealpost.keysearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sealpost.testing.FixedTime.NOON;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.Standard;
import org.sealpost.http.SignedObjectClient;
import org.sealpost.mail.Address;
import org.sealpost.smime.AlgorithmPolicy;
import org.sealpost.smime.MailCertificates;
import org.sealpost.smime.RevocationCheck;
import org.sealpost.testing.FakeZones;
import org.sealpost.testing.HttpHost;
import org.sealpost.wire.Dialer;

class AuthoritiesTest {

    private static final Address VOS = Address.of("vos@peer.test");

    private final HttpHost lists = HttpHost.start();
    private final SignedObjectClient client = new SignedObjectClient(FakeZones.of("crl.test A 192.0.2.1\n"),
            Dialer.loopback(Map.of("crl.test:80", lists.port())));
    private final MailCertificates authority = new MailCertificates("CN=CA");
    private final MailCertificates stranger = new MailCertificates("CN=CA");
    private final Certificate theirs = authority.issue("vos@peer.test", NOON, true);

    @AfterEach
    void end() {
        client.close();
        lists.close();
    }

    @Test
    void authorityVouchesForWhomItNamesAndNobodyElse() {
        lists.publishing(authority.list(NOON));
        assertTrue(trusting().vouches(theirs, VOS, NOON));
        assertFalse(trusting().vouches(theirs, Address.of("Vos@peer.test"), NOON));
        assertFalse(trusting().vouches(theirs, Address.of("max@peer.test"), NOON));
        assertFalse(trusting().vouches(theirs, VOS, NOON.plus(Duration.ofDays(400))), "it has ended");
        assertFalse(trusting().vouches(new Certificate(new byte[] {0x30, 1}), VOS, NOON));
    }

    @Test
    void nobodyElseVouchesAndNobodyIsAskedThen() {
        lists.publishing(authority.list(NOON));
        assertFalse(trusting().vouches(stranger.issue("vos@peer.test", NOON, true), VOS, NOON), "another authority of the same name");
        assertFalse(new Authorities(List.of(), check()).vouches(theirs, VOS, NOON), "none is configured");
        assertEquals(List.of(), lists.requests());
    }

    @Test
    void whoCanNotBeAskedVouchesForNobodyNewButTakesNothingBack() {
        assertFalse(trusting().vouches(theirs, VOS, NOON));
        assertFalse(trusting().tookBack(Standard.SMIME, theirs, NOON));
        authority.takeBack(theirs);
        lists.publishing(authority.list(NOON));
        assertFalse(trusting().vouches(theirs, VOS, NOON));
        assertTrue(trusting().tookBack(Standard.SMIME, theirs, NOON));
        assertTrue(trusting().vouches(authority.issue("vos@peer.test", NOON, false), VOS, NOON), "it names no place to ask");
    }

    @Test
    void onlyWhoeverSignedACertificateTakesItBack() {
        stranger.takeBack(theirs);
        lists.publishing(stranger.list(NOON));
        assertFalse(new Authorities(List.of(stranger.authority()), check()).tookBack(Standard.SMIME, alone(), NOON));
        authority.takeBack(theirs);
        lists.publishing(authority.list(NOON));
        assertFalse(new Authorities(List.of(), check()).tookBack(Standard.SMIME, alone(), NOON), "nobody knows who issued it");
        assertTrue(new Authorities(List.of(authority.authority()), check()).tookBack(Standard.SMIME, alone(), NOON));
    }

    private Certificate alone() {
        return new Certificate(MailCertificates.alone(theirs));
    }

    private Authorities trusting() {
        return new Authorities(List.of(authority.authority()), check());
    }

    private RevocationCheck check() {
        return new RevocationCheck(client, AlgorithmPolicy.usual());
    }
}
