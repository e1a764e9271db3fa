package org.sealpost.smime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.dns.MailboxNames;
import org.sealpost.mail.Address;
import org.sealpost.smime.Correspondents.Paper;
import org.sealpost.smime.SmimeaRecords.Found;
import org.sealpost.smime.SmimeaRecords.Kind;
import org.sealpost.testing.FakeZones;
import org.sealpost.testing.FixedTime;

class SmimeaRecordsTest {

    private static final Address VOS = Address.of("vos@peer.test");
    private static final String OWNER = MailboxNames.smimeCertificate(VOS);
    private static final String SIGNED = "peer.test SIGNED\n";
    private static final Identity CA = new Paper().subject("CN=CA").authority().selfSigned();
    private static final SmimeCertificate OURS = new Paper().issuedBy(CA).certificate();
    private static final SmimeCertificate OTHERS = new Paper().names(new GeneralName(GeneralName.rfc822Name, "max@peer.test")).issuedBy(CA).certificate();

    @Test
    void certificateIsFoundWhereDnssecProvesIt() {
        Found found = find(SIGNED + record("3 0 0", OURS));
        assertEquals(Kind.FOUND, found.kind());
        assertEquals(List.of(OURS), found.certificates());
    }

    @Test
    void unsignedRecordIsNotEvenLookedAt() {
        Found found = find(record("3 0 0", OURS));
        assertEquals("smimea.unproven", found.why().code());
        assertEquals(List.of(), found.certificates());
    }

    @Test
    void bogusAnswerIsNoAnswerAndNoDenial() {
        assertEquals(Kind.UNKNOWN, find(SIGNED + record("3 0 0", OURS) + OWNER + " FAILED\n").kind());
        assertEquals(Kind.NONE, find(SIGNED).kind());
    }

    /** Authorities, public keys, digests, and what nobody has defined. */
    @ParameterizedTest
    @ValueSource(strings = {"0 0 0", "2 0 0", "3 1 0", "3 0 1", "3 0 2", "4 0 0", "255 0 0", "1 0 0"})
    void whatIsNoCertificateOfAPersonIsPassedOver(String kind) {
        Found found = find(SIGNED + record(kind, OURS));
        assertEquals(Kind.BROKEN, found.kind());
        assertEquals(List.of(), found.certificates());
    }

    @Test
    void usageOneCountsIfAnAuthorityVouches() {
        CertificateChain trusting = new CertificateChain(List.of(CA.certificate()), Set.of(), CertificateChain.Revocation.UNASKED);
        assertEquals(List.of(OURS), find(SIGNED + record("1 0 0", OURS), trusting).certificates());
    }

    @Test
    void amongSeveralOnlyTheirOwnCountsAndRubbishIsPassedOver() {
        String twice = HexFormat.of().formatHex(OURS.der());
        Found found = find(SIGNED + record("3 0 0", OTHERS) + OWNER + " SMIMEA 3 0 0 00ff\n" + OWNER + " SMIMEA 3 0 0 " + twice + twice + "\n"
                + record("3 0 0", OURS));
        assertEquals(List.of(OURS), found.certificates());
        assertEquals("smimea.others", find(SIGNED + record("3 0 0", OTHERS)).why().code());
        assertEquals("smimea.malformed", find(SIGNED + OWNER + " SMIMEA 3 0 0 00ff\n").why().code());
    }

    private static Found find(String zones) {
        return find(zones, new CertificateChain(List.of(), Set.of(), CertificateChain.Revocation.UNASKED));
    }

    private static Found find(String zones, CertificateChain authorities) {
        return new SmimeaRecords(FakeZones.of(zones), authorities, FixedTime.atNoon()).find(VOS);
    }

    private static String record(String kind, SmimeCertificate certificate) {
        return OWNER + " SMIMEA " + kind + " " + HexFormat.of().formatHex(certificate.der()) + "\n";
    }
}
