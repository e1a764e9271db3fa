package org.sealpost.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownHostsTest {

    private static final Set<String> HOSTS = Set.of("mail.clinic.test", "mail.clinic.test:8443");

    @ParameterizedTest
    @ValueSource(strings = {"mail.clinic.test", "MAIL.Clinic.test", "mail.clinic.test:8443", "localhost:8080", "[::1]:80", "127.0.0.1"})
    void oursIsServed(String host) {
        assertTrue(KnownHosts.knows(host, HOSTS));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "evil.test", "mail.clinic.test.evil.test", "mail.clinic.test:9", "localhost.evil.test",
        "evil.test:localhost", "127.0.0.1.evil.test", "mail.clinic.test@evil.test"})
    void aForgedOneIsNot(String host) {
        assertFalse(KnownHosts.knows(host, HOSTS));
    }
}
