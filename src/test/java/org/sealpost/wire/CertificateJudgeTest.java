package org.sealpost.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sealpost.testing.FixedTime.NOON;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealpost.testing.Identity;
import org.sealpost.testing.TestCa;

class CertificateJudgeTest {

    private static final String HOST = "mx.verified.test";
    private static final TestCa CA = TestCa.root();

    private final CertificateJudge judge = new CertificateJudge(TrustAnchors.of(CA.certificate()));
    private final Identity leaf = CA.leaf(HOST);

    @Test
    void wildcardStandsForExactlyTheFirstLabel() {
        assertTrue(CertificateJudge.matches("mx.a.test", "mx.a.test"));
        assertTrue(CertificateJudge.matches("*.a.test", "mx.a.test"));
        assertTrue(CertificateJudge.matches("*.A.Test", "mx.a.test"));
        for (String pattern : List.of("*.test", "*", "*.", "", "*.*.test", "m*.a.test", "*x.a.test", "mx.*.test", "a.test", "*.mx.a.test",
                "mx.a.test.", ".a.test", "mx.a.test\0", "*.a.test\0")) {
            assertFalse(CertificateJudge.matches(pattern, "mx.a.test"), pattern);
        }
        assertFalse(CertificateJudge.matches("*.a.test", "b.mx.a.test"));
        assertFalse(CertificateJudge.matches("*.a.test", "a.test"));
    }

    @Test
    void verdictHoldsUntilTheFirstCertificateOfThePathEnds() {
        Proof proof = judge.judge(leaf.chain(), List.of(), HOST, NOON);
        assertTrue(proof.isValid());
        assertEquals(NOON.plus(Duration.ofDays(365)), proof.until());
    }

    @Test
    void unprovenVerdictNeverHoldsLonger() {
        assertFalse(NOON.isBefore(judge.judge(TestCa.selfSigned(HOST).chain(), List.of(), HOST, NOON).until()));
    }

    @Test
    void superfluousAndDisorderedCertificatesDontMatter() {
        Identity below = CA.intermediate("SHA256withECDSA").leaf(HOST);
        X509Certificate stranger = TestCa.root().certificate();
        List<X509Certificate> chain = List.of(below.chain().get(0), stranger, below.chain().get(1), CA.certificate());
        assertTrue(judge.judge(chain, List.of(), HOST, NOON).isValid());
    }

    @Test
    void missingIntermediateProvesNothing() {
        List<X509Certificate> alone = CA.intermediate("SHA256withECDSA").leaf(HOST).chain().subList(0, 1);
        assertEquals("tls.certificate.unknown", judge.judge(alone, List.of(), HOST, NOON).reason().code());
    }

    @Test
    void signatureIsAsWeakAsItsDigestInPssToo() {
        TestCa rsa = TestCa.rsaRoot();
        CertificateJudge judgeOfRsa = new CertificateJudge(TrustAnchors.of(rsa.certificate()));
        assertEquals("tls.certificate.weak", judgeOfRsa.judge(rsa.order(HOST).signedWith("SHA1withRSAandMGF1").issue().chain(),
                List.of(), HOST, NOON).reason().code());
        for (String digest : List.of("SHA256", "SHA384", "SHA512")) {
            assertTrue(judgeOfRsa.judge(rsa.order(HOST).signedWith(digest + "withRSAandMGF1").issue().chain(), List.of(), HOST, NOON).isValid());
        }
    }

    @Test
    void mazeOfAuthoritiesCostsNoTime() {
        List<X509Certificate> maze = new ArrayList<>(List.of(TestCa.root().intermediate("SHA256withECDSA").leaf(HOST).certificate()));
        TestCa above = TestCa.root();
        for (int i = 0; i < 9; i++) {
            above = above.intermediate("SHA256withECDSA");
            maze.add(above.certificate());
        }
        assertTimeoutPreemptively(Duration.ofSeconds(2), () ->
                assertFalse(judge.judge(maze, List.of(), HOST, NOON).isValid()));
    }

    @Test
    void certificateThatIsNoAuthorityVouchesForNobody() {
        TestCa impostor = TestCa.at(CA.leaf("innocent.test"));
        assertEquals("tls.certificate.unknown", judge.judge(impostor.leaf(HOST).chain(), List.of(), HOST, NOON).reason().code());
    }

    @Test
    void chainWithoutEndIsNotRead() {
        X509Certificate one = leaf.certificate();
        List<X509Certificate> endless = Collections.nCopies(11, one);
        assertEquals("tls.certificate.invalid", judge.judge(endless, List.of(), HOST, NOON).reason().code());
        assertEquals("tls.certificate.invalid", judge.judge(List.of(), List.of(), HOST, NOON).reason().code());
    }

    @Test
    void stapledRevocationIsBelieved() {
        byte[] revoked = CA.ocsp(leaf, true, CA.identity());
        assertEquals("tls.certificate.revoked", judge.judge(leaf.chain(), List.of(revoked), HOST, NOON).reason().code());
    }

    @Test
    void stapledGoodResponseIsFine() {
        byte[] good = CA.ocsp(leaf, false, CA.identity());
        assertTrue(judge.judge(leaf.chain(), List.of(good), HOST, NOON).isValid());
        assertTrue(judge.judge(leaf.chain(), List.of(new byte[0]), HOST, NOON).isValid());
    }

    @Test
    void stapledResponseOfAStrangerProvesNothing() {
        byte[] forged = CA.ocsp(leaf, false, TestCa.root().identity());
        assertFalse(judge.judge(leaf.chain(), List.of(forged), HOST, NOON).isValid());
        assertFalse(judge.judge(leaf.chain(), List.of(new byte[] {1, 2, 3}), HOST, NOON).isValid());
    }
}
