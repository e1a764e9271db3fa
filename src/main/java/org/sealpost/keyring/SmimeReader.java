package org.sealpost.keyring;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.Address;
import org.sealpost.smime.Fitness;
import org.sealpost.smime.SmimeCertificate;

/** X.509 certificates with their chains. Whether an authority took one back isn't written in it. */
final class SmimeReader implements CertificateReader {

    private static final int LINE = 64;
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(LINE, new byte[] {'\r', '\n'});

    private final Fitness fitness;

    SmimeReader(Fitness fitness) {
        this.fitness = fitness;
    }

    @Override
    public Facts read(Certificate certificate) throws UnfitKey {
        return new Read(SmimeCertificate.chain(certificate), fitness);
    }

    /** The certificate itself is the same; a chain is taken where there was none, and isn't exchanged. */
    @Override
    public Facts merged(Certificate known, Certificate offered) throws UnfitKey {
        List<SmimeCertificate> before = SmimeCertificate.chain(known);
        List<SmimeCertificate> now = SmimeCertificate.chain(offered);
        if (!before.get(0).equals(now.get(0))) {
            throw new IllegalArgumentException("two certificates");
        }
        return new Read(before.size() > 1 ? before : now, fitness);
    }

    private record Read(List<SmimeCertificate> chain, Fitness fitness) implements Facts {

        @Override
        public String fingerprint() {
            return chain.get(0).fingerprint().toUpperCase(Locale.ROOT);
        }

        @Override
        public Certificate certificate() {
            return chain.get(0).with(chain.subList(1, chain.size()));
        }

        @Override
        public boolean names(Address address, Instant at) {
            return chain.get(0).addresses().contains(address);
        }

        @Override
        public Optional<UnfitKey.Why> unfit(Instant at) {
            return fitness.encrypting(chain.get(0), at);
        }

        /** That isn't written in it. */
        @Override
        public boolean isCalledBack(Instant at) {
            return false;
        }

        @Override
        public Optional<Instant> expires(Instant at) {
            return Optional.of(chain.get(0).validUntil());
        }

        @Override
        public List<Address> addresses(Instant at) {
            return chain.get(0).addresses().stream().distinct().toList();
        }

        @Override
        public List<String> says(Instant at) {
            return List.of(chain.get(0).subject());
        }

        @Override
        public Optional<String> issuer() {
            return chain.get(0).isSelfSigned() ? Optional.empty() : Optional.of(chain.get(0).issuer());
        }

        @Override
        public String written() {
            return chain.stream().map(one -> "-----BEGIN CERTIFICATE-----\r\n" + PEM.encodeToString(one.with(List.of()).octets())
                    + "\r\n-----END CERTIFICATE-----\r\n").collect(joining());
        }
    }
}
