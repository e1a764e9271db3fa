package org.sealpost.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.ReversePath;

class SenderLockTest {

    private static final String NONE = "-";

    @ParameterizedTest
    @CsvSource({
        "DOMAIN,  bank.example,  pay@bank.example,      -,                 true",
        "DOMAIN,  bank.example,  pay@BANK.example,      -,                 true",
        "DOMAIN,  bank.example,  pay@mail.bank.example, -,                 true",
        "DOMAIN,  bank.example,  pay@notbank.example,   -,                 false",
        "DOMAIN,  bank.example,  pay@example,           -,                 false",
        "DOMAIN,  bank.example,  -,                     bank.example,      true",
        "DOMAIN,  bank.example,  x@elsewhere.example,   mail.bank.example, true",
        "NETWORK, 192.0.2.0/24,  x@elsewhere.example,   -,                 true",
        "NETWORK, 198.51.100.0/24, pay@bank.example,    bank.example,      false"})
    void itIsAboutItsSenderByEnvelopeAuthorOrNetwork(SenderLock.Kind kind, String sender, String envelope, String author, boolean meant) {
        ReversePath path = envelope.equals(NONE) || !envelope.endsWith(".example") ? ReversePath.NULL : ReversePath.of(Address.of(envelope));
        assertEquals(meant, lock(kind, sender, TlsLevel.ENCRYPTED).isAbout(origin(path, Optional.empty()),
                author.equals(NONE) ? Optional.empty() : Optional.of(new Domain(author))));
    }

    @ParameterizedTest
    @CsvSource({
        "ENCRYPTED, DOMAIN,  clear, false",
        "ENCRYPTED, DOMAIN,  -,     true",
        "VERIFIED,  DOMAIN,  clear, false",
        "VERIFIED,  DOMAIN,  -,     false",
        "VERIFIED,  DOMAIN,  mx.elsewhere.example, false",
        "VERIFIED,  DOMAIN,  mx.bank.example.evil.example, false",
        "VERIFIED,  DOMAIN,  mx.bank.example, true",
        "VERIFIED,  NETWORK, mx.elsewhere.example, true"})
    void itIsMetByTlsAndWhereThatIsDemandedByAProvenHost(TlsLevel level, SenderLock.Kind kind, String proven, boolean met) {
        Optional<Origin.Tls> tls = proven.equals("clear") ? Optional.empty()
                : Optional.of(new Origin.Tls("TLSv1.3", "TLS_AES_128_GCM_SHA256", proven.equals(NONE) ? Optional.empty() : Optional.of(proven)));
        assertEquals(met, lock(kind, "bank.example", level).isMetBy(origin(ReversePath.NULL, tls)));
    }

    private static SenderLock lock(SenderLock.Kind kind, String sender, TlsLevel level) {
        return new SenderLock(UUID.randomUUID(), 1, kind, sender, level, "ada@clinic.test", Instant.EPOCH);
    }

    private static Origin origin(ReversePath path, Optional<Origin.Tls> tls) {
        try {
            return new Origin(InetAddress.getByName("192.0.2.7"), "mx.bank.example", tls, path, false);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
