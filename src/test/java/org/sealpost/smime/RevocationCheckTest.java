package org.sealpost.smime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sealpost.smime.StatusWords.CRL;
import static org.sealpost.smime.StatusWords.OCSP;
import static org.sealpost.smime.StatusWords.issuer;
import static org.sealpost.smime.StatusWords.list;
import static org.sealpost.smime.StatusWords.places;
import static org.sealpost.smime.StatusWords.response;
import static org.sealpost.testing.FixedTime.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealpost.http.FetchLimits;
import org.sealpost.http.SignedObjectClient;
import org.sealpost.smime.Correspondents.Paper;
import org.sealpost.smime.RevocationCheck.Word;
import org.sealpost.smime.StatusWords.Listing;
import org.sealpost.smime.StatusWords.Saying;
import org.sealpost.testing.FakeZones;
import org.sealpost.testing.HttpHost;
import org.sealpost.wire.Dialer;

/** An authority's lists and its responder, on real sockets, well and ill. */
class RevocationCheckTest {

    private static final FetchLimits LIMITS = new FetchLimits(Duration.ofSeconds(5), Duration.ofMillis(500), Duration.ofMillis(900), 2_000, 20_000);
    private static final Identity CA = issuer("CN=CA");
    private static final Identity OTHER_CA = issuer("CN=CA");
    private static final SmimeCertificate VOS = new Paper().with(places(CRL, OCSP)[0]).with(places(CRL, OCSP)[1]).issuedBy(CA).certificate();
    private static final SmimeCertificate LISTED = new Paper().with(places(CRL, OCSP)[0]).issuedBy(CA).certificate();

    private final HttpHost lists = HttpHost.start();
    private final HttpHost responder = HttpHost.start();
    private final SignedObjectClient client = new SignedObjectClient(FakeZones.of("crl.test A 192.0.2.1\nocsp.test A 192.0.2.2\n"),
            Dialer.loopback(Map.of("crl.test:80", lists.port(), "ocsp.test:80", responder.port())));

    @AfterEach
    void end() {
        client.close();
        lists.close();
        responder.close();
    }

    @Test
    void responderIsAskedByGetAndItsWordHolds() {
        responder.publishing(response(new Saying(VOS, CA)));
        RevocationCheck check = check();
        assertEquals(Word.GOOD, check.ask(VOS, CA.certificate(), NOON));
        assertEquals(Word.GOOD, check.ask(VOS, CA.certificate(), NOON.plus(Duration.ofHours(10))));
        assertEquals(1, responder.requests().size(), "its word is kept");
        assertTrue(responder.requests().get(0).matches("GET /a/[A-Za-z0-9%]{80,250} HTTP/1\\.1\r\nHost: ocsp\\.test\r\n(?s:.*)"), responder.requests().get(0));
        assertEquals(List.of(), lists.requests());
        Instant later = NOON.plus(Duration.ofHours(25));
        responder.publishing(response(new Saying(VOS, CA).revoked().said(later.minusSeconds(60), later.plusSeconds(600))));
        assertEquals(Word.REVOKED, check.ask(VOS, CA.certificate(), later));
    }

    @Test
    void whatTheResponderSaysOfSomethingElseSaysNothing() {
        SmimeCertificate another = new Paper().with(places(CRL, OCSP)[0]).with(places(CRL, OCSP)[1]).issuedBy(CA).certificate();
        assertEquals(Word.UNKNOWN, told(new Saying(another, CA)), "another serial number");
        assertEquals(Word.UNKNOWN, told(new Saying(VOS, OTHER_CA).by(CA)), "another issuer of the same name");
    }

    @Test
    void whoMayNotSpeakForTheAuthoritySaysNothing() {
        Identity delegated = StatusWords.responder(CA, KeyPurposeId.id_kp_OCSPSigning, true);
        assertEquals(Word.GOOD, told(new Saying(VOS, CA).by(delegated)));
        assertEquals(Word.REVOKED, told(new Saying(VOS, CA).by(delegated).revoked()));
        assertEquals(Word.UNKNOWN, told(new Saying(VOS, CA).by(OTHER_CA)), "another authority of the same name");
        assertEquals(Word.UNKNOWN, told(new Saying(VOS, CA).by(StatusWords.responder(CA, KeyPurposeId.id_kp_emailProtection, true))), "a person");
        assertEquals(Word.UNKNOWN, told(new Saying(VOS, CA).by(StatusWords.responder(CA, KeyPurposeId.id_kp_OCSPSigning, false))),
                "nobody could ask about the responder itself");
        assertEquals(Word.UNKNOWN, told(new Saying(VOS, CA).by(StatusWords.responder(OTHER_CA, KeyPurposeId.id_kp_OCSPSigning, true))));
        assertEquals(Word.UNKNOWN, told(new Saying(VOS, CA).by(delegated).at(delegated.certificate().validUntil().plusSeconds(5))),
                "a responder whose certificate has ended");
        Identity rsa = new Paper().subject("CN=RSA CA").authority().key(KeyKind.RSA_3072.pair(Correspondents.RANDOM)).selfSigned();
        SmimeCertificate max = new Paper().with(places(CRL, OCSP)[1]).issuedBy(rsa).certificate();
        responder.publishing(response(new Saying(max, rsa).by(StatusWords.responder(rsa, KeyPurposeId.id_kp_OCSPSigning, true))));
        assertEquals(Word.GOOD, check().ask(max, rsa.certificate(), NOON), "a responder with a key of another kind than the authority's");
        byte[] changed = response(new Saying(VOS, CA));
        // behind the signature stands the certificate of whoever made it
        changed[changed.length - CA.certificate().der().length - 12] ^= 1;
        responder.publishing(changed);
        assertEquals(Word.UNKNOWN, check().ask(VOS, CA.certificate(), NOON), "unsigned");
    }

    @Test
    void wordsOfAnotherTimeAndRefusalsSayNothing() {
        assertEquals(Word.UNKNOWN, told(new Saying(VOS, CA).said(NOON.minusSeconds(9_000), NOON.minusSeconds(1))), "over");
        assertEquals(Word.UNKNOWN, told(new Saying(VOS, CA).said(NOON.plusSeconds(600), NOON.plusSeconds(9_000))), "not yet");
        assertEquals(Word.UNKNOWN, told(new Saying(VOS, CA).said(NOON.minusSeconds(7_200), null)), "an old one that never ends");
        assertEquals(Word.GOOD, told(new Saying(VOS, CA).said(NOON.minusSeconds(60), null)));
        assertEquals(Word.UNKNOWN, told(new Saying(VOS, CA).unknown()));
        assertEquals(Word.GOOD, told(new Saying(VOS, CA).nonce()), "a nonce that nobody asked for harms nobody");
        for (byte[] nothing : List.of(new byte[0], new byte[] {0x30, 3, 10, 1, 6}, "<html>".getBytes(), new byte[30_000])) {
            responder.publishing(nothing);
            assertEquals(Word.UNKNOWN, check().ask(VOS, CA.certificate(), NOON));
        }
    }

    @Test
    void listIsReadWhereTheResponderSaysNothing() {
        lists.publishing(list(new Listing(CA)));
        assertEquals(Word.GOOD, check().ask(VOS, CA.certificate(), NOON));
        assertEquals(1, responder.requests().size());
        lists.publishing(list(new Listing(CA).of(VOS)));
        assertEquals(Word.REVOKED, check().ask(VOS, CA.certificate(), NOON));
        responder.publishing(response(new Saying(VOS, CA).unknown()));
        assertEquals(Word.REVOKED, check().ask(VOS, CA.certificate(), NOON));
    }

    @Test
    void oneListTellsOfAllOfAnAuthority() {
        SmimeCertificate max = new Paper().with(places(CRL, OCSP)[0]).issuedBy(CA).certificate();
        lists.publishing(list(new Listing(CA).of(max)));
        RevocationCheck check = check();
        assertEquals(Word.GOOD, check.ask(LISTED, CA.certificate(), NOON));
        assertEquals(Word.REVOKED, check.ask(max, CA.certificate(), NOON));
        assertEquals(1, lists.requests().size());
    }

    @Test
    void listThatIsNotTheirsOrNotOfTodaySaysNothing() {
        assertEquals(Word.UNKNOWN, listed(new Listing(OTHER_CA).of(LISTED)), "another authority of the same name");
        assertEquals(Word.UNKNOWN, listed(new Listing(CA).named("CN=Other")), "another name");
        assertEquals(Word.UNKNOWN, listed(new Listing(CA).from(NOON.minusSeconds(9_000), NOON.minusSeconds(1))), "stale");
        assertEquals(Word.UNKNOWN, listed(new Listing(CA).from(NOON.plusSeconds(600), NOON.plusSeconds(9_000))), "not yet");
        assertEquals(Word.UNKNOWN, listed(new Listing(CA).from(NOON.minusSeconds(60), null)), "without an end");
        assertEquals(Word.UNKNOWN, listed(new Listing(CA).with(Extension.deltaCRLIndicator, new ASN1Integer(1))));
        assertEquals(Word.UNKNOWN, listed(new Listing(CA).with(Extension.issuingDistributionPoint,
                new IssuingDistributionPoint(null, false, true, null, false, false))), "of authorities only");
        assertEquals(Word.UNKNOWN, listed(new Listing(CA).with(Extension.issuingDistributionPoint,
                new IssuingDistributionPoint(null, false, false, null, true, false))), "indirect");
        assertEquals(Word.UNKNOWN, listed(new Listing(CA).with(Extension.issuingDistributionPoint,
                new IssuingDistributionPoint(StatusWords.point("http://crl.test/other.crl"), false, false, null, false, false))), "of another place");
        assertEquals(Word.GOOD, listed(new Listing(CA).with(Extension.issuingDistributionPoint,
                new IssuingDistributionPoint(StatusWords.point(CRL), true, false, null, false, false))));
        byte[] changed = list(new Listing(CA));
        changed[changed.length - 9] ^= 1;
        lists.publishing(changed);
        assertEquals(Word.UNKNOWN, check().ask(LISTED, CA.certificate(), NOON), "unsigned");
        Identity silent = new Paper().subject("CN=CA").authority().usage(KeyUsage.keyCertSign).selfSigned();
        lists.publishing(list(new Listing(silent)));
        assertEquals(Word.UNKNOWN, check().ask(new Paper().with(places(CRL, OCSP)[0]).issuedBy(silent).certificate(), silent.certificate(), NOON),
                "an authority that may not sign lists");
    }

    @Test
    void tooLargeTooSlowOrElsewhereIsNoAnswer() {
        for (byte[] body : List.of(new byte[30_000], "<html>".getBytes())) {
            lists.publishing(body);
            assertEquals(Word.UNKNOWN, check().ask(LISTED, CA.certificate(), NOON));
        }
        lists.answering(head -> HttpHost.octets("HTTP/1.1 302 Found\r\nLocation: http://crl.test/other\r\nContent-Length: 0\r\n\r\n"));
        assertEquals(Word.UNKNOWN, check().ask(LISTED, CA.certificate(), NOON));
        lists.answering(head -> null);
        int before = lists.requests().size();
        RevocationCheck check = check();
        assertEquals(Word.UNKNOWN, check.ask(LISTED, CA.certificate(), NOON));
        assertEquals(Word.UNKNOWN, check.ask(LISTED, CA.certificate(), NOON.plusSeconds(60)));
        assertEquals(before + 1, lists.requests().size(), "nobody who is silent is asked again at once");
    }

    @Test
    void placesThatWeDoNotAskLeaveItUnknown() {
        SmimeCertificate elsewhere = new Paper().with(places("ldap://crl.test/cn=CA", OCSP)[0]).issuedBy(CA).certificate();
        SmimeCertificate inside = new Paper().with(places("http://127.0.0.1/a.crl", OCSP)[0]).issuedBy(CA).certificate();
        assertEquals(Word.UNKNOWN, check().ask(elsewhere, CA.certificate(), NOON));
        assertEquals(Word.UNKNOWN, check().ask(inside, CA.certificate(), NOON));
        assertEquals(List.of(), lists.requests());
        assertEquals(Word.NOBODY_TELLS, check().ask(new Paper().issuedBy(CA).certificate(), CA.certificate(), NOON));
    }

    @Test
    void authorityVouchesOnlyIfItCanBeAskedWhereItSaysSo() {
        CertificateChain chain = new CertificateChain(List.of(CA.certificate()), Set.of(), check().strict());
        assertTrue(chain.believed(LISTED, List.of(), NOON).isEmpty(), "nobody answers");
        lists.publishing(list(new Listing(CA).of(LISTED)));
        assertTrue(chain(check()).believed(LISTED, List.of(), NOON).isEmpty(), "taken back");
        lists.publishing(list(new Listing(CA)));
        assertTrue(chain(check()).believed(LISTED, List.of(), NOON).isPresent());
        int before = lists.requests().size();
        assertTrue(chain(check()).believed(new Paper().with(places(CRL, OCSP)[0]).issuedBy(OTHER_CA).certificate(), List.of(), NOON).isEmpty());
        assertEquals(before, lists.requests().size(), "nobody asks about a certificate that no authority of ours signed");
        assertTrue(chain(check()).believed(new Paper().issuedBy(CA).certificate(), List.of(), NOON).isPresent(), "the authority tells nobody");
    }

    private static CertificateChain chain(RevocationCheck check) {
        return new CertificateChain(List.of(CA.certificate()), Set.of(), check.strict());
    }

    private Word told(Saying saying) {
        responder.publishing(response(saying));
        return check().ask(VOS, CA.certificate(), saying.when());
    }

    private Word listed(Listing listing) {
        lists.publishing(list(listing));
        return check().ask(LISTED, CA.certificate(), NOON);
    }

    private RevocationCheck check() {
        return new RevocationCheck(client, AlgorithmPolicy.usual(), LIMITS, LIMITS);
    }
}
