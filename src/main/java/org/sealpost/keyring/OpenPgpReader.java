package org.sealpost.keyring;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.Address;
import org.sealpost.openpgp.KeyReading;
import org.sealpost.openpgp.OpenPgpCertificate;

/** OpenPGP certificates, without what others put in them. */
final class OpenPgpReader implements CertificateReader {

    private final KeyReading reading;

    OpenPgpReader(KeyReading reading) {
        this.reading = reading;
    }

    @Override
    public Facts read(Certificate certificate) throws UnfitKey {
        return new Read(reading.selfSigned(reading.certificate(certificate.octets())));
    }

    @Override
    public Facts merged(Certificate known, Certificate offered) throws UnfitKey {
        return new Read(reading.merged(reading.certificate(known.octets()), reading.certificate(offered.octets())));
    }

    @Override
    public Facts revoked(Certificate known, Certificate revocation) throws UnfitKey {
        return new Read(reading.selfSigned(reading.revoked(reading.certificate(known.octets()), revocation.octets())));
    }

    private record Read(OpenPgpCertificate inner) implements Facts {

        @Override
        public String fingerprint() {
            return inner.fingerprint();
        }

        @Override
        public Certificate certificate() {
            return inner.certificate();
        }

        @Override
        public boolean names(Address address, Instant at) {
            return inner.names(address, at);
        }

        @Override
        public Optional<UnfitKey.Why> unfit(Instant at) {
            return inner.unfitForEncryption(at);
        }

        @Override
        public boolean isCalledBack(Instant at) {
            return inner.isRevoked(at);
        }

        @Override
        public Optional<Instant> expires(Instant at) {
            return inner.encryptsUntil(at);
        }

        @Override
        public List<Address> addresses(Instant at) {
            return inner.userIds(at).stream().flatMap(id -> id.address().stream()).distinct().toList();
        }

        @Override
        public List<String> says(Instant at) {
            return inner.userIds(at).stream().map(OpenPgpCertificate.UserId::text).toList();
        }

        @Override
        public Optional<String> issuer() {
            return Optional.empty();
        }

        @Override
        public String written() {
            return inner.armored();
        }
    }
}
