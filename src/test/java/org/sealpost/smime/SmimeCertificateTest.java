package org.sealpost.smime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.smime.CertificateChain.Revocation;
import org.sealpost.smime.Correspondents.Paper;
import org.sealpost.testing.FixedTime;

class SmimeCertificateTest {

    private static final Instant NOON = FixedTime.NOON;

    private final Smime smime = new Smime(FixedTime.atNoon(), Correspondents.RANDOM);
    private final Identity root = new Paper().subject("CN=Root").authority().selfSigned();
    private final Identity between = new Paper().subject("CN=Between").authority().issuedBy(root);
    private final Identity vos = new Paper().issuedBy(between);

    @Test
    void saysWhomItIsForAndWhoIssuedIt() {
        SmimeCertificate one = vos.certificate();
        assertEquals("[vos@peer.test]", one.addresses().toString());
        assertEquals("CN=Vos", one.subject());
        assertEquals("CN=Between", one.issuer());
        assertEquals("2026-11-22T12:00:00Z", one.validFrom().toString());
        assertEquals("2027-11-23T12:00:00Z", one.validUntil().toString());
        assertTrue(one.fingerprint().matches("[0-9a-f]{64}"));
        assertFalse(one.isSelfSigned());
        assertTrue(root.certificate().isSelfSigned());
        assertFalse(new Paper().subject("CN=Between").issuedBy(between).certificate().isSelfSigned(), "a name alone makes no signature");
    }

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void keyThatIsMadeHereDoesBoth(KeyKind kind) throws Exception {
        SmimeCertificate one = SmimeCertificate.of(smime.certificate(smime.generate("Zoë Vos <zoe@peer.test>", Duration.ofDays(30), kind)));
        assertEquals("[zoe@peer.test]", one.addresses().toString());
        assertTrue(one.mayEncrypt() && one.maySign() && one.isSelfSigned());
        assertEquals(NOON.plus(Duration.ofDays(30)), one.validUntil());
    }

    @Test
    void addressThatNeedsSmtpUtf8IsNamedToo() throws Exception {
        SecretKey key = smime.generate("Jörg <jörg@peer.test>", Duration.ofDays(1));
        assertEquals("[jörg@peer.test]", SmimeCertificate.of(smime.certificate(key)).addresses().toString());
    }

    @Test
    void subjectCountsOnlyWithoutAlternativeNames() {
        assertEquals("[old@peer.test]", new Paper().names().subject("E=old@peer.test,CN=Vos").selfSigned().certificate().addresses().toString());
        assertEquals("[vos@peer.test]", new Paper().subject("E=old@peer.test,CN=Vos").selfSigned().certificate().addresses().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"vos@peer.test\0.evil.test", "vos", "@peer.test", "vos@peer.test\r\nBcc: x@y.test", ""})
    void whatIsNoMailboxIsLeftOut(String written) {
        assertEquals(List.of(), new Paper().names(new GeneralName(GeneralName.rfc822Name, written)).selfSigned().certificate().addresses());
    }

    @Test
    void usageDecidesWhatItMayDo() {
        SmimeCertificate server = new Paper().purpose(KeyPurposeId.id_kp_serverAuth).selfSigned().certificate();
        assertFalse(server.mayEncrypt() || server.maySign());
        SmimeCertificate any = new Paper().purpose(KeyPurposeId.anyExtendedKeyUsage).selfSigned().certificate();
        assertTrue(any.mayEncrypt() && any.maySign());
        SmimeCertificate signing = new Paper().usage(KeyUsage.digitalSignature).selfSigned().certificate();
        assertTrue(signing.maySign() && !signing.mayEncrypt());
        SmimeCertificate encrypting = new Paper().usage(KeyUsage.keyAgreement).selfSigned().certificate();
        assertTrue(!encrypting.maySign() && encrypting.mayEncrypt());
        assertFalse(root.certificate().maySign() || root.certificate().mayEncrypt(), "an authority is nobody to write to");
    }

    @Test
    void nobodyEncryptsToACertificateThatIsNotGood() {
        assertUnfit(UnfitKey.Why.EXPIRED, new Paper().valid(NOON.minus(Duration.ofDays(9)), NOON.minusSeconds(1)));
        assertUnfit(UnfitKey.Why.NOT_YET, new Paper().valid(NOON.plusSeconds(1), NOON.plus(Duration.ofDays(9))));
        assertUnfit(UnfitKey.Why.NOT_FOR_THIS, new Paper().purpose(KeyPurposeId.id_kp_clientAuth));
        assertUnfit(UnfitKey.Why.NOT_FOR_THIS, new Paper().usage(KeyUsage.digitalSignature));
    }

    private void assertUnfit(UnfitKey.Why why, Paper paper) {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        assertEquals(why, assertThrows(UnfitKey.class, () -> smime.encrypt(new ByteArrayInputStream(new byte[9]), sealed,
                List.of(new Certificate(paper.selfSigned().certificate().der())), Optional.empty())).why());
        assertEquals(0, sealed.size());
    }

    @Test
    void filesOfAllFormsAreRead() throws Exception {
        CMSSignedDataGenerator bundle = new CMSSignedDataGenerator();
        bundle.addCertificates(new JcaCertStore(vos.chain().stream().map(SmimeCertificate::x509).toList()));
        byte[] p7 = bundle.generate(new CMSAbsentContent()).getEncoded();
        assertEquals(3, CertificateFiles.read(p7).size());
        assertEquals(3, CertificateFiles.read(pem("PKCS7", p7).getBytes(UTF_8)).size());
        String twice = "Hello,\n" + pem("CERTIFICATE", vos.certificate().der()) + "and again\n" + pem("CERTIFICATE", vos.certificate().der());
        assertEquals(List.of(vos.certificate()), CertificateFiles.read(twice.getBytes(UTF_8)));
        assertEquals(vos.chain(), CertificateFiles.read(vos.certificate().with(vos.above()).octets()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "-----BEGIN CERTIFICATE-----\n"})
    void whatIsNoCertificateIsRefused(String file) {
        assertEquals(UnfitKey.Why.MALFORMED, assertThrows(UnfitKey.class, () -> CertificateFiles.read(file.getBytes(UTF_8))).why());
    }

    @Test
    void tooManyCertificatesAreRefused() {
        byte[] many = vos.certificate().with(java.util.Collections.nCopies(10, root.certificate())).octets();
        assertThrows(UnfitKey.class, () -> SmimeCertificate.chain(new Certificate(many)));
        assertThrows(UnfitKey.class, () -> CertificateFiles.read(new byte[600_000]));
    }

    @Test
    void keyOfAFileIsTakenOverWithItsChain() throws Exception {
        char[] word = "secret".toCharArray();
        java.security.KeyStore store = java.security.KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("x", vos.key(), word, vos.chain().stream().map(SmimeCertificate::x509).toArray(java.security.cert.Certificate[]::new));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        store.store(file, word);
        SecretKey key = Pkcs12File.read(file.toByteArray(), word);
        assertEquals(vos.chain(), Identity.of(key).chain());
        assertEquals(UnfitKey.Why.MALFORMED, assertThrows(UnfitKey.class, () -> Pkcs12File.read(file.toByteArray(), "wrong".toCharArray())).why());
        assertThrows(UnfitKey.class, () -> Pkcs12File.read(Arrays.copyOf(file.toByteArray(), 700), word));
    }

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void issuedCertificateJoinsTheKeyThatAskedForIt(KeyKind kind) throws Exception {
        Csr csr = Csr.make("Sam Berg <sam@clinic.test>", kind, Correspondents.RANDOM);
        JcaPKCS10CertificationRequest request = new JcaPKCS10CertificationRequest(csr.request());
        assertEquals("CN=Sam Berg", request.getSubject().toString());
        assertTrue(request.isSignatureValid(new org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder().build(request.getPublicKey())));
        Identity issued = new Paper().subject("CN=Sam Berg").key(new KeyPair(request.getPublicKey(), null)).issuedBy(between);
        SecretKey key = csr.joined(List.of(root.certificate(), between.certificate(), issued.certificate()));
        assertEquals(issued.certificate(), Identity.of(key).certificate());
        assertEquals(UnfitKey.Why.NOT_FOR_THIS, assertThrows(UnfitKey.class, () -> csr.joined(List.of(vos.certificate(), root.certificate()))).why());
        assertEquals("a request for a certificate", csr.toString());
    }

    @Test
    void authorityVouchesByAChainAndNobodyElseDoes() {
        CertificateChain chain = new CertificateChain(List.of(root.certificate()), Set.of(), Revocation.UNASKED);
        assertEquals(List.of(between.certificate(), root.certificate()),
                chain.believed(vos.certificate(), vos.above(), NOON).orElseThrow().above());
        assertEquals(Optional.empty(), chain.believed(vos.certificate(), List.of(), NOON), "one is missing");
        assertEquals(Optional.empty(), chain.believed(vos.certificate(), vos.above(), NOON.plus(Duration.ofDays(400))));
        assertEquals(Optional.empty(), chain.believed(new Paper().selfSigned().certificate(), vos.above(), NOON));
        Identity forger = new Paper().usage(KeyUsage.digitalSignature | KeyUsage.keyCertSign).issuedBy(root);
        assertEquals(Optional.empty(), chain.believed(new Paper().issuedBy(forger).certificate(), forger.chain(), NOON), "no authority");
        assertEquals(Optional.empty(), new CertificateChain(List.of(), Set.of(), Revocation.UNASKED).believed(vos.certificate(), vos.above(), NOON));
    }

    /** RFC 5280 §4.2.1.10: an authority that may vouch for one domain only. */
    @Test
    void nobodyEscapesTheNamesThatAnAuthorityIsHeldTo() throws Exception {
        GeneralSubtree domain = new GeneralSubtree(new GeneralName(GeneralName.rfc822Name, "peer.test"));
        Identity held = new Paper().subject("CN=Peer's own").authority().with(new Extension(Extension.nameConstraints, true,
                new NameConstraints(new GeneralSubtree[] {domain}, null).getEncoded())).issuedBy(root);
        assertTrue(believed(held, new Paper()), "vos@peer.test");
        assertTrue(believed(held, new Paper().names().subject("E=vos@peer.test,CN=Vos")));
        assertFalse(believed(held, new Paper().names(new GeneralName(GeneralName.rfc822Name, "boss@bank.test"))));
        assertFalse(believed(held, new Paper().names().subject("E=boss@bank.test,CN=Boss")));
        assertFalse(believed(held, new Paper().names(new GeneralName(GeneralName.dNSName, "peer.test")).subject("E=boss@bank.test,CN=Boss")));
        GeneralName other = smtpUtf8("b\u00f6ss@bank.test");
        assertFalse(believed(held, new Paper().names(other)));
        assertFalse(believed(held, new Paper().names(new GeneralName(GeneralName.rfc822Name, "vos@peer.test"), other)));
        assertTrue(believed(root, new Paper().names(other)), "the other authority is held to no names");
    }

    private boolean believed(Identity issuer, Paper paper) {
        return new CertificateChain(List.of(root.certificate()), Set.of(), Revocation.UNASKED)
                .believed(paper.issuedBy(issuer).certificate(), issuer.chain(), NOON).isPresent();
    }

    private static GeneralName smtpUtf8(String mailbox) {
        return Person.of(mailbox).alternativeNames().getNames()[0];
    }

    @Test
    void netOfAuthoritiesThatVouchForEachOtherIsLeftSoon() {
        KeyPair pair = KeyKind.RSA_2048.pair(Correspondents.RANDOM);
        List<SmimeCertificate> net = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Identity issuer = new Paper().key(pair).subject("CN=Net " + i % 6).authority().selfSigned();
            net.add(new Paper().key(pair).subject("CN=Net " + i % 5).authority().issuedBy(issuer).certificate());
        }
        Identity below = new Paper().issuedBy(new Paper().key(pair).subject("CN=Net 0").authority().selfSigned());
        CertificateChain chain = new CertificateChain(List.of(root.certificate()), Set.of(), Revocation.UNASKED);
        assertTimeoutPreemptively(Duration.ofSeconds(10),
                () -> assertEquals(Optional.empty(), chain.believed(below.certificate(), net, NOON)));
    }

    @Test
    void keyThatCostsTooMuchIsNoKey() throws Exception {
        KeyPair pair = KeyKind.RSA_2048.pair(Correspondents.RANDOM);
        java.security.PublicKey costly = java.security.KeyFactory.getInstance("RSA").generatePublic(new java.security.spec.RSAPublicKeySpec(
                ((java.security.interfaces.RSAPublicKey) pair.getPublic()).getModulus(), java.math.BigInteger.ONE.shiftLeft(2_000).setBit(0)));
        SmimeCertificate one = new Paper().key(new KeyPair(costly, pair.getPrivate())).issuedBy(root).certificate();
        assertEquals(UnfitKey.Why.MALFORMED, assertThrows(UnfitKey.class, () -> SmimeCertificate.of(new Certificate(one.der()))).why());
    }

    @Test
    void whatIsRevokedIsNotBelieved() {
        Revocation took = (certificate, issuer, when) -> certificate.equals(between.certificate()) && issuer.equals(root.certificate());
        assertEquals(Optional.empty(), new CertificateChain(List.of(root.certificate()), Set.of(), took).believed(vos.certificate(), vos.above(), NOON));
    }

    @Test
    void pinnedCertificateIsBelievedWhileItLasts() {
        Identity self = new Paper().selfSigned();
        CertificateChain chain = new CertificateChain(List.of(), Set.of(self.certificate().fingerprint()), Revocation.UNASKED);
        assertTrue(chain.believed(self.certificate(), List.of(), NOON).orElseThrow().pinned());
        assertEquals(Optional.empty(), chain.believed(self.certificate(), List.of(), NOON.plus(Duration.ofDays(366))));
        assertEquals(Optional.empty(), chain.believed(new Paper().selfSigned().certificate(), List.of(), NOON), "the same names make it no other's");
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label + "-----\n";
    }
}
