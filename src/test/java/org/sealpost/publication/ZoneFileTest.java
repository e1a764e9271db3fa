package org.sealpost.publication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealpost.mail.Domain;
import org.sealpost.mtasts.StsPolicy;

class ZoneFileTest {

    private static final Domain CLINIC = new Domain("clinic.test");

    @Test
    void aDomainsRecordsAreWrittenInOrder() {
        assertEquals("""
                _sealpost.clinic.test. 3600 IN TXT "proof"
                clinic.test. 3600 IN MX 10 mx.clinic.test.
                clinic.test. 3600 IN TXT "v=spf1 mx -all"
                s1._domainkey.clinic.test. 3600 IN TXT "v=DKIM1; p=AAAA"
                _dmarc.clinic.test. 3600 IN TXT "v=DMARC1; p=quarantine"
                mta-sts.clinic.test. 3600 IN CNAME mail.clinic.test.
                _mta-sts.clinic.test. 3600 IN TXT "v=STSv1; id=%s;"
                _smtp._tls.clinic.test. 3600 IN TXT "v=TLSRPTv1; rua=mailto:tlsrpt@clinic.test"
                _submissions._tcp.clinic.test. 3600 IN SRV 0 1 465 mx.clinic.test.
                _submission._tcp.clinic.test. 3600 IN SRV 0 0 0 .
                autoconfig.clinic.test. 3600 IN CNAME mail.clinic.test.
                autodiscover.clinic.test. 3600 IN CNAME mail.clinic.test.
                openpgpkey.clinic.test. 3600 IN CNAME mail.clinic.test.
                """.formatted(OwnPolicy.id(host(StsPolicy.Mode.TESTING))), ZoneFile.of(plan("proof", "v=DKIM1; p=AAAA")));
    }

    @Test
    void aTextOf256OctetsIsSplit() {
        assertEquals("s1._domainkey.clinic.test. 3600 IN TXT \"" + "a".repeat(255) + "\" \"a\"",
                ZoneFile.of(plan("proof", "a".repeat(256))).split("\n")[3]);
    }

    @Test
    void nothingInATextEndsItsStringOrLine() {
        assertEquals("_sealpost.clinic.test. 3600 IN TXT \"a\\\"b\\\\c\\010d\"",
                ZoneFile.of(plan("a\"b\\c\nd", "k")).split("\n")[0]);
    }

    @Test
    void thePolicyNamesOurHostAndItsIdChangesWithIt() {
        assertEquals("version: STSv1\r\nmode: testing\r\nmx: mx.clinic.test\r\nmax_age: 604800\r\n", OwnPolicy.text(host(StsPolicy.Mode.TESTING)));
        assertEquals("version: STSv1\r\nmode: none\r\nmax_age: 604800\r\n", OwnPolicy.text(host(StsPolicy.Mode.NONE)));
        assertFalse(OwnPolicy.id(host(StsPolicy.Mode.TESTING)).equals(OwnPolicy.id(host(StsPolicy.Mode.ENFORCE))));
        assertEquals("8", OwnPolicy.id(host(StsPolicy.Mode.TESTING)).replaceAll("[0-9a-f]{24}", "8"));
    }

    static MailHost host(StsPolicy.Mode mode) {
        return new MailHost("mx.clinic.test", "mail.clinic.test", Optional.empty(), Optional.of(465), mode, Optional.empty());
    }

    private static DnsPlan plan(String proof, String key) {
        return DnsPlan.of(CLINIC, host(StsPolicy.Mode.TESTING), proof, List.of(new DkimRecord("s1._domainkey.clinic.test", key)));
    }
}
