package org.sealpost.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.mail.Domain;

class HostsTest {

    private static final Set<String> HOSTS = Set.of("mail.clinic.test", "mail.clinic.test:8443");

    @ParameterizedTest
    @CsvSource({
        "mta-sts.clinic.test,           /.well-known/mta-sts.txt",
        "MTA-STS.Clinic.Test:8443,      /.well-known/mta-sts.txt",
        "autoconfig.clinic.test:8080,   /mail/config-v1.1.xml",
        "autodiscover.clinic.test,      /Autodiscover/Autodiscover.xml",
        "openpgpkey.clinic.test,        /.well-known/openpgpkey/clinic.test/hu/iy9q119eutrkn8s1mk4r39qejnbu3n5q",
        "OpenPGPkey.Clinic.test:8443,   /.well-known/openpgpkey/clinic.test/policy",
        "clinic.test,                   /.well-known/openpgpkey/hu/iy9q119eutrkn8s1mk4r39qejnbu3n5q",
        "clinic.test:8443,              /.well-known/openpgpkey/policy"
    })
    void eachHostIsKnownForItsPath(String host, String path) {
        assertEquals(Optional.of(new Domain("clinic.test")), Hosts.named(host, path));
    }

    @ParameterizedTest
    @CsvSource({
        "mta-sts.clinic.test,       /signin.xhtml",
        "mta-sts.clinic.test,       /mail/config-v1.1.xml",
        "autoconfig.clinic.test,    /mail/inbox.xhtml",
        "autoconfig.clinic.test,    /mail/config-v1.1.xml;jsessionid=1",
        "clinic.test,               /.well-known/mta-sts.txt",
        "openpgpkey.clinic.test,    /.well-known/openpgpkey/other.test/hu/iy9q119eutrkn8s1mk4r39qejnbu3n5q",
        "openpgpkey.clinic.test,    /.well-known/openpgpkey/clinic.test/hu/",
        "openpgpkey.clinic.test,    /.well-known/openpgpkey/clinic.test/hu/../../../mail/inbox.xhtml",
        "openpgpkey.clinic.test,    /signin.xhtml",
        "clinic.test,               /.well-known/openpgpkey/hu/IY9Q119EUTRKN8S1MK4R39QEJNBU3N5Q",
        "clinic.test,               /.well-known/openpgpkey/hu/iy9q119eutrkn8s1mk4r39qejnbu3n5q/../../inbox.xhtml",
        "mta-sts,                   /.well-known/mta-sts.txt",
        "mta-sts.,                  /.well-known/mta-sts.txt",
        "mta-sts.clinic..test,      /.well-known/mta-sts.txt",
        "mta-sts.[127.0.0.1],       /.well-known/mta-sts.txt",
        "www.mta-sts.clinic.test,   /.well-known/mta-sts.txt"
    })
    void andForNothingElse(String host, String path) {
        assertEquals(Optional.empty(), Hosts.named(host, path));
    }

    @Test
    void noHostIsNone() {
        assertEquals(Optional.empty(), Hosts.named(null, "/.well-known/mta-sts.txt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.clinic.test", "MAIL.Clinic.test", "mail.clinic.test:8443", "localhost:8080", "[::1]:80", "127.0.0.1"})
    void oursIsServed(String host) {
        assertTrue(Hosts.knows(host, HOSTS));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "evil.test", "mail.clinic.test.evil.test", "mail.clinic.test:9", "localhost.evil.test",
        "evil.test:localhost", "127.0.0.1.evil.test", "mail.clinic.test@evil.test"})
    void aForgedOneIsNot(String host) {
        assertFalse(Hosts.knows(host, HOSTS));
    }
}
